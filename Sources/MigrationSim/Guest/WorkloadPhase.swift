/// From when on a guest works how hard: a factor on all its write rates.
public struct WorkloadPhase: BitwiseCopyable, Hashable, Sendable {
  /// Since the guest was started.
  public var begins: SimDuration
  /// 1 is the workload as its page classes tell it; 0 is idle.
  public var intensity: Double

  public init(begins: SimDuration, intensity: Double) {
    self.begins = begins
    self.intensity = intensity
  }
}
