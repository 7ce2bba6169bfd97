/// Measures workloads in turn: repetition by repetition, so that whatever else the machine is doing
/// weighs on all of them alike.
public struct BenchSession: Sendable {
  public var workloads: [Workload]
  public var size: BenchSize
  public var repetitions: Int
  /// Repetitions that come first and do not count.
  public var warmUps: Int
  /// How often the unit is done in a repetition, instead of what the size says.
  public var units: Int?

  public init(
    _ workloads: [Workload], size: BenchSize, repetitions: Int, warmUps: Int, units: Int? = nil
  ) {
    self.workloads = workloads
    self.size = size
    self.repetitions = repetitions
    self.warmUps = warmUps
    self.units = units
  }

  /// Two repetitions came to something else: what is measured is not deterministic.
  public struct Discord: Error, CustomStringConvertible {
    public let workload: String
    public let outcomes: [Outcome]
    public var description: String {
      let found = outcomes.map {
        "\($0.units) units, \($0.events ?? 0) events, \(String($0.hash, radix: 16))"
      }
      return "\(workload) came to \(found.joined(separator: ", then to ")): it must not"
    }
  }

  public func scale(of workload: Workload) -> Workload.Scale {
    var scale = workload.scale(size)
    if let units { scale.units = units }
    return scale
  }

  /// - Parameter progress: Is told before each round, from 0; warm-ups count.
  public func run(progress: (Int) -> Void = { _ in }) throws(Discord) -> [Measurement] {
    var spans: [[Double]] = workloads.map { _ in [] }
    var peaks: [Int?] = workloads.map { _ in nil }
    var outcomes: [Outcome?] = workloads.map { _ in nil }
    for round in 0..<(warmUps + repetitions) {
      progress(round)
      for turn in workloads.indices {
        // Who goes first changes from round to round.
        let index = (round + turn) % workloads.count
        let workload = workloads[index]
        let forgets = ProcessCosts.forgetPeak()
        var trial = workload.prepare(scale(of: workload))
        let begin = ProcessCosts.cpuNanoseconds
        trial.run()
        let span = ProcessCosts.cpuNanoseconds - begin
        let peak = forgets ? ProcessCosts.peakKibibytes : nil
        let outcome = trial.outcome
        if let before = outcomes[index], before != outcome {
          throw Discord(workload: workload.name, outcomes: [before, outcome])
        }
        outcomes[index] = outcome
        guard round >= warmUps else { continue }
        spans[index].append(Double(span) / Double(outcome.units))
        if let peak { peaks[index] = min(peaks[index] ?? peak, peak) }
      }
    }
    return workloads.indices.compactMap { index in
      outcomes[index].map {
        Measurement(
          workloads[index], scale(of: workloads[index]), $0, cpuNanoseconds: spans[index],
          peakKibibytes: peaks[index])
      }
    }
  }
}
