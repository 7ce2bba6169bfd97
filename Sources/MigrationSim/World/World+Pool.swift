/// Hosts, storage and networks: what operations on the pool do, and what they leave undone.
extension World {
  /// Which of some hosts gets through to which SR, or to one, as the topology stands.
  func storagePaths(of hosts: [HostID], to sr: SRID? = nil) -> StoragePaths {
    var paths = StoragePaths()
    for host in hosts {
      for sr in sr.map({ [$0] }) ?? inventory.srIDs {
        guard let server = inventory[sr].server else { continue }
        paths[host, sr] =
          network.topology.reachability(
            from: inventory[host].pifs.map(\.nic), gateway: inventory[host].gateway, to: server
          ).obstacle
      }
    }
    return paths
  }

  // MARK: Joining

  mutating func beginJoin(of host: HostID, to master: HostID, at now: SimTime) {
    _ = inventory.beginJoining(host, to: master)
    journal.note(.hostChanged(host, .maintenance), at: now)
  }

  mutating func finishJoin(of host: HostID, step: Int, at now: SimTime) -> StepEnd {
    guard inventory[host].state != .off else {
      let name = inventory[host].name
      return .failed([
        XapiError("HOST_NOT_LIVE", [name], explanation: PoolPhrase.wentDown(name))
      ])
    }
    let failures = inventory.finishJoining(host, storagePaths(of: [host]))
    journal.note(.hostChanged(host, .live), at: now)
    for sr in inventory.storage(of: inventory[host].pool) where inventory[sr].isShared {
      if inventory.isAttached(sr, to: host) { journal.note(.storageAttached(sr, host), at: now) }
    }
    for failure in failures { note(failure, step: step, now) }
    let networks = inventory.networks.filter { $0.exists && $0.pool == inventory[host].pool }
    note(
      WorldPhrase.networksAre(inventory[host].name, networks.map(\.name).listed(.commas)),
      step: step)
    let bare = inventory[host].pifs.filter { $0.interface == nil }
    if !bare.isEmpty {
      let names = bare.map { inventory[$0.network].name }.listed(.commas)
      note(WorldPhrase.hasNoAddress(inventory[host].name, names), step: step)
    }
    let pool = inventory[host].pool
    let level = inventory.level(of: pool, leavingOut: host, under: setup.toolstack)
    noteLevel(of: pool, was: level, step: step, at: now)
    noteStranded(awayFrom: host, step: step)
    return .done
  }

  /// Ejects a host, which keeps the address of its management interface alone.
  mutating func eject(_ host: HostID, step: Int, at now: SimTime) {
    let pool = inventory[host].pool
    let level = inventory.level(of: pool, under: setup.toolstack)
    for pif in inventory[host].pifs where !pif.isManagement {
      if let interface = pif.interface { network.unassign(interface.address) }
    }
    inventory.eject(host)
    noteLevel(of: pool, was: level, step: step, at: now)
  }

  // MARK: Storage

  mutating func repair(
    _ sr: SRID, on host: HostID?, step: Int, at now: SimTime
  ) -> StepEnd {
    let hosts = host.map { [$0] } ?? inventory.hosts(of: inventory[sr].pool)
    let effects = inventory.repair(sr, on: host, storagePaths(of: hosts, to: sr))
    for host in effects.attached {
      journal.note(.storageAttached(sr, host), at: now)
      note(WorldPhrase.isAttached(inventory[sr].name, inventory[host].name), step: step)
    }
    guard effects.failures.isEmpty else { return .failed(effects.failures.map(\.error)) }
    return .done
  }

  /// Notes where a new SR is attached and where it is not.
  mutating func note(
    _ failures: [PlugFailure], of sr: SRID, step: Int, _ now: SimTime
  ) {
    for host in inventory.hosts(of: inventory[sr].pool) where inventory.isAttached(sr, to: host) {
      journal.note(.storageAttached(sr, host), at: now)
      note(WorldPhrase.isAttached(inventory[sr].name, inventory[host].name), step: step)
    }
    for failure in failures { note(failure, step: step, now) }
  }

  mutating func note(_ failure: PlugFailure, step: Int, _ now: SimTime) {
    journal.note(.storageNotAttached(failure.sr, failure.host), at: now)
    progress[step].warnings.append(failure.error)
  }

  // MARK: Networks

  mutating func addInterface(
    _ interface: IPv4Interface, on network: NetworkID, of host: HostID
  ) {
    inventory.addInterface(interface, on: network, of: host)
    if let pif = inventory[host].pif(on: network) {
      _ = self.network.assign(interface, to: pif.nic)
    }
  }

  mutating func removeInterface(on network: NetworkID, of host: HostID) {
    if let interface = inventory[host].pif(on: network)?.interface {
      self.network.unassign(interface.address)
    }
    inventory.removeInterface(on: network, of: host)
  }

  // MARK: Power

  /// Turns off a host that no VM is on, unless it is off.
  mutating func turnOff(_ host: HostID, at now: SimTime) {
    guard inventory[host].state != .off else { return }
    inventory.shutDown(host)
    journal.note(.hostChanged(host, .off), at: now)
  }

  /// Turns hosts off, one after the other, their VMs first, as XenCenter does.
  mutating func powerOff(
    _ hosts: [HostID], step: Int, _ schedule: inout Schedule<Event>
  ) {
    for host in hosts {
      for vm in inventory.residents(of: host) {
        shutDown(vm, &schedule)
        note(WorldPhrase.shutDownWithHost(inventory[vm].name), step: step)
      }
      progress[step].warnings += inventory.warnings(ofShuttingDown: host)
      turnOff(host, at: schedule.now)
      noteGone(host, failed: false, &schedule)
    }
  }
}
