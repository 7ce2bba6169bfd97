/// Who made a CPU, as CPUID leaf 0 tells it.
public enum CPUVendor: Int, BitwiseCopyable, Hashable, Sendable, CaseIterable {
  case intel, amd, hygon, centaur, shanghai
}

/// A host's processor: what its silicon and firmware offer.
public struct Processor: Hashable, Sendable {
  /// The model as people name it: "Westmere", "Intel Core i7-860".
  public var name: String
  public var vendor: CPUVendor
  /// What the hardware has, before any masking.
  public var physicalFeatures: FeatureSet
  /// XSAVE components that the hardware can hold (XCR0); zero without XSAVE.
  public var xcr0Mask: UInt64
  /// Bytes of the largest XSAVE area; zero without XSAVE [B].
  public var xsaveBytes: Int

  public init(
    name: String, vendor: CPUVendor, physicalFeatures: FeatureSet, xcr0Mask: UInt64 = 0,
    xsaveBytes: Int = 0
  ) {
    self.name = name
    self.vendor = vendor
    self.physicalFeatures = physicalFeatures
    self.xcr0Mask = xcr0Mask
    self.xsaveBytes = xsaveBytes
  }
}

/// How a toolstack of an era treats differing CPUs.
public enum LevellingEra: Int, BitwiseCopyable, Hashable, Sendable, CaseIterable {
  /// Before xapi of March 2011: nothing is compared when a VM migrates.
  case none
  /// XenServer 5.6 to 6.5 and XCP 1.x: hardware masks, effective after a reboot.
  case masking
  /// 7.0 and later: the pool level is what all hosts have, and a VM keeps what it booted with.
  case levelling
}
