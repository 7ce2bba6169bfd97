import MigrationSim
import Testing

private let master = TwoHosts.source
private let member = TwoHosts.destination

/// A guest on the member, which fails after ten seconds.
private func failing() -> TwoHosts {
  var world = TwoHosts(state: .halted)
  world.setup.steps = [
    Step(operation: .startVM(TwoHosts.vm, on: member)),
    Step(start: .afterPrevious(.seconds(10)), operation: .failHost(member)),
  ]
  return world
}

private func codes(_ step: StepResult) -> [String] { step.reasons.map(\.code) }

@Suite struct `A host that fails` {
  @Test func `takes its guests with it, which the pool shows running there`() {
    let result = run(failing().setup, seed: 1)
    #expect(result.steps[1].outcome == .done)
    #expect(result.inventory[member].state == .off)
    #expect(result.machines[0].state == .lostWithHost)
    #expect(result.inventory[TwoHosts.vm].residentOn == member)
    #expect(result.inventory.contradictions() == [])
  }

  @Test func `is not to be failed twice`() {
    var world = failing()
    world.setup.steps.append(Step(operation: .failHost(member)))
    #expect(codes(run(world.setup, seed: 1).steps[2]) == ["HOST_NOT_LIVE"])
  }

  // xcp-ng/xcp issue 500: shown running, they cannot be started elsewhere.
  @Test func `leaves guests that start nowhere and answer to nothing`() {
    var world = failing()
    world.setup.steps += [
      Step(operation: .startVM(TwoHosts.vm, on: master)),
      Step(operation: .shutDownVM(TwoHosts.vm)),
      Step(operation: .migrate(TwoHosts.vm, to: master, settings: 0)),
    ]
    let result = run(world.setup, seed: 1)
    #expect(codes(result.steps[2]).first == "VM_BAD_POWER_STATE")
    #expect(codes(result.steps[3]) == ["CANNOT_CONTACT_HOST"])
    #expect(codes(result.steps[4]).first == "CANNOT_CONTACT_HOST")
  }

  @Test func `loses the pings to its guests with a cause of its own`() {
    var world = TwoHosts()
    world.ping(fromConsole: false)
    world.at(9.5, .failHost(master))
    let result = run(world.setup, seed: 1)
    let requests = result.pings[0].requests
    for request in requests where request.sent > .zero + .milliseconds(9500) {
      #expect(request.fate == .lost(.hostDown))
    }
    #expect(requests.contains { $0.sent > .zero + .milliseconds(9500) })
  }

  @Test func `breaks off the migration that it was the source of`() {
    var world = TwoHosts()
    world.setup.migrations[0].plan.bandwidthCap = .megabits(10)
    world.at(1, .migrate(TwoHosts.vm, to: member, settings: 0))
    world.at(5, .failHost(master))
    let result = run(world.setup, seed: 1)
    #expect(result.migrations[0].reasons.first?.parameters.last == "source down")
    #expect(result.machines[0].state == .lostWithHost)
    #expect(!result.inventory[TwoHosts.vm].isBusy)
  }

  @Test func `breaks off the migration that was to come to it, and the guest goes on`() {
    var world = TwoHosts()
    world.setup.migrations[0].plan.bandwidthCap = .megabits(10)
    world.at(1, .migrate(TwoHosts.vm, to: member, settings: 0))
    world.at(5, .failHost(member))
    let result = run(world.setup, seed: 1)
    #expect(result.migrations[0].reasons.first?.parameters.last == "destination down")
    #expect(result.machines[0].state == .running)
  }
}

@Suite struct `A power state` {
  @Test func `is reset once the host is down, and the VM starts on another`() {
    var world = failing()
    world.setup.steps += [
      Step(operation: .resetPowerState(TwoHosts.vm)),
      Step(operation: .startVM(TwoHosts.vm, on: master)),
    ]
    let result = run(world.setup, seed: 1)
    #expect(result.steps.map(\.outcome) == [.done, .done, .done, .done])
    #expect(result.machines[0].host == master)
  }

  @Test func `is not reset while the host is on`() {
    var world = TwoHosts()
    world.setup.steps = [Step(operation: .resetPowerState(TwoHosts.vm))]
    let result = run(world.setup, seed: 1)
    #expect(codes(result.steps[0]) == ["HOST_IS_LIVE"])
    #expect(result.steps[0].reasons.first?.parameters == ["A"])
    #expect(result.machines[0].state == .running)
  }
}

@Suite struct `A host that is switched on` {
  @Test func `has its lost guests known to be halted, and its storage plugged`() {
    var world = failing()
    world.setup.steps.append(Step(operation: .startHost(member)))
    let result = run(world.setup, seed: 1)
    #expect(result.steps[2].outcome == .done)
    #expect(result.inventory[member].state == .live)
    #expect(result.machines[0].state == .halted)
    #expect(result.inventory.isAttached(SRID(0), to: member))
  }

  @Test func `must be off`() {
    var world = TwoHosts()
    world.setup.steps = [Step(operation: .startHost(member))]
    #expect(codes(run(world.setup, seed: 1).steps[0]) == ["OPERATION_NOT_ALLOWED"])
  }

  @Test func `cannot correct the database while the master is off`() {
    var world = failing()
    world.setup.steps += [
      Step(operation: .failHost(master)), Step(operation: .startHost(member)),
    ]
    let result = run(world.setup, seed: 1)
    #expect(result.machines[0].state == .lostWithHost)
    #expect(result.inventory.contradictions() == [])
  }
}

@Suite struct `A pool without its master` {
  @Test(arguments: [Operation.shutDownHost(master), .failHost(master)])
  func `takes no orders until the master is on again`(end: Operation) {
    var world = TwoHosts(state: .halted)
    world.setup.steps = [
      Step(operation: end), Step(operation: .startVM(TwoHosts.vm, on: member)),
      Step(operation: .startHost(master)), Step(operation: .startVM(TwoHosts.vm, on: member)),
    ]
    let result = run(world.setup, seed: 1)
    #expect(result.steps.map(\.outcome) == [.done, .refused, .done, .done])
    #expect(codes(result.steps[1]) == ["HOST_IN_EMERGENCY_MODE"])
  }

  // `Host.shutdown` and `Host.reboot` are no emergency calls (`ocaml/idl/datamodel.ml`).
  @Test func `shuts no member down, and loses one only with its power`() {
    var world = TwoHosts(state: .halted)
    world.setup.steps = [
      Step(operation: .shutDownHost(master)), Step(operation: .shutDownHost(member)),
      Step(operation: .rebootHost(member)), Step(operation: .shutDownPool(PoolID(0))),
      Step(operation: .failHost(member)),
    ]
    let result = run(world.setup, seed: 1)
    #expect(result.steps.map(\.outcome) == [.done, .refused, .refused, .refused, .done])
    #expect(codes(result.steps[1]) == ["HOST_IN_EMERGENCY_MODE"])
    #expect(codes(result.steps[2]) == ["HOST_IN_EMERGENCY_MODE"])
    #expect(result.inventory[member].state == .off)
  }
}
