/// Why a mask cannot be set on a host's CPU.
public enum CPUMaskRefusal: Hashable, Sendable {
  /// The CPU has no mask registers.
  case notSupported
  /// Features that the mask would add: it can only take away.
  case notASubset(extra: FeatureSet)
  /// Features that the mask takes away and the CPU cannot hide.
  case notMaskable(FeatureSet)
}

/// The CPU of a host in the masking era: what it has, what is shown, and what will be after a boot.
///
/// The words past the first four are never masked: the era knew only those. Source:
/// `doc/content/design/heterogeneous-pools.md` (xapi-project/xen-api).
public struct HostCPU: Hashable, Sendable {
  public let processor: Processor
  /// What is shown now: `cpu_info:features`.
  public private(set) var effectiveFeatures: FeatureSet
  /// What will be shown after the next boot: `cpu_info:features_after_reboot`.
  public private(set) var featuresAfterReboot: FeatureSet

  /// A CPU without a mask.
  public init(_ processor: Processor) {
    self.init(processor, effectiveFeatures: processor.physicalFeatures)
  }

  /// A CPU that was booted with a mask.
  public init(_ processor: Processor, effectiveFeatures: FeatureSet) {
    self.processor = processor
    self.effectiveFeatures = effectiveFeatures
    featuresAfterReboot = effectiveFeatures
  }

  public var vendor: CPUVendor { processor.vendor }
  /// `cpu_info:physical_features`.
  public var physicalFeatures: FeatureSet { processor.physicalFeatures }
  public var needsReboot: Bool { effectiveFeatures != featuresAfterReboot }

  /// `xe host-set-cpu-features`: from the next boot on, only the features of `mask` are shown.
  ///
  /// Returns every reason against it; without one, the mask is set. `mask` tells the four words
  /// of the era; what it says of later words is not looked at.
  @discardableResult
  public mutating func setMask(_ mask: FeatureSet) -> [CPUMaskRefusal] {
    let maskability = processor.maskability
    if maskability == .no { return [.notSupported] }
    let physical = physicalFeatures.legacyPart
    let wanted = mask.legacyPart
    let extra = wanted.subtracting(physical)
    let hidden = physical.subtracting(wanted)
    let stuck = hidden.subtracting(maskability.maskable)
    var refusals: [CPUMaskRefusal] = []
    if !extra.isEmpty { refusals.append(.notASubset(extra: extra)) }
    if !stuck.isEmpty { refusals.append(.notMaskable(stuck)) }
    if refusals.isEmpty { featuresAfterReboot = physicalFeatures.subtracting(hidden) }
    return refusals
  }

  /// `xe host-reset-cpu-features`: from the next boot on, all features are shown.
  public mutating func resetMask() { featuresAfterReboot = physicalFeatures }

  /// The host boots: a pending mask takes effect.
  public mutating func reboot() { effectiveFeatures = featuresAfterReboot }
}
