import MigrationSim
import BenchKit

/// What benchmarks came to and cost, told in plain values.
public struct BenchReport: Hashable, Codable, Sendable {
  /// One workload.
  public struct Benchmark: Hashable, Codable, Sendable {
    public var name: String
    public var about: String
    /// What the costs are divided by.
    public var unit: String
    /// How often the unit was done in each repetition.
    public var units: Int
    /// Events handled in each repetition; absent where the workload has none.
    public var events: Int?
    /// Over all that was found: sixteen hexadecimal digits, equal in every repetition.
    public var hash: String
    /// CPU time of a unit [ns].
    public var cpuNs: Estimate
    /// Absent where there are no events.
    public var eventsPerS: Estimate?
    /// The most memory that the process had; absent where the system does not tell.
    public var peakKib: Int?
    /// Whether there are limits for it.
    public var limited: Bool
    /// The limits that it is past.
    public var breaches: [Breach]
  }

  public var schemaVersion: Int
  public var toolVersion: String
  /// Of the workloads: "full" or "smoke".
  public var sizes: String
  public var repetitions: Int
  /// Whether the program checked its assertions, as debug builds do.
  public var assertions: Bool
  public var benchmarks: [Benchmark]

  /// - Parameter thresholds: What the measurements are held against; nothing without any.
  public init(
    _ measurements: [Measurement], size: BenchSize, repetitions: Int, thresholds: Thresholds? = nil
  ) {
    schemaVersion = Release.schemaVersion
    toolVersion = Release.version
    sizes = size.rawValue
    self.repetitions = repetitions
    assertions = BuildKind.hasAssertions
    benchmarks = measurements.map { Benchmark($0, thresholds?.limits(of: $0.workload.name)) }
  }

  /// Whether a benchmark is past a limit.
  public var isPastLimits: Bool { benchmarks.contains { !$0.breaches.isEmpty } }
}

extension BenchReport.Benchmark {
  init(_ found: Measurement, _ limits: Limits?) {
    self.init(
      name: found.workload.name, about: found.workload.about(found.scale),
      unit: found.workload.unit, units: found.outcome.units, events: found.outcome.events,
      hash: found.outcome.hash.hexadecimal, cpuNs: Estimate(found.cpuNanoseconds),
      eventsPerS: found.eventsPerSecond.map(Estimate.init), peakKib: found.peakKibibytes,
      limited: limits != nil, breaches: limits?.breaches(by: found) ?? [])
  }
}
