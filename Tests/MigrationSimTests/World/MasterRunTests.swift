import MigrationSim
import Testing

private let a = TwoHosts.source
private let b = TwoHosts.destination
private let c = HostID(2)

/// Hosts A (the master), B and C, and a guest on A; then those steps.
private func world(_ operations: [MigrationSim.Operation]) -> TwoHosts {
  var world = TwoHosts()
  _ = world.addHost("C")
  world.setup.steps = operations.map { Step(operation: $0) }
  return world
}

private func outcome(_ operations: MigrationSim.Operation...) -> RunResult {
  run(world(operations).setup, seed: 1)
}

private func codes(_ result: RunResult) -> [String] {
  result.steps.map { $0.reasons.first?.code ?? "\($0.outcome)" }
}

extension RunResult {
  fileprivate func emergencies() -> [HostID] { inventory.hostIDs.filter(inventory.isInEmergency) }
}

@Suite struct `A member that takes a dead master's place` {
  @Test func `is the master, and gives orders again`() {
    let result = outcome(.failHost(a), .startVM(TwoHosts.vm, on: b), .becomeMaster(b))
    #expect(codes(result) == ["done", "HOST_IN_EMERGENCY_MODE", "done"])
    #expect(result.inventory.isMaster(b))
  }

  @Test func `leaves the other members in emergency mode until it recovers them`() {
    #expect(outcome(.failHost(a), .becomeMaster(b)).emergencies() == [c])
    let result = outcome(.failHost(a), .becomeMaster(b), .recoverMembers(b))
    #expect(result.emergencies() == [])
    #expect(result.inventory.contradictions() == [])
  }

  @Test func `can do nothing with a member that is in emergency mode`() {
    let result = outcome(
      .failHost(a), .becomeMaster(b), .resetPowerState(TwoHosts.vm), .startVM(TwoHosts.vm, on: c),
      .recoverMembers(b), .startVM(TwoHosts.vm, on: c))
    #expect(codes(result) == ["done", "done", "done", "HOST_NOT_LIVE", "done", "done"])
  }

  @Test func `leaves the VMs of the dead one shown running there`() {
    let result = outcome(.failHost(a), .becomeMaster(b), .startVM(TwoHosts.vm, on: b))
    #expect(codes(result)[2] == "VM_BAD_POWER_STATE")
    #expect(result.machines[0].state == .lostWithHost)
  }

  // `check_no_other_masters`, xapi.ml.
  @Test func `has the old one for a member when that boots`() {
    let result = outcome(.failHost(a), .becomeMaster(b), .startHost(a))
    #expect(result.inventory.isMaster(b))
    #expect(result.emergencies() == [c])
    #expect(result.inventory[a].state == .live)
    #expect(result.machines[0].state == .halted)
    #expect(result.steps[2].notes.first?.text == "A finds B at work as master, and obeys it")
  }

  @Test func `goes back to being a member if the master is at work after all`() {
    let result = outcome(.becomeMaster(b))
    #expect(codes(result) == ["done"])
    #expect(result.inventory.isMaster(a))
    #expect(result.steps[0].notes.first?.text == "B finds A at work as master, and obeys it")
    #expect(result.emergencies() == [])
  }

  @Test func `loses its place to the old one if that boots while it is off`() {
    let result = outcome(.failHost(a), .becomeMaster(b), .failHost(b), .startHost(a))
    #expect(result.inventory.isMaster(a))
    // C was never told of B.
    #expect(result.emergencies() == [])
    let later = outcome(
      .failHost(a), .becomeMaster(b), .failHost(b), .startHost(a), .startHost(b))
    #expect(later.inventory.isMaster(a))
    #expect(later.emergencies() == [])
    #expect(later.inventory.contradictions() == [])
  }

  @Test func `does nothing if it is the master already`() {
    let result = outcome(.becomeMaster(a))
    #expect(result.steps[0].notes.first?.text == "A is the master already, and nothing happens")
  }

  @Test func `must be on, and without high availability`() {
    #expect(codes(outcome(.failHost(b), .becomeMaster(b)))[1] == "HOST_NOT_LIVE")
    let ha = outcome(
      .enableHA(PoolID(0), HASettings(statefile: SRID(0))), .becomeMaster(b), .designateMaster(b))
    #expect(codes(ha) == ["done", "HA_IS_ENABLED", "HA_IS_ENABLED"])
  }
}

@Suite struct `Recovering members` {
  @Test func `is for the master to do`() {
    let result = outcome(
      .recoverMembers(b), .failHost(a), .recoverMembers(b), .recoverMembers(a))
    #expect(codes(result) == ["HOST_IS_SLAVE", "done", "HOST_IN_EMERGENCY_MODE", "HOST_NOT_LIVE"])
    #expect(result.steps[0].reasons[0].parameters == ["A"])
  }

  @Test func `passes over hosts that are off, which boot into emergency mode`() {
    let result = outcome(
      .failHost(c), .failHost(a), .becomeMaster(b), .recoverMembers(b), .startHost(c))
    #expect(result.emergencies() == [c])
    let again = outcome(
      .failHost(c), .failHost(a), .becomeMaster(b), .recoverMembers(b), .startHost(c),
      .recoverMembers(b))
    #expect(again.emergencies() == [])
  }
}

@Suite struct `A new master` {
  @Test func `is designated while all is well, and VMs take no notice`() {
    let result = outcome(.designateMaster(b), .shutDownHost(c), .startHost(c))
    #expect(codes(result) == ["done", "done", "done"])
    #expect(result.inventory.isMaster(b))
    #expect(result.emergencies() == [])
    #expect(result.machines[0].state == .running)
  }

  // `attempt_two_phase_commit_of_new_master`: all of them, or none.
  @Test func `is not designated unless every host agrees`() {
    let result = outcome(.failHost(c), .designateMaster(b))
    #expect(codes(result)[1] == "CANNOT_CONTACT_HOST")
    #expect(result.steps[1].reasons[0].parameters == ["C"])
    #expect(result.inventory.isMaster(a))
  }

  @Test func `lets the old one be shut down without harm to the pool`() {
    let result = outcome(
      .designateMaster(b), .shutDownHost(a), .startVM(TwoHosts.vm, on: b))
    #expect(codes(result) == ["done", "done", "done"])
  }
}
