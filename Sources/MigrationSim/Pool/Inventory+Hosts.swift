extension Inventory {
  // MARK: Power

  /// Every reason against shutting a host down: `Host.shutdown` wants it free of VMs.
  ///
  /// XenCenter shuts its VMs down first, in the same step: whoever does as it does ends
  /// `residents(of:)` and then asks.
  public func objections(toShuttingDown host: HostID) -> [Objection] {
    var found = objectionsForWantOfPower(host) + objectionsToDisabling([host])
    for vm in claimants(of: host) {
      found.object(
        "HOST_IN_USE", [self[host].name, "vm", self[vm].name],
        .isThereAs, self[vm].name, self[vm].state.xapiWord(), self[host].name)
    }
    return found
  }

  /// Every reason against what XenCenter's Shut Down does to hosts: their VMs go down first, so
  /// only one with an operation under way stands against it.
  ///
  /// A member without its master shuts neither VMs nor itself down: `Host.shutdown` and
  /// `Host.reboot` are not among `emergency_calls` (`ocaml/idl/datamodel.ml`).
  public func objections(toPoweringOff hosts: [HostID]) -> [Objection] {
    var found = objectionsToDisabling(hosts)
    if let lost = hosts.first(where: isInEmergency) {
      let pool = self[lost].pool
      found += objectionsForWantOfMaster(pool)
      if found.isEmpty { found.object("HOST_IN_EMERGENCY_MODE", .isInEmergency, self[lost].name) }
    }
    for host in hosts {
      found += objectionsForWantOfPower(host)
      for vm in claimants(of: host) where self[vm].isBusy {
        found.object(
          "OTHER_OPERATION_IN_PROGRESS", ["VM", self[vm].name],
          .operationOnHost, self[vm].name, self[host].name)
      }
    }
    return found
  }

  /// What an operator is warned of when shutting a host down: with the master goes the pool.
  public func warnings(ofShuttingDown host: HostID) -> [XapiError] {
    let members = hosts(of: self[host].pool).filter { $0 != host && self[$0].state != .off }
    guard isMaster(host), !members.isEmpty else { return [] }
    let names = members.map { self[$0].name }.listed(.commas)
    return [
      XapiError(
        "HOST_IN_EMERGENCY_MODE",
        explanation: PoolPhrase.masterLeavesOthers(self[host].name, names))
    ]
  }

  /// Turns a host off; its PBDs are unplugged.
  public mutating func shutDown(_ host: HostID) {
    precondition(residents(of: host).isEmpty, "host \(host) is shut down with VMs on it")
    self[host].state = .off
    unplugAll(on: host)
  }

  /// Turns a host on; returns the SRs that it does not reach, and the master that it found where it
  /// had thought itself the master. A CPU mask takes effect now.
  public mutating func start(
    _ host: HostID, _ paths: StoragePaths
  ) -> (failures: [PlugFailure], foundMaster: HostID?) {
    let foundMaster = settleMaster(as: host)
    self[host].state = .live
    self[host].cpu.reboot()
    return (plugAll(on: host, paths), foundMaster)
  }

  /// A pool's hosts that are on, in the order in which to shut them down: the master last.
  public func shutdownOrder(of pool: PoolID) -> [HostID] {
    let on = hosts(of: pool).filter { self[$0].state != .off }
    return on.filter { !isMaster($0) } + on.filter { isMaster($0) }
  }

  // MARK: Hardware

  /// Every reason against giving a host another number of CPUs: it must be off, or free of VMs so
  /// that it can be turned off for it.
  public func objections(toSettingCPUCount count: Int32, of host: HostID) -> [Objection] {
    var found: [Objection] = []
    if count < 1 {
      found.object(
        "INVALID_VALUE", ["cpu_count", String(count)], .noCPU)
    }
    return self[host].state == .off ? found : found + objections(toShuttingDown: host)
  }

  /// Gives a host that is off another number of CPUs.
  public mutating func setCPUCount(_ count: Int32, of host: HostID) {
    precondition(count >= 1 && self[host].state == .off, "host \(host) is on")
    self[host].cpuCount = count
  }

  // MARK: Eject

  /// Every reason against ejecting a host from its pool (`xapi_pool.ml`, `eject`).
  public func objections(toEjecting host: HostID) -> [Objection] {
    let pool = self[host].pool
    var found = objectionsForWantOfMaster(pool) + objectionsForWantOfLife(host)
    found += objectionsForHA(in: pool)
    if isMaster(host) {
      found.object(
        "INTERNAL_ERROR", ["Xapi_pool.Cannot_eject_master"],
        .isMaster, self[host].name,
        self[pool].name)
    }
    for vm in claimants(of: host) {
      found.object(
        "OPERATION_NOT_ALLOWED", ["VM resident on host"],
        .isOn, self[vm].name, self[host].name)
    }
    return found
  }

  /// Takes a host out of its pool, as good as newly installed: its local storage is wiped, its CPU
  /// unmasked, each NIC has a network of its own, and only the management interface keeps its
  /// address.
  ///
  /// It is the master of the pool of one again that it had before. VMs stay with the pool, even
  /// those whose disks lay on the host.
  public mutating func eject(_ host: HostID) {
    let pool = self[host].pool
    let own = poolIDs.first { !self[$0].exists && self[$0].master == host }
    guard let own else { preconditionFailure("host \(host) never had a pool of its own") }
    self[own].exists = true
    self[host].pool = own
    self[host].obeys = nil
    self[host].cpu.resetMask()
    self[host].cpu.reboot()
    dropVLANs(of: host)
    for place in self[host].pifs.indices {
      let position = self[host].pifs[place].position
      self[host].pifs[place].network = NetworkID(networks.count)
      if !self[host].pifs[place].isManagement { self[host].pifs[place].interface = nil }
      networks.append(PoolNetwork(name: "Network \(position)", pool: own, position: position))
    }
    removeSharedPBDs(of: host)
    for sr in storage.indices where storage[sr].host == host {
      storage[sr].pool = own
      if storage[sr].kind != .udev { storage[sr].used = .zero }
    }
    for vm in vms.indices where vms[vm].pool == pool {
      if vms[vm].home == host { vms[vm].home = nil }
      if vms[vm].lastHost == host { vms[vm].lastHost = nil }
    }
  }
}
