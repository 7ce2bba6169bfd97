/// How a guest is virtualised.
public enum GuestMode: Int, BitwiseCopyable, Hashable, Sendable, CaseIterable {
  /// Paravirtual: CPUID does not trap, unless the CPU can fault it.
  case pv
  /// Hardware-assisted: CPUID always traps, and the hypervisor answers.
  case hvm
}

/// What a hypervisor lets guests see of a CPU, by mode.
///
/// Source: the letters A, S and H of `xen/include/public/arch-x86/cpufeatureset.h`.
public struct GuestFeatureLimits: Hashable, Sendable {
  public var pv: FeatureSet
  public var hvm: FeatureSet
  /// What is shown whether the CPU has it or not.
  public var synthetic: FeatureSet

  public init(
    pv: FeatureSet, hvm: FeatureSet, synthetic: FeatureSet = [.htt, .x2apic, .hypervisor]
  ) {
    self.pv = pv
    self.hvm = hvm
    self.synthetic = synthetic
  }

  /// Shows guests the CPU as it is.
  public static let none = GuestFeatureLimits(
    pv: FeatureSet(~.zero), hvm: FeatureSet(~.zero), synthetic: [])

  /// The most that a guest of `mode` can be given on a CPU that has `features`.
  ///
  /// With Xen's limits this is xapi's `features_pv` or `features_hvm`.
  public func maximum(of features: FeatureSet, for mode: GuestMode) -> FeatureSet {
    features.intersection(mode == .pv ? pv : hvm).union(synthetic)
  }
}
