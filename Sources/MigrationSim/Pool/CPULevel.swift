/// What a pool shows the VMs that boot in it, for each kind of guest.
public struct CPULevel: Hashable, Sendable {
  public var pv: FeatureSet
  public var hvm: FeatureSet

  public init(pv: FeatureSet, hvm: FeatureSet) {
    self.pv = pv
    self.hvm = hvm
  }

  public subscript(mode: GuestMode) -> FeatureSet { mode == .pv ? pv : hvm }

  /// What this level has and another has not, for any guest.
  public func gains(over other: CPULevel) -> FeatureSet {
    pv.subtracting(other.pv).union(hvm.subtracting(other.hvm))
  }
}

extension Inventory {
  /// The CPUs of a pool that decide what guests of a mode are shown, each kind of host once: that
  /// several hosts have the same features changes no level.
  ///
  /// Hosts that cannot run HVM guests do not lower the level of those (`create_pool_cpuinfo`,
  /// `ocaml/xapi/create_misc.ml`); without any that can, all count.
  func cpusThatLevel(_ mode: GuestMode, in pool: PoolID, leavingOut host: HostID? = nil)
    -> [HostCPU]
  {
    let groups = groups(of: pool, leavingOut: host).filter { $0.members > 0 }
    let able = groups.filter { mode == .pv || $0.kind.hvmCapable }
    return (able.isEmpty ? groups : able).map(\.kind.cpu)
  }

  /// The level of a pool; with a host left out, what it would be without.
  public func level(
    of pool: PoolID, leavingOut host: HostID? = nil, under toolstack: Toolstack
  ) -> CPULevel {
    func level(_ mode: GuestMode) -> FeatureSet {
      toolstack.levelling.poolLevel(
        of: cpusThatLevel(mode, in: pool, leavingOut: host), for: mode)
    }
    return CPULevel(pv: level(.pv), hvm: level(.hvm))
  }

  /// Whether the hosts of a pool run different versions: what xapi calls a rolling upgrade.
  ///
  /// Source: `rolling_upgrade_in_progress`, `ocaml/xapi/helpers.ml` (xapi-project/xen-api).
  public func isBeingUpgraded(_ pool: PoolID) -> Bool {
    let groups = groups(of: pool)
    guard let first = groups.firstIndex(where: { $0.members > 0 }) else { return false }
    return groups[first...].contains {
      $0.members > 0 && $0.kind.version != groups[first].kind.version
    }
  }

  /// What xapi leaves for operators once a pool's level has changed.
  ///
  /// Only a loss is told, only of HVM guests' features, only where there are several hosts, and
  /// nothing during a rolling upgrade. Source: `create_pool_cpuinfo`.
  public func alert(
    ofPool pool: PoolID, whoseLevelWas before: CPULevel, under toolstack: Toolstack
  ) -> Alert? {
    guard toolstack.era == .levelling, !isBeingUpgraded(pool), hosts(of: pool).count > 1 else {
      return nil
    }
    let after = level(of: pool, under: toolstack)
    return before.hvm.isSubset(of: after.hvm) ? nil : Alert.poolCPUFeaturesDown(pool)
  }

  /// What xapi leaves for operators once a host has booted with other features.
  ///
  /// Source: `create_host_cpu`, with the same conditions.
  public func alert(
    ofHost host: HostID, whoseCPUWas before: HostCPU, under toolstack: Toolstack
  ) -> Alert? {
    guard toolstack.era == .levelling, !isBeingUpgraded(self[host].pool) else { return nil }
    let levelling = toolstack.levelling
    let old = levelling.published(by: before, for: .hvm)
    let new = levelling.published(by: self[host].cpu, for: .hvm)
    return old.isSubset(of: new) ? nil : Alert.hostCPUFeaturesDown(host)
  }

  /// The running VMs of a host's pool that stand elsewhere and may not come to it: they hold on to
  /// features that it lacks until they boot again.
  public func stranded(awayFrom host: HostID, under toolstack: Toolstack) -> [VMID] {
    vmIDs.filter { vm in
      self[vm].pool == self[host].pool && self[vm].state == .running
        && self[vm].residentOn != host
        && !objectionsToCPU(of: host, for: vm, under: toolstack).isEmpty
    }
  }
}
