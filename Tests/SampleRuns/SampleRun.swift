import MigrationSim

/// Runs made by hand, with round numbers, to try reports on: nothing here was simulated.
public enum SampleRun {
  static let xcp00 = HostID(0)
  static let xcp01 = HostID(1)
  static let dnfs = VMID(0)
  static let drouter = VMID(1)
  static let nfs = SRID(0)
  static let local = SRID(1)
  static let management = NetworkID(0)
  static let storage = NetworkID(1)
  static let pool = PoolID(0)
  static let sse42 = Feature(word: 1, bit: 20)
  static let avx = Feature(word: 1, bit: 28)

  public static let hosts = ["xcp00", "xcp01"]
  public static let vms = ["dnfs", "drouter"]
  public static let srs = ["NFS_SR", "Local storage"]
  public static let networks = ["Xestión", "Almacenamento"]
  public static let pools = ["Pool - Homoxéneo"]
  public static let features = FeatureNames([(sse42, "sse4_2"), (avx, "avx")])
  public static let vmMemory = [ByteCount.mebibytes(512), .mebibytes(256)]

  static func second(_ seconds: Double) -> SimTime { .zero + .seconds(seconds) }

  static func step(
    _ title: String, _ operation: Operation, at began: Double, took: Double = 0,
    _ outcome: StepOutcome = .done, expects: StepExpectation? = .done, isAsExpected: Bool = true
  ) -> StepResult {
    StepResult(
      Step(title: title, operation: operation, expectation: expects),
      began: second(began), ended: second(began) + .seconds(took), outcome: outcome,
      isAsExpected: isAsExpected)
  }
}
