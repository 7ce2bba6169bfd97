/// Hosts that lose their power and get it back.
extension World {
  /// Takes a host's power away, and names what goes with it.
  mutating func fail(_ host: HostID, step: Int, _ schedule: inout Schedule<Event>) {
    die(host, &schedule)
    for vm in inventory.vmIDs
    where inventory[vm].state == .lostWithHost && inventory[vm].residentOn == host {
      note(WorldPhrase.isLost(inventory[vm].name), step: step)
    }
  }

  /// Corrects the database where a host that is back can tell what it does not run.
  mutating func noteLostVMs(step: Int, at now: SimTime) {
    for vm in inventory.lostAndKnown() {
      let host = inventory[vm].residentOn.map { inventory[$0].name } ?? "-"
      inventory.end(vm, as: .halted)
      journal.note(.vmChanged(vm, .halted, nil), at: now)
      note(WorldPhrase.isKnownHalted(host, inventory[vm].name), step: step)
    }
  }
}
