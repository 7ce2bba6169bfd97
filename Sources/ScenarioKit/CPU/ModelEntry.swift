import MigrationSim

/// What is known of one CPU model.
public struct ModelEntry: Hashable, Sendable {
  public let name: String
  public let vendor: CPUVendor
  /// When it was launched; nil for synthetic models.
  public let year: Int?
  /// What libvirt and QEMU promise of the model: less than most real CPUs of it have.
  public let baseline: FeatureSet
  /// A real CPU of the model; nil where none is published.
  public let real: RealCPU?
  public let caveat: String?

  /// What a host of the model has: the real CPU's features, or else the baseline.
  public var features: FeatureSet { real?.features ?? baseline }
}

/// A CPU whose features are published: what its hardware and firmware offered.
public struct RealCPU: Hashable, Sendable {
  /// What its publisher calls it: "Xeon-E5-2650-v3".
  public let name: String
  public let vendor: CPUVendor
  /// When it was launched.
  public let year: Int?
  /// What it calls itself; nil where that was not published.
  public let ownName: String?
  public let signature: CPUSignature?
  public let features: FeatureSet
  /// The components that XCR0 can hold, and the largest area [B]; nil without XSAVE.
  public let xcr0: UInt64?
  public let xsaveBytes: Int?
  public let caveat: String?
  /// Where its features are published, as the data has it: "libvirt", or an address.
  let publisher: String

  /// Where its features are published.
  public var source: String {
    publisher == "libvirt" ? "libvirt tests/cputestdata/x86_64-cpuid-\(name).xml" : publisher
  }
}
