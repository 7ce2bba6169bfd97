/// Masters that go, and hosts that take their place.
extension World {
  mutating func promote(_ host: HostID, step: Int, at now: SimTime) {
    let name = inventory[host].name
    switch inventory.promote(host) {
    case .done:
      journal.note(.masterChanged(inventory[host].pool, host), at: now)
      noteEmergency(in: inventory[host].pool, step: step)
      noteLostVMs(step: step, at: now)
    case .isMasterAlready: note(WorldPhrase.isMasterAlready(name), step: step)
    case .foundMaster(let master): noteFound(master, by: host, step: step)
    }
  }

  mutating func recoverMembers(of pool: PoolID, step: Int, at now: SimTime) {
    let recovered = inventory.recoverMembers(of: pool)
    let master = inventory[inventory[pool].master].name
    for host in recovered {
      note(WorldPhrase.isRecovered(inventory[host].name, master), step: step)
    }
    if recovered.isEmpty { note(WorldPhrase.noneRecovered(), step: step) }
    noteLostVMs(step: step, at: now)
  }

  mutating func designate(_ host: HostID, at now: SimTime) {
    inventory.designate(host)
    journal.note(.masterChanged(inventory[host].pool, host), at: now)
  }

  mutating func noteFound(_ master: HostID, by host: HostID, step: Int) {
    note(WorldPhrase.foundMaster(inventory[host].name, inventory[master].name), step: step)
  }

  private mutating func noteEmergency(in pool: PoolID, step: Int) {
    let left = inventory.hosts(of: pool).filter { inventory.isInEmergency($0) }
    guard !left.isEmpty else { return }
    note(
      WorldPhrase.isInEmergency(left.map { inventory[$0].name }.listed(.commas)), step: step)
  }
}
