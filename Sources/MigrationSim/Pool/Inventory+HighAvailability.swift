/// High availability: what stands against it, and what it changes.
///
/// Source: `xapi_ha.ml`, `xha_statefile.ml`, `xapi_vm.ml`, `xapi_ha_vm_failover.ml` (`ocaml/xapi`,
/// xapi-project/xen-api).
extension Inventory {
  /// Every reason against switching high availability on, with its statefile on an SR.
  public func objections(
    toEnablingHAIn pool: PoolID, statefile sr: SRID, under toolstack: Toolstack
  ) -> [Objection] {
    var found = objectionsForWantOfMaster(pool) + objectionsForHA(in: pool)
    if !toolstack.offersHA {
      let master = self[self[pool].master].name
      found.object("HA_NOT_INSTALLED", [master], .offersNoHA, master)
    }
    for host in hosts(of: pool) where self[host].state == .off || isInEmergency(host) {
      found.object("HOST_OFFLINE", [self[host].name], .doesNotAnswer, self[host].name)
    }
    return found + objectionsToStatefile(on: sr, in: pool)
  }

  private func objectionsToStatefile(on sr: SRID, in pool: PoolID) -> [Objection] {
    let name = self[sr].name
    var found: [Objection] = []
    guard self[sr].exists, self[sr].pool == pool else {
      found.object("HANDLE_INVALID", ["SR", name], .noSRYet, name)
      return found
    }
    let without = hosts(of: pool).filter { !isAttached(sr, to: $0) }
    if !without.isEmpty {
      found.object(
        "SR_HAS_NO_PBDS", [name], .statefileNotEverywhere, name,
        without.map { self[$0].name }.listed(.commas))
    }
    if self[sr].kind != .nfs && self[sr].kind != .lvmOverISCSI {
      found.object("SR_OPERATION_NOT_SUPPORTED", [name], .holdsNoStatefile, name)
    }
    let free = self[sr].size - self[sr].used
    if free < HighAvailability.room {
      found.object(
        "SR_FULL", [String(HighAvailability.room.bytes), String(free.bytes)],
        .noRoomForStatefile, name, free.mebibytes(.down))
    }
    return found
  }

  /// Switches it on; without a number of failures it is to bear as many as there is a plan for, as
  /// XenCenter proposes, with every VM that is to be restarted running.
  public mutating func enableHA(
    in pool: PoolID, statefile: SRID, tolerating failures: Int?, timeout: SimDuration
  ) -> [Alert] {
    var all = FailoverChange()
    all.protected = vmIDs.filter {
      self[$0].pool == pool && self[$0].state != .undefined
        && self[$0].restartPriority == .restart
    }
    self[pool].ha = HighAvailability(
      statefile: statefile, toTolerate: failures ?? mostFailures(of: pool, all), timeout: timeout)
    return updateFailoverStatus(of: pool)
  }

  public func objections(toDisablingHAIn pool: PoolID) -> [Objection] {
    var found = objectionsForWantOfMaster(pool)
    if !self[pool].hasHA { found.object("HA_NOT_ENABLED", .hasNoHA, self[pool].name) }
    return found
  }

  /// Every reason against giving a VM a restart priority.
  public func objections(
    toSettingRestartPriority priority: RestartPriority, of vm: VMID
  ) -> [Objection] {
    let found = objectionsForWantOfMaster(self[vm].pool) + objectionsForWantOfBeing(vm)
    guard priority == .restart, self[vm].restartPriority != .restart, self[vm].state.hasDomain
    else { return found }
    var change = FailoverChange()
    change.protected = [vm]
    return found + objectionsToBreakingPlan(of: self[vm].pool, change)
  }

  /// Gives a VM a restart priority, and a place among those that are restarted.
  public mutating func setRestartPriority(
    _ priority: RestartPriority, order: Int32, of vm: VMID
  ) -> [Alert] {
    self[vm].restartPriority = priority
    self[vm].order = order
    if self[vm].state.hasDomain { self[vm].alwaysRuns = priority == .restart }
    return updateFailoverStatus(of: self[vm].pool)
  }

  /// Makes the pool's record of its plan what it is now; returns what operators are told of it
  /// (`update_pool_status`, `mark_pool_as_overcommitted`).
  public mutating func updateFailoverStatus(of pool: PoolID) -> [Alert] {
    guard let ha = self[pool].ha else { return [] }
    if failoverPlan(of: pool, for: ha.toTolerate) == .existsForAll {
      self[pool].ha?.isOvercommitted = false
      self[pool].ha?.plannedFor = ha.toTolerate
      return []
    }
    var alerts: [Alert] = []
    let most = mostFailures(of: pool)
    if most < ha.plannedFor { alerts.append(.dropInPlan(pool, Int32(most))) }
    self[pool].ha?.plannedFor = min(ha.toTolerate, most)
    if !ha.isOvercommitted { alerts.append(.poolOvercommitted(pool)) }
    self[pool].ha?.isOvercommitted = true
    return alerts
  }

  /// Why a host is not taken out of work, under high availability.
  func objectionsToDisabling(_ hosts: [HostID]) -> [Objection] {
    guard let first = hosts.first else { return [] }
    var change = FailoverChange()
    change.disabled = hosts
    return objectionsToBreakingPlan(of: self[first].pool, change)
  }

  /// Why a VM does not come to a host, under high availability (`check_vm_preserves_ha_plan`).
  func objectionsToArrival(of vm: VMID, on host: HostID) -> [Objection] {
    guard self[self[vm].pool].hasHA else { return [] }
    var change = FailoverChange()
    if self[vm].restartPriority == .restart && !self[vm].alwaysRuns {
      change.protected = [vm]
    } else {
      change.arriving = EvacuationPlan.Move(vm: vm, destination: host)
    }
    return objectionsToBreakingPlan(of: self[vm].pool, change)
  }
}
