/// Family, model and stepping of a CPU, as leaf 1 of CPUID gives them.
public struct CPUSignature: BitwiseCopyable, Hashable, Sendable {
  public let family: Int
  public let model: Int
  public let stepping: Int

  public init(family: Int, model: Int, stepping: Int) {
    self.family = family
    self.model = model
    self.stepping = stepping
  }
}

/// Which words of its features a CPU lets a hypervisor mask in hardware: `cpu_info:maskable`.
public enum CPUMaskability: Int, BitwiseCopyable, Hashable, Sendable, CaseIterable {
  case no
  /// Leaf 1 alone.
  case base
  /// Leaves 1 and 80000001.
  case full

  /// What a CPU of this signature can mask; the XCP era's list.
  ///
  /// Sources: `doc/content/design/heterogeneous-pools.md` (xapi-project/xen-api) and, for the
  /// models from 1fh on, `cpuid/cpuid.ml` (xapi-project/xen-api-libs, 2014).
  public init(vendor: CPUVendor, signature: CPUSignature) {
    switch (vendor, signature.family, signature.model) {
    case (.intel, 6, 0x1d): self = .base
    case (.intel, 6, 0x17) where signature.stepping >= 4: self = .base
    case (.intel, 6, 0x1a) where signature.stepping > 2: self = .full
    case (.intel, 6, 0x1e), (.intel, 6, 0x1f), (.intel, 6, 0x25), (.intel, 6, 0x2a),
      (.intel, 6, 0x2c), (.intel, 6, 0x2d), (.intel, 6, 0x2e), (.intel, 6, 0x2f),
      (.intel, 6, 0x3a), (.intel, 6, 0x3c), (.intel, 6, 0x3e):
      self = .full
    case (.amd, 0x10..., _): self = .full
    default: self = .no
    }
  }

  /// The bits that a mask may clear.
  public var maskable: FeatureSet {
    switch self {
    case .no: FeatureSet()
    case .base: FeatureSet(words: [.max, .max])
    case .full: FeatureSet(words: [.max, .max, .max, .max])
    }
  }
}
