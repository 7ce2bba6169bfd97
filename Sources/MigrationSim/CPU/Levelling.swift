/// What VMs are shown of their hosts' CPUs, by the era of the toolstack.
///
/// Sources: `doc/content/design/heterogeneous-pools.md`, `cpu-levelling-v2.md` and
/// `ocaml/xapi/cpuid_helpers.ml` (`next_boot_cpu_features`) of xapi-project/xen-api.
public struct Levelling: Hashable, Sendable {
  public var era: LevellingEra
  public var limits: GuestFeatureLimits
  /// The features that a join compares before levelling: the pool's
  /// `other_config:cpuid_feature_mask`.
  public var joinMask: FeatureSet

  public init(
    era: LevellingEra, limits: GuestFeatureLimits = .none, joinMask: FeatureSet = defaultJoinMask
  ) {
    self.era = era
    self.limits = limits
    self.joinMask = joinMask
  }

  /// What a host publishes as its features for guests of `mode`: a VM may arrive with these.
  ///
  /// Masking and before: `cpu_info:features`, four words, whatever the mode. Levelling:
  /// `features_pv` or `features_hvm`.
  public func published(by host: HostCPU, for mode: GuestMode) -> FeatureSet {
    switch era {
    case .none, .masking: host.effectiveFeatures.legacyPart
    case .levelling: limits.maximum(of: host.effectiveFeatures, for: mode)
    }
  }

  /// What a pool of these hosts shows a VM that boots in it: the levelling era's pool level.
  ///
  /// Before that era there is no such level: each host shows its own CPU.
  public func poolLevel(of hosts: some Sequence<HostCPU>, for mode: GuestMode) -> FeatureSet {
    FeatureSet.poolLevel(of: hosts.map { limits.maximum(of: $0.effectiveFeatures, for: mode) })
  }

  /// What a VM sees when it boots on `host`, a member of the pool `hosts`.
  ///
  /// A PV guest asks the CPU itself: before levelling it sees all that the host shows, and since
  /// then the same where the CPU lets nothing be hidden.
  public func featuresAtBoot(
    on host: HostCPU, in hosts: some Sequence<HostCPU>, for mode: GuestMode
  ) -> FeatureSet {
    switch (era, mode) {
    case (.none, .pv), (.masking, .pv): host.effectiveFeatures
    case (.none, .hvm), (.masking, .hvm): limits.maximum(of: host.effectiveFeatures, for: .hvm)
    case (.levelling, .pv) where !host.processor.levelsPVGuests: host.effectiveFeatures
    case (.levelling, _): poolLevel(of: hosts, for: mode)
    }
  }
  /// The state of a VM that boots on `host`, a member of the pool `hosts`.
  ///
  /// The toolstack writes down what it meant to show: the host's features before levelling, the
  /// pool level since, whatever the guest then sees for itself.
  public func boot(
    _ profile: GuestProfile, on host: HostCPU, in hosts: some Sequence<HostCPU>,
    for mode: GuestMode
  ) -> RunningCPUState {
    RunningCPUState(
      booting: profile, vendor: host.vendor,
      features: featuresAtBoot(on: host, in: hosts, for: mode),
      bootFlags: era == .levelling ? poolLevel(of: hosts, for: mode) : host.effectiveFeatures,
      hardware: host.physicalFeatures)
  }

  /// What a running VM sees once it has arrived on `host`.
  ///
  /// Since levelling a VM keeps what it booted with, as far as the host has it, where the host can
  /// hide the rest. Before, and where it cannot, it sees the new host's CPU: features may appear.
  public func featuresOnArrival(
    of guest: RunningCPUState, on host: HostCPU, for mode: GuestMode
  ) -> FeatureSet {
    switch (era, mode) {
    case (.none, .pv), (.masking, .pv): host.effectiveFeatures
    case (.none, .hvm), (.masking, .hvm): limits.maximum(of: host.effectiveFeatures, for: .hvm)
    case (.levelling, .pv) where !host.processor.levelsPVGuests: host.effectiveFeatures
    case (.levelling, _):
      guest.features.intersection(limits.maximum(of: host.effectiveFeatures, for: mode))
    }
  }
}
