/// What workloads may come to and cost: held against a run, it tells what is past them.
public struct Thresholds: Hashable, Sendable {
  /// The sizes that they were recorded with.
  public var size: BenchSize
  public var limits: [Limits]

  public init(size: BenchSize, limits: [Limits]) {
    self.size = size
    self.limits = limits
  }

  public func limits(of workload: String) -> Limits? { limits.first { $0.workload == workload } }
}

/// What one workload may come to and cost; what is nil is not looked at.
public struct Limits: Hashable, Sendable {
  public var workload: String
  /// Exactly.
  public var hash: UInt64?
  /// Exactly.
  public var events: Int?
  /// Of a unit [ns].
  public var cpuNanoseconds: Ceiling?
  /// [KiB].
  public var peakKibibytes: Ceiling?

  public init(
    _ workload: String, hash: UInt64? = nil, events: Int? = nil, cpuNanoseconds: Ceiling? = nil,
    peakKibibytes: Ceiling? = nil
  ) {
    self.workload = workload
    self.hash = hash
    self.events = events
    self.cpuNanoseconds = cpuNanoseconds
    self.peakKibibytes = peakKibibytes
  }
}

/// The most that a cost may be: an absolute maximum, or a share above what it was, or both.
public struct Ceiling: Hashable, Sendable {
  public var maximum: Double?
  /// What it was.
  public var baseline: Double?
  /// How much above the baseline it may be, as a part of it.
  public var tolerance: Double?

  public init(maximum: Double? = nil, baseline: Double? = nil, tolerance: Double? = nil) {
    self.maximum = maximum
    self.baseline = baseline
    self.tolerance = tolerance
  }
}
