import MigrationSim
import Testing

/// A linear congruential generator (Knuth's MMIX constants), enough to choose operations with.
private struct Choices {
  var state: UInt64

  mutating func below(_ count: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(count))
  }
}

@Suite struct `The inventory` {
  @Test func `a classroom begins without contradictions`() {
    #expect(Classroom().inventory.contradictions() == [])
  }

  @Test func `a local SR is attached to its host from the start`() {
    let inventory = Classroom().inventory
    #expect(inventory.isAttached(Classroom.local00, to: Classroom.xcp00))
    #expect(inventory.isAttached(Classroom.local01, to: Classroom.xcp01))
  }

  @Test func `a local SR of a host that is off is not attached`() {
    var classroom = Classroom()
    classroom.hosts[1].state = .off
    #expect(!classroom.inventory.isAttached(Classroom.local01, to: Classroom.xcp01))
  }

  @Test func `what contradicts itself is found`() {
    var classroom = Classroom()
    classroom.vms[Classroom.dnfs.position].state = .running
    classroom.hosts[1].pifs[0].network = Classroom.management
    #expect(
      classroom.inventory.contradictions() == [
        "dnfs is running but resident on no host", "a foreign PIF: xcp01 on Xestión",
      ])
  }

  /// Whatever is done, if nothing speaks against it, leaves the tables in order and no host's
  /// memory promised twice.
  @Test(arguments: [UInt64(1), 2, 3, 4, 5, 6, 7, 8])
  func `what nothing speaks against leaves no contradiction`(seed: UInt64) {
    var choices = Choices(state: seed)
    var inventory = Classroom().inventory
    var done = 0
    for _ in 0..<400 {
      if step(&inventory, &choices) { done += 1 }
      #expect(inventory.contradictions() == [])
      for host in inventory.hostIDs { #expect(isWithinMemory(host, inventory)) }
    }
    #expect(done > 50, "too little was allowed to show anything")
  }

  private func isWithinMemory(_ host: HostID, _ inventory: Inventory) -> Bool {
    var claimed = inventory[host].memoryOverhead
    for vm in inventory.vms where vm.residentOn == host || vm.scheduledOn == host {
      claimed += vm.dynamicMinimum + vm.memoryOverhead
    }
    return claimed <= inventory[host].memory
  }

  /// Tries one operation; true if nothing spoke against it, and it was done.
  private func step(_ inventory: inout Inventory, _ choices: inout Choices) -> Bool {
    let host = HostID(choices.below(2))
    let vm = VMID(choices.below(6))
    let sr = SRID(choices.below(7))
    let network = NetworkID(choices.below(8))
    let paths =
      choices.below(2) == 0 ? Classroom.paths(inventory) : StoragePaths()
    let choice = choices.below(15)
    switch choice {
    case 0:
      let master = HostID(1 - host.position)
      guard isAllowed(inventory.objections(toJoining: host, to: master, under: .masking)) else {
        return false
      }
      _ = inventory.beginJoining(host, to: master)
      _ = inventory.finishJoining(host, paths)
    case 1:
      guard choices.below(4) == 0, isAllowed(inventory.objections(toEjecting: host)) else {
        return false
      }
      inventory.eject(host)
    case 9:
      guard choices.below(4) == 0, isAllowed(inventory.objections(toShuttingDown: host)) else {
        return false
      }
      inventory.shutDown(host)
    case 10:
      guard inventory[host].state == .off else { return false }
      _ = inventory.start(host, paths)
    case 11:
      guard isAllowed(inventory.objections(toRepairing: sr, on: host)) else { return false }
      _ = inventory.repair(sr, on: host, paths)
    case 12:
      guard isAllowed(inventory.objections(toCreating: sr, from: host, paths)) else {
        return false
      }
      _ = inventory.create(sr, from: host, paths)
    case 13:
      if isAllowed(inventory.objections(toCreating: network, from: host)) {
        inventory.create(network, from: host)
      } else if isAllowed(inventory.objections(toDestroying: network, from: host)) {
        inventory.destroy(network)
      } else {
        return false
      }
    default:
      return step(vm, host, choice, &inventory, &choices)
    }
    return true
  }

  /// Tries one operation on a VM.
  private func step(
    _ vm: VMID, _ host: HostID, _ choice: Int, _ inventory: inout Inventory,
    _ choices: inout Choices
  ) -> Bool {
    switch choice {
    case 2, 3:
      guard isAllowed(inventory.objections(toStarting: vm, on: host, under: .masking)) else {
        return false
      }
      inventory.run(vm, on: host)
    case 4, 5:
      guard isAllowed(inventory.objections(toMigrating: vm, to: host, under: .masking)) else {
        return false
      }
      inventory.reserve(host, for: vm)
    case 6, 7:
      guard inventory[vm].scheduledOn != nil else { return false }
      if choices.below(4) == 0 {
        inventory.releaseReservation(of: vm)
      } else {
        inventory.finishMigrating(vm)
      }
    case 8:
      guard isAllowed(inventory.objections(toShuttingDown: vm)) else { return false }
      inventory.end(vm, as: choices.below(3) == 0 ? .crashed : .halted)
    default:
      let home = choices.below(2) == 0 ? host : nil
      guard isAllowed(inventory.objections(toSettingHome: home, of: vm)) else { return false }
      inventory.setHome(home, of: vm)
    }
    return true
  }

  private func isAllowed(_ objections: [Objection]) -> Bool { objections.isEmpty }
}
