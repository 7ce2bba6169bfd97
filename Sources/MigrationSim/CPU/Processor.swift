/// Who made a CPU, as CPUID leaf 0 tells it.
public enum CPUVendor: Int, BitwiseCopyable, Hashable, Sendable, CaseIterable {
  case intel, amd, hygon, centaur, shanghai

  /// The twelve letters of leaf 0, as xapi's `cpu_info:vendor` has them.
  public var identification: String {
    switch self {
    case .intel: "GenuineIntel"
    case .amd: "AuthenticAMD"
    case .hygon: "HygonGenuine"
    case .centaur: "CentaurHauls"
    case .shanghai: "  Shanghai  "
    }
  }
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
  /// Family, model and stepping, where they are known.
  public var signature: CPUSignature?

  public init(
    name: String, vendor: CPUVendor, physicalFeatures: FeatureSet, xcr0Mask: UInt64 = 0,
    xsaveBytes: Int = 0, signature: CPUSignature? = nil
  ) {
    self.name = name
    self.vendor = vendor
    self.physicalFeatures = physicalFeatures
    self.xcr0Mask = xcr0Mask
    self.xsaveBytes = xsaveBytes
    self.signature = signature
  }
}

extension Processor {
  /// What its maker lets a hypervisor mask in hardware; nothing where the signature is not known.
  public var maskability: CPUMaskability {
    signature.map { CPUMaskability(vendor: vendor, signature: $0) } ?? .no
  }

  /// Whether Xen can hide features from a PV guest, which executes CPUID without a trap.
  ///
  /// It takes mask registers (AMD; Intel from Nehalem to Sandy Bridge) or CPUID faulting, which
  /// Intel brought with Ivy Bridge, as it did FSGSBASE: the feature stands for the generation.
  /// Source: `docs/features/feature-levelling.pandoc` (xen-project/xen).
  public var levelsPVGuests: Bool {
    switch vendor {
    case .amd, .hygon: true
    case .intel: maskability == .full || physicalFeatures[.fsgsbase]
    case .centaur, .shanghai: false
    }
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
