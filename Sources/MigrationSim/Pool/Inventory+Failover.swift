/// Plans for failing hosts, as high availability makes them: by memory alone.
///
/// Source: `xapi_ha_vm_failover.ml` and `agility.ml` (`ocaml/xapi`, xapi-project/xen-api). CPUs are
/// not asked about: a pool that was made by force is planned for like any other.
extension Inventory {
  /// VMs that are to run whatever happens.
  public func protectedVMs(of pool: PoolID) -> [VMID] {
    vmIDs.filter {
      self[$0].pool == pool && self[$0].alwaysRuns && self[$0].restartPriority == .restart
    }
  }

  /// Where protected VMs that run nowhere are to start, and who is left out.
  public struct RestartPlan: Hashable, Sendable {
    public var moves: [EvacuationPlan.Move] = []
    public var leftOut: [VMID] = []
  }

  /// The plan by which protected VMs that run nowhere start.
  public func restartPlan(of pool: PoolID) -> RestartPlan {
    restarts(of: pool, FailoverChange()).plan
  }

  /// Whether every protected VM can be restarted when that many hosts fail.
  public func failoverPlan(
    of pool: PoolID, for failures: Int, _ change: FailoverChange = FailoverChange()
  ) -> FailoverPlan {
    let (plan, packing, hasBound) = restarts(of: pool, change)
    guard failures <= packing.hostCount, plan.leftOut.isEmpty, packing.survives(failures) else {
      return .none
    }
    return hasBound ? .existsExcludingNonAgile : .existsForAll
  }

  /// The most host failures that there is a plan for, found by bisection as in xapi, which holds
  /// that fewer failures are never worse.
  public func mostFailures(
    of pool: PoolID, _ change: FailoverChange = FailoverChange()
  ) -> Int {
    func isCovered(_ failures: Int) -> Bool {
      failoverPlan(of: pool, for: failures, change) == .existsForAll
    }
    var (fits, fails) = (0, hosts(of: pool).count)
    if isCovered(fails) { return fails }
    while fails - fits > 1 {
      let middle = (fits + fails) / 2
      if isCovered(middle) { fits = middle } else { fails = middle }
    }
    return fits
  }

  /// Whether a VM may run on every host at work: on shared storage that each has plugged, and on
  /// networks that each has a NIC for.
  public func isAgile(_ vm: VMID) -> Bool {
    let hosts = hosts(of: self[vm].pool).filter { self[$0].state == .live }
    return hosts.allSatisfy { host in
      self[vm].disks.allSatisfy { self[$0.sr].isShared && isAttached($0.sr, to: host) }
        && self[vm].networks.allSatisfy { self[host].pif(on: $0) != nil }
    }
  }

  /// Why something is not done under high availability: there is a plan, and there would be none
  /// any more.
  public func objectionsToBreakingPlan(
    of pool: PoolID, _ change: FailoverChange
  ) -> [Objection] {
    guard let ha = self[pool].ha,
      failoverPlan(of: pool, for: ha.plannedFor) == .existsForAll,
      failoverPlan(of: pool, for: ha.plannedFor, change) != .existsForAll
    else { return [] }
    var found: [Objection] = []
    found.object(
      "HA_OPERATION_WOULD_BREAK_FAILOVER_PLAN", .breaksPlan, self[pool].name, ha.plannedFor)
    return found
  }

  private func restarts(
    of pool: PoolID, _ change: FailoverChange
  ) -> (plan: RestartPlan, packing: Packing, hasBound: Bool) {
    let members = hosts(of: pool)
    let atWork = members.filter {
      self[$0].state == .live && !isInEmergency($0) && !change.disabled.contains($0)
    }
    var packing = Packing(
      bins: atWork.map { Packing.Bin(host: $0, free: memoryLeft(on: $0, change)) }, items: [],
      hostCount: members.count)
    var plan = RestartPlan()
    var hasBound = false
    var waiting: [Int] = []
    for vm in vms(toEnsureIn: pool, change) {
      let place = place(of: vm, among: atWork, change)
      if isAgile(vm) {
        if place == nil { waiting.append(packing.items.count) }
        packing.items.append(Packing.Item(vm: vm, size: size(of: vm), host: place))
        continue
      }
      hasBound = true
      guard place == nil else { continue }
      let home = members.first { canTakeDomain(of: vm, on: $0) }
      if let home, let bin = packing.bins.firstIndex(where: { $0.host == home }) {
        packing.bins[bin].free -= size(of: vm)
        plan.moves.append(EvacuationPlan.Move(vm: vm, destination: home))
      } else {
        plan.leftOut.append(vm)
      }
    }
    _ = packing.place(waiting)
    for item in waiting.map({ packing.items[$0] }) {
      if let host = item.host {
        plan.moves.append(EvacuationPlan.Move(vm: item.vm, destination: host))
      } else {
        plan.leftOut.append(item.vm)
      }
    }
    return (plan, packing, hasBound)
  }

  private func vms(toEnsureIn pool: PoolID, _ change: FailoverChange) -> [VMID] {
    let known = protectedVMs(of: pool)
    return (known + change.protected.filter { !known.contains($0) }).sorted()
  }

  /// What a VM takes as it starts anew: all it may have.
  private func size(of vm: VMID) -> ByteCount { self[vm].memory + self[vm].memoryOverhead }

  /// What a host has left with no VM ballooned.
  private func memoryLeft(on host: HostID, _ change: FailoverChange) -> ByteCount {
    var free = self[host].memory - self[host].memoryOverhead
    for vm in claimants(of: host) { free -= size(of: vm) }
    if let arriving = change.arriving, arriving.destination == host {
      free -= size(of: arriving.vm)
    }
    return free
  }

  private func place(
    of vm: VMID, among hosts: [HostID], _ change: FailoverChange
  ) -> HostID? {
    if let arriving = change.arriving, arriving.vm == vm { return arriving.destination }
    return [self[vm].residentOn, self[vm].scheduledOn].compactMap { $0 }.first {
      hosts.contains($0)
    }
  }

  /// Whether a VM's disks and networks are on a host: what a VM that is not agile is bound to one
  /// by.
  private func canTakeDomain(of vm: VMID, on host: HostID) -> Bool {
    self[host].state == .live
      && objectionsToStorageAndNetworks(of: vm, on: host, leavingOut: []).isEmpty
  }
}
