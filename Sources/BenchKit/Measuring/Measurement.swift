import StudyKit

/// What a workload came to and what it cost, over all repetitions.
public struct Measurement: Sendable {
  public let workload: Workload
  public let scale: Workload.Scale
  public let outcome: Outcome
  /// CPU time of a unit, of each repetition [ns].
  public let cpuNanoseconds: [Double]
  /// The least over the repetitions of the most memory that the process had [KiB]; nil where the
  /// system does not tell.
  public let peakKibibytes: Int?

  public init(
    _ workload: Workload, _ scale: Workload.Scale, _ outcome: Outcome, cpuNanoseconds: [Double],
    peakKibibytes: Int?
  ) {
    self.workload = workload
    self.scale = scale
    self.outcome = outcome
    self.cpuNanoseconds = cpuNanoseconds
    self.peakKibibytes = peakKibibytes
  }

  /// Of each repetition [1/s]; nil where there are no events.
  public var eventsPerSecond: [Double]? {
    outcome.events.map { events in
      cpuNanoseconds.map { Double(events) / (max($0, 1) * Double(outcome.units)) * 1e9 }
    }
  }
}

/// The middle of repetitions, and how sure it is.
public struct Estimate: Hashable, Codable, Sendable {
  public let median: Double
  public let minimum: Double
  public let maximum: Double
  /// For the median at 95 %; absent for fewer than six repetitions, which cannot tell one.
  public let interval: ConfidenceInterval?
  /// In the order of the repetitions.
  public let sample: [Double]

  /// - Parameter sample: at least one, all finite.
  public init(_ sample: [Double]) {
    guard let summary = SampleSummary(sample) else {
      preconditionFailure("no estimate from \(sample)")
    }
    median = summary.median
    minimum = summary.minimum
    maximum = summary.maximum
    interval = .ofMedian(sample)
    self.sample = sample
  }

  /// What the median is above, as far as can be told: the lower end of its interval, or the least
  /// of few repetitions.
  public var low: Double { interval?.low ?? minimum }
}
