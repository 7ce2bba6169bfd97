import MigrationSim
import ScenarioKit

extension StudyBuilder {
  /// A factor; what is amiss with its values is reported, and a stand-in returned.
  func factor(_ spec: FactorSpec, design: Design.Kind) -> Factor {
    let values: (Factor.Values, unit: String?)
    if let nodes = spec.values {
      values = listed(nodes, spec)
    } else if let cases = spec.cases {
      values = (.levels(Self.levels(of: cases)), nil)
      checkDistinct(cases.map { ($0.name.value, $0.name.value, $0.name.place) })
    } else if let range = spec.range, range.steps != nil || isStepped(design) {
      values = stepped(range, spec, design)
    } else {
      values = law(spec, design)
    }
    let suffix = values.unit.map { UnitNumber(0, unit: $0).suffix } ?? ""
    return Factor(
      name: spec.name.value, column: Column.name(spec.name.value, suffix: suffix),
      unit: values.unit, values: values.0, place: spec.name.place)
  }

  private func isStepped(_ design: Design.Kind) -> Bool {
    design == .fullFactorial || design == .oneAtATime
  }

  private static func levels(of cases: [CaseSpec]) -> [Level] {
    cases.map { Level(label: $0.name.value, number: nil, settings: $0.settings.all) }
  }

  /// Words, or numbers that are all told in the first one's unit.
  private func listed(_ nodes: [SourceNode], _ spec: FactorSpec) -> (Factor.Values, String?) {
    let texts: [(text: String, node: SourceNode)] = nodes.compactMap { node in
      if case .scalar(let text, _, _) = node, !node.isNull { return (text, node) }
      findings.report(
        "one number or word is wanted here, not \(node.noun); \"cases\" can set more",
        at: node.place)
      return nil
    }
    let numbers = texts.compactMap { UnitNumber($0.text) }
    let unit = numbers.first?.unit ?? ""
    let converted = numbers.compactMap { $0.converted(to: unit) }
    let areNumbers = !texts.isEmpty && converted.count == texts.count
    // "1 GiB" and "1024 MiB" are one value, however they are written.
    checkDistinct(
      texts.enumerated().map { index, one in
        (areNumbers ? converted[index].text : one.text, one.text, one.node.place)
      })
    let levels = texts.enumerated().map { index, one in
      Level(
        label: one.text, number: areNumbers ? converted[index].number : nil,
        settings: spec.paths.map { .init($0, one.node) })
    }
    return (.levels(levels), areNumbers ? unit : nil)
  }

  private func checkDistinct(_ all: [(value: String, text: String, place: SourcePlace)]) {
    var seen: [String: SourcePlace] = [:]
    for (value, text, place) in all where !value.isEmpty {
      if let first = seen[value] {
        findings.report(
          "the value \"\(text)\" is there already", at: place,
          notes: [.init(message: "it stands here", place: first)])
      } else {
        seen[value] = place
      }
    }
  }

  /// The two ends in one unit; nil where they cannot be, which is reported.
  private func ends(of range: RangeSpec) -> (from: Double, to: Double, unit: String)? {
    let from = range.from.value
    guard range.from.place.isWritten, range.to.place.isWritten else { return nil }
    guard let to = range.to.value.converted(to: from.unit) else {
      findings.report(
        "a range goes from one number to another of the same kind", at: range.to.place)
      return nil
    }
    if range.scale == .log, from.number <= 0 || to.number <= 0 {
      findings.report("a range in equal factors is of numbers above zero", at: range.place)
      return nil
    }
    guard from.number < to.number else {
      findings.report("a range goes from the lower number to the higher", at: range.place)
      return nil
    }
    return (from.number, to.number, from.unit)
  }

  private func stepped(
    _ range: RangeSpec, _ spec: FactorSpec, _ design: Design.Kind
  ) -> (Factor.Values, String?) {
    guard let steps = range.steps else {
      findings.report("a range needs its number of steps in this design", at: range.place)
      return (.levels([]), nil)
    }
    guard let law = law(of: range, spec) else { return (.levels([]), nil) }
    // A sampled design draws from the whole of a range; steps are for those that list values.
    guard isStepped(design) else {
      findings.report(
        "a range has no steps in the design \(design.rawValue): it is sampled", at: range.place)
      return (.law(law, paths: spec.paths, place: range.place), law.unit)
    }
    let levels = (0..<steps).map { step in
      law.level(at: Double(step) / Double(steps - 1), spec.paths, place: range.place)
    }
    checkDistinct(levels.map { ($0.label, $0.label, range.place) })
    return (.levels(levels), law.unit)
  }

  private func law(of range: RangeSpec, _ spec: FactorSpec) -> FactorLaw? {
    guard let (from, to, unit) = ends(of: range) else { return nil }
    return FactorLaw(
      shape: range.scale == .log
        ? .logarithmic(from: from, to: to) : .linear(from: from, to: to),
      unit: unit, isWhole: spec.isWhole)
  }

  /// What a sampled design draws from.
  private func law(_ spec: FactorSpec, _ design: Design.Kind) -> (Factor.Values, String?) {
    guard let (law, place) = shape(spec) else { return (.levels([Level.none]), nil) }
    if isStepped(design) {
      findings.report(
        """
        the factor "\(spec.name.value)" follows a law, which needs a sampled design: latin \
        hypercube, sobol or sobol indices
        """, at: place)
    }
    return (.law(law, paths: spec.paths, place: place), law.unit)
  }

  /// The law that a factor's values follow, and where it stands.
  private func shape(_ spec: FactorSpec) -> (FactorLaw, SourcePlace)? {
    if let range = spec.range { return law(of: range, spec).map { ($0, range.place) } }
    if let (mean, deviation, place) = spec.normal {
      guard let width = same(mean, deviation) else { return nil }
      guard width > 0 else {
        findings.report("a deviation is above zero", at: deviation.place)
        return nil
      }
      return (law(.normal(mean: mean.value.number, deviation: width), mean, spec), place)
    }
    if let (median, spread, place) = spec.lognormal {
      guard median.value.number > 0 else {
        findings.report("a median is above zero", at: median.place)
        return nil
      }
      return (law(.lognormal(median: median.value.number, spread: spread), median, spec), place)
    }
    guard let three = spec.triangular, let low = three.first else { return nil }
    guard three.count == 3 else {
      findings.report("triangular takes three numbers, not \(three.count)", at: low.place)
      return nil
    }
    guard let mode = same(low, three[1]), let high = same(low, three[2]) else { return nil }
    guard low.value.number <= mode, mode <= high, low.value.number < high else {
      findings.report("triangular takes its three numbers from low to high", at: low.place)
      return nil
    }
    return (
      law(.triangular(low: low.value.number, mode: mode, high: high), low, spec), low.place
    )
  }

  private func law(
    _ shape: FactorLaw.Shape, _ first: FactorSpec.Written, _ spec: FactorSpec
  ) -> FactorLaw {
    FactorLaw(shape: shape, unit: first.value.unit, isWhole: spec.isWhole)
  }

  /// The other number in the unit of the first; nil where it cannot be, which is reported.
  private func same(_ first: FactorSpec.Written, _ other: FactorSpec.Written) -> Double? {
    guard first.place.isWritten, other.place.isWritten else { return nil }
    if let number = other.value.converted(to: first.value.unit)?.number { return number }
    findings.report("this is another kind of number than the first", at: other.place)
    return nil
  }
}

extension Level {
  /// Stands where a value could not be read.
  static let none = Level(label: "", number: nil, settings: [])
}
