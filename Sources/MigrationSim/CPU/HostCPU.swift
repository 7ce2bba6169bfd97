/// Why a mask cannot be set on a host's CPU.
public enum CPUMaskRefusal: Hashable, Sendable {
  /// The CPU has no mask registers.
  case notSupported
  /// Features that the mask would add: it can only take away.
  case notASubset(extra: FeatureSet)
  /// Features that the mask takes away and the CPU cannot hide.
  case notMaskable(FeatureSet)
}

/// The CPU of a host: what it has, what is shown of it, and what will be after a boot.
///
/// Two things may stand between the hardware and what it shows. A mask, in the masking era, is set
/// by an operator: it sets registers of the CPU, one for each of the era's four words, and never
/// reaches later words. And the hypervisor itself may withhold features, as updates have it do.
/// Both take effect at a boot. Source: `doc/content/design/heterogeneous-pools.md`
/// (xapi-project/xen-api).
public struct HostCPU: Hashable, Sendable {
  private struct Parts: Hashable, Sendable {
    var processor: Processor
    var effectiveFeatures: FeatureSet
    /// What the mask registers will let through after the next boot; all bits of a word that has
    /// no mask (`cpuid_mask_ecx` and the like on Xen's command line).
    var mask = FeatureSet(~.zero)
    /// What the hypervisor will not show after the next boot.
    var withheld = FeatureSet()
  }

  /// Six hundred bytes, which hosts of a kind have alike.
  private var parts: Shared<Parts>

  /// A CPU without a mask.
  public init(_ processor: Processor) {
    self.init(processor, effectiveFeatures: processor.physicalFeatures)
  }

  /// A CPU that was booted with a mask.
  public init(_ processor: Processor, effectiveFeatures: FeatureSet) {
    parts = Shared(Parts(processor: processor, effectiveFeatures: effectiveFeatures))
    setRegisters(showing: effectiveFeatures)
    parts.value.withheld =
      processor.physicalFeatures.intersection(parts.value.mask).subtracting(effectiveFeatures)
  }

  public var processor: Processor { parts.value.processor }
  /// What is shown now: `cpu_info:features`.
  public var effectiveFeatures: FeatureSet { parts.value.effectiveFeatures }

  public var vendor: CPUVendor { processor.vendor }
  /// `cpu_info:physical_features`.
  public var physicalFeatures: FeatureSet { processor.physicalFeatures }
  /// What will be shown after the next boot: `cpu_info:features_after_reboot`.
  public var featuresAfterReboot: FeatureSet {
    physicalFeatures.intersection(parts.value.mask).subtracting(parts.value.withheld)
  }
  public var needsReboot: Bool { effectiveFeatures != featuresAfterReboot }

  /// `xe host-set-cpu-features`: from the next boot on, only the features of `mask` are shown.
  ///
  /// Returns every reason against it; without one, the mask is set. `mask` tells the four words
  /// of the era; what it says of later words is not looked at.
  @discardableResult
  public mutating func setMask(_ mask: FeatureSet) -> [CPUMaskRefusal] {
    let refusals = refusals(ofMask: mask)
    if refusals.isEmpty { setRegisters(showing: mask) }
    return refusals
  }

  /// Every reason against a mask.
  ///
  /// Source: `assert_maskability`, `cpuid/cpuid.ml` (xapi-project/xen-api-libs).
  public func refusals(ofMask mask: FeatureSet) -> [CPUMaskRefusal] {
    let maskability = processor.maskability
    if maskability == .no { return [.notSupported] }
    let physical = physicalFeatures.legacyPart
    let wanted = mask.legacyPart
    let extra = wanted.subtracting(physical)
    let stuck = physical.subtracting(wanted).subtracting(maskability.maskable)
    var refusals: [CPUMaskRefusal] = []
    if !extra.isEmpty { refusals.append(.notASubset(extra: extra)) }
    if !stuck.isEmpty { refusals.append(.notMaskable(stuck)) }
    return refusals
  }

  /// Sets a register for each of the four words that is not to be shown whole.
  ///
  /// Source: `xen_masking_string`, `cpuid/cpuid.ml` (xapi-project/xen-api-libs).
  private mutating func setRegisters(showing features: FeatureSet) {
    var mask = FeatureSet(~.zero)
    for word in 0..<4 where features.words[word] != physicalFeatures.words[word] {
      mask.words[word] = features.words[word]
    }
    parts.value.mask = mask
  }

  /// `xe host-reset-cpu-features`: from the next boot on, no feature is masked.
  public mutating func resetMask() { parts.value.mask = FeatureSet(~.zero) }

  /// An update of the hypervisor: from the next boot on, it does not show `features`.
  ///
  /// The hardware keeps them: who executes them without asking still can.
  public mutating func withhold(_ features: FeatureSet) {
    parts.value.withheld = parts.value.withheld.union(features)
  }

  /// Another processor is put in, or its firmware set otherwise: it counts from the next boot on.
  ///
  /// The mask stays on Xen's command line, bit for bit, and Xen leaves it out of account where the
  /// new processor has no registers for it.
  public mutating func exchange(for processor: Processor) {
    parts.value.processor = processor
    if processor.maskability == .no { resetMask() }
  }

  /// The host boots: what is pending takes effect.
  public mutating func reboot() { parts.value.effectiveFeatures = featuresAfterReboot }
}
