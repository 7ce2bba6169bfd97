extension Thresholds {
  /// How much above what is recorded a cost may be, unless somebody writes otherwise.
  public static let usualTolerance = 0.25

  /// The limits that a run just keeps.
  ///
  /// Of smoke sizes, which are too short to be timed, only what they come to.
  public init(recording measurements: [Measurement], size: BenchSize) {
    self.init(
      size: size,
      limits: measurements.map { found in
        var limits = Limits(
          found.workload.name, hash: found.outcome.hash, events: found.outcome.events)
        guard size == .full else { return limits }
        limits.cpuNanoseconds = Ceiling(
          baseline: Estimate(found.cpuNanoseconds).median.rounded(),
          tolerance: Self.usualTolerance)
        limits.peakKibibytes = found.peakKibibytes.map {
          Ceiling(baseline: Double($0), tolerance: Self.usualTolerance)
        }
        return limits
      })
  }

  /// As a file that `load` reads.
  public var text: String {
    let command = size == .smoke ? "xenmotion bench --smoke" : "xenmotion bench"
    var text = """
      # Limits for '\(command) --thresholds'.
      # To write them anew: '\(command) --write-thresholds'. The hash and the events
      # must be equal; a cost may have a maximum, or a baseline and a tolerance above it.
      sizes: \(size.rawValue)
      benchmarks:

      """
    for limit in limits {
      text += "  - name: \(limit.workload)\n"
      if let hash = limit.hash { text += "    hash: \"\(hash.hexadecimal)\"\n" }
      if let events = limit.events { text += "    events: \(events)\n" }
      if let ceiling = limit.cpuNanoseconds { text += "    cpu_ns: \(ceiling.text)\n" }
      if let ceiling = limit.peakKibibytes { text += "    peak_kib: \(ceiling.text)\n" }
    }
    return text
  }
}

extension Ceiling {
  fileprivate var text: String {
    let parts = [
      maximum.map { "maximum: \($0.plain)" }, baseline.map { "baseline: \($0.plain)" },
      tolerance.map { "tolerance: \(($0 * 100).plain) %" },
    ]
    return "{\(parts.compactMap(\.self).joined(separator: ", "))}"
  }
}
