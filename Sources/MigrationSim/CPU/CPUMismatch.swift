/// What xapi finds to differ between two CPUs, or a VM and a host.
public enum CPUMismatch: Hashable, Sendable {
  case vendorDiffers(CPUVendor, other: CPUVendor)
  /// Features that the VM booted with and the host does not have.
  case missing(FeatureSet)
  /// Two hosts that must be equal: what the joiner lacks, and what it has beyond the pool.
  case featuresDiffer(missing: FeatureSet, extra: FeatureSet)
  /// The host publishes no features of the form that the VM's are to be compared with.
  case notComparable
}

extension Levelling {
  /// The features that the masking era's join compares unless a pool says otherwise: all but EST.
  ///
  /// `ffffff7f-ffffffff-ffffffff-ffffffff`: the default of `Pool.other_config:cpuid_feature_mask`.
  public static let defaultJoinMask = FeatureSet(words: [.max, 0xffff_ff7f, .max, .max])

  /// What differs between a host that joins and the pool's master; empty if nothing that counts.
  ///
  /// Up to the masking era vendor and masked features must be equal; since levelling the vendor
  /// alone. Source: `assert_hosts_homogeneous`, `ocaml/xapi/xapi_pool.ml` (xapi-project/xen-api,
  /// 5408da6172 of 2012, and today's).
  public func joinMismatches(of joiner: HostCPU, with master: HostCPU) -> [CPUMismatch] {
    var found: [CPUMismatch] = []
    if joiner.vendor != master.vendor {
      found.append(.vendorDiffers(master.vendor, other: joiner.vendor))
    }
    if era == .levelling { return found }
    let mine = joiner.effectiveFeatures.legacyPart.intersection(joinMask)
    let theirs = master.effectiveFeatures.legacyPart.intersection(joinMask)
    if mine != theirs {
      found.append(
        .featuresDiffer(missing: theirs.subtracting(mine), extra: mine.subtracting(theirs)))
    }
    return found
  }

  /// What keeps a running VM from migrating to a host; empty if nothing.
  ///
  /// `published` is what the host publishes for the VM's mode, or nil if its toolstack is of
  /// another era. Source: `assert_vm_is_compatible`, `ocaml/xapi/cpuid_helpers.ml`; first in
  /// 438864d915 of March 2011, with the same two questions. Before that nothing was asked.
  public func migrationMismatches(
    of vm: RunningCPUState, to vendor: CPUVendor, publishing published: FeatureSet?
  ) -> [CPUMismatch] {
    if era == .none { return [] }
    var found: [CPUMismatch] = []
    if vm.vendor != vendor { found.append(.vendorDiffers(vm.vendor, other: vendor)) }
    guard let published else { return found + [.notComparable] }
    let known = era == .masking ? vm.bootFlags.legacyPart : vm.bootFlags
    let missing = known.subtracting(published)
    if !missing.isEmpty { found.append(.missing(missing)) }
    return found
  }
}
