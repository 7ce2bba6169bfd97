import ScenarioKit

extension Thresholds {
  /// Reads a file of limits: YAML, as `text` writes it.
  ///
  /// - Parameters:
  ///   - workloads: All that there are, whether or not they are run.
  ///   - size: The sizes of the run that they are for.
  /// - Throws: ``ScenarioError`` with everything that is wrong.
  public static func load(
    path: String, workloads: [Workload] = Workload.standard, size: BenchSize
  ) throws(ScenarioError) -> Thresholds {
    try load(SourceText.read(path: path).get(), workloads: workloads, size: size)
  }

  /// As above, from a text.
  public static func load(
    _ source: SourceText, workloads: [Workload] = Workload.standard, size: BenchSize
  ) throws(ScenarioError) -> Thresholds {
    let findings = Findings(of: source)
    var found: ThresholdsSpec?
    if let tree = SourceTree.parse(source, findings: findings) {
      found = Form<ThresholdsSpec>.object("a file of limits", ThresholdsSpec.init)
        .read(tree, findings)
    }
    let thresholds = found?.thresholds(among: workloads, size: size, findings)
    guard let thresholds, findings.diagnostics.isEmpty else {
      throw ScenarioError(kind: .invalid, diagnostics: findings.sorted, sources: findings.sources)
    }
    return thresholds
  }
}

/// A file of limits as it is written.
struct ThresholdsSpec {
  let sizes: Sourced<BenchSize>
  let benchmarks: [LimitsSpec]

  init(_ fields: inout Fields) {
    sizes = fields.required(
      "sizes", .placed(.anyCase), "The sizes that were run: smoke with --smoke, or else full.")
    benchmarks = fields.required(
      "benchmarks", .list(of: .object("a benchmark", LimitsSpec.init)),
      "What each benchmark may come to and cost.")
  }

  func thresholds(
    among workloads: [Workload], size: BenchSize, _ findings: Findings
  ) -> Thresholds {
    // A size that could not be read stands nowhere, and has been reported.
    if sizes.value != size, !sizes.place.file.isEmpty {
      let advice = sizes.value == .smoke ? "run with --smoke" : "run without --smoke"
      findings.report(
        "these limits are of the \(sizes.value.rawValue) sizes: \(advice)", at: sizes.place)
    }
    var seen: [String: SourcePlace] = [:]
    for benchmark in benchmarks where !benchmark.name.value.isEmpty {
      let name = benchmark.name
      if let first = seen[name.value] {
        findings.report(
          "\"\(name.value)\" has its limits already", at: name.place,
          notes: [Diagnostic.Note(message: "they stand here", place: first)])
      }
      seen[name.value] = name.place
    }
    return Thresholds(
      size: sizes.value, limits: benchmarks.map { $0.limits(among: workloads, findings) })
  }
}

/// One benchmark's limits as they are written.
struct LimitsSpec {
  let name: Name
  let hash: Name?
  let events: Sourced<Int>?
  let cpuNanoseconds: Ceiling?
  let peakKibibytes: Ceiling?

  init(_ fields: inout Fields) {
    let ceiling = Form<Ceiling>.object("a limit", Ceiling.init)
    name = fields.required("name", .name, "The benchmark's name, as --list tells it.")
    hash = fields.optional("hash", .name, "The hash that it must come to: 16 digits.")
    events = fields.optional(
      "events", .placed(.count(0...Int(1e15))), "The events that it must come to.")
    cpuNanoseconds = fields.optional("cpu_ns", ceiling, "The CPU time of a unit [ns].")
    peakKibibytes = fields.optional("peak_kib", ceiling, "The most memory [KiB].")
  }

  func limits(among workloads: [Workload], _ findings: Findings) -> Limits {
    let workload = workloads.first { $0.name == name.value }
    if workload == nil, !name.value.isEmpty {
      let names = workloads.map(\.name)
      let near = findings.nearest(to: name.value, among: names)
      findings.report(
        "there is no benchmark \"\(name.value)\"", at: name.place, suggestion: near,
        notes: near == nil
          ? [Diagnostic.Note(message: "there are \(names.joined(separator: ", "))", place: nil)]
          : [])
    }
    if let workload, !workload.hasEvents, let events {
      findings.report("\(workload.name) has no events to count", at: events.place)
    }
    var digits: UInt64?
    if let hash, !hash.value.isEmpty {
      digits = hash.value.utf8.count == 16 ? UInt64(hash.value, radix: 16) : nil
      if digits == nil {
        findings.report("a hash is 16 digits from 0 to f, in quotation marks", at: hash.place)
      }
    }
    return Limits(
      name.value, hash: digits, events: events?.value, cpuNanoseconds: cpuNanoseconds,
      peakKibibytes: peakKibibytes)
  }
}

extension Ceiling {
  fileprivate init(_ fields: inout Fields) {
    let costs = 0...1e15
    let maximum = fields.optional("maximum", .number(costs), "The most that it may be.")
    let baseline = fields.optional("baseline", .number(costs), "What it was.")
    let tolerance = fields.optional(
      "tolerance", .share, "How much above the baseline it may be, \"25 %\".")
    if maximum == nil, baseline == nil, tolerance == nil {
      fields.report("a limit needs a maximum, or a baseline and a tolerance")
    } else if (baseline == nil) != (tolerance == nil) {
      fields.report("a baseline and a tolerance stand together, or neither does")
    }
    self.init(maximum: maximum, baseline: baseline, tolerance: tolerance)
  }
}
