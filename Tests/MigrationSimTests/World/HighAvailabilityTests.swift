import Testing

@testable import MigrationSim

private let a = TwoHosts.source
private let b = TwoHosts.destination
private let c = HostID(2)
private let pool = PoolID(0)

/// Hosts A (the master), B and C, high availability on, and on B a guest that it protects.
private struct Protected {
  var world = TwoHosts(state: .halted)

  init(failures: Int? = nil, priority: RestartPriority = .restart) {
    _ = world.addHost("C")
    world.setup.inventory[TwoHosts.vm].restartPriority = priority
    world.setup.steps = [
      Step(
        operation: .enableHA(pool, HASettings(statefile: SRID(0), failures: failures))),
      Step(operation: .startVM(TwoHosts.vm, on: b)),
    ]
    world.setup.aftermath = .seconds(400)
  }

  mutating func then(_ operations: MigrationSim.Operation...) -> RunResult {
    world.setup.steps += operations.map { Step(operation: $0) }
    return run(world.setup, seed: 1)
  }
}

private func codes(_ result: RunResult) -> [String] {
  result.steps.map { $0.reasons.first?.code ?? "\($0.outcome)" }
}

private func alerts(_ result: RunResult) -> [String] { result.alerts.map(\.alert.name) }

@Suite struct `Under high availability` {
  @Test func `a protected VM starts elsewhere when its host fails, and nobody orders it`() {
    var protected = Protected(failures: 1)
    let result = protected.then(.failHost(b))
    #expect(result.machines[0].state == .running)
    #expect(result.machines[0].host != b)
    #expect(alerts(result) == ["HA_HOST_FAILED"])
    #expect(result.restarts.map(\.outcome) == [.done])
    #expect(result.inventory.contradictions() == [])
  }

  // The timeout of 60 s, then the monitor's next turn within 20 s, then a start of 25 s.
  @Test(arguments: 1...20) func `that takes the timeout and a turn of the monitor`(seed: Int) {
    var protected = Protected()
    _ = protected.then(.failHost(b))
    let result = run(protected.world.setup, seed: UInt64(seed))
    let failed = result.steps[2].ended
    let began = (result.restarts[0].began - failed).seconds
    #expect(began >= 60 && began < 80)
    #expect(result.restarts[0].ended == result.restarts[0].began + .seconds(25))
  }

  @Test func `a longer timeout takes longer`() {
    var protected = Protected()
    protected.world.setup.steps[0].operation = .enableHA(
      pool, HASettings(statefile: SRID(0), timeout: .seconds(200)))
    let result = protected.then(.failHost(b))
    #expect(result.restarts[0].began - result.steps[2].ended >= .seconds(200))
  }

  @Test func `another host takes the place of a master that fails`() {
    var protected = Protected(failures: 1)
    let result = protected.then(.failHost(a))
    #expect(!result.inventory.isMaster(a))
    #expect(result.inventory.hostIDs.filter(result.inventory.isInEmergency) == [])
    #expect(result.machines[0].state == .running)
    #expect(result.machines[0].host == b)
    #expect(alerts(result) == ["HA_HOST_FAILED"])
  }

  @Test func `whoever takes it restarts the VMs of the master`() {
    var protected = Protected()
    let result = protected.then(
      .migrate(TwoHosts.vm, to: a, settings: 0), .failHost(a), .wait(.seconds(200)), .startHost(a))
    #expect(result.machines[0].state == .running)
    #expect(result.machines[0].host != a)
    #expect(!result.inventory.isMaster(a))
    #expect(result.inventory.contradictions() == [])
  }

  @Test func `the place of a master that is shut down is taken without a timeout`() {
    var protected = Protected()
    let result = protected.then(.shutDownHost(a), .wait(.seconds(51)), .startVM(TwoHosts.vm, on: c))
    // Its agent starts anew in 30 s, and the monitor turns within 20 s.
    #expect(codes(result)[4] == "VM_BAD_POWER_STATE")
    #expect(alerts(result) == [])
  }

  @Test func `a VM that its operator shuts down stays down`() {
    var protected = Protected()
    let result = protected.then(.shutDownVM(TwoHosts.vm), .failHost(b))
    #expect(result.machines[0].state == .halted)
    #expect(result.restarts.isEmpty)
  }

  @Test func `a VM without priority stays down, and counts as halted`() {
    var protected = Protected(priority: .none)
    let result = protected.then(.failHost(b))
    #expect(result.machines[0].state == .halted)
    #expect(result.restarts.isEmpty)
  }

  @Test func `a best-effort VM is started too, and once only`() {
    var protected = Protected(priority: .bestEffort)
    #expect(protected.then(.failHost(b)).machines[0].state == .running)
    var narrow = Protected(priority: .bestEffort)
    let result = narrow.then(.failHost(b), .failHost(a), .failHost(c), .startHost(a))
    #expect(result.restarts.count <= 1)
  }

  @Test func `a protected VM that crashes is started again`() {
    var world = TwoHosts(
      source: TwoHosts.wide, destination: TwoHosts.narrow,
      uses: [FeatureUse(feature: .sse42, layer: .kernel, latch: .boot, usesPerSecond: 100)])
    world.setup.inventory[TwoHosts.vm].restartPriority = .restart
    world.setup.inventory[TwoHosts.vm].alwaysRuns = true
    world.setup.steps = [
      Step(operation: .enableHA(pool, HASettings(statefile: SRID(0)))),
      Step(operation: .migrate(TwoHosts.vm, to: b, settings: 0)),
    ]
    world.setup.aftermath = .seconds(120)
    let result = run(world.setup, seed: 1)
    #expect(result.machines[0].faults.count == 1)
    #expect(result.machines[0].state == .running)
    #expect(result.restarts.count == 1)
  }

  @Test func `no host is put out of work if the plan needs it`() {
    var protected = Protected(failures: 2)
    // One of three hosts may go only if two failures of the two that are left could be borne.
    let result = protected.then(
      .enterMaintenance(a, settings: 0, atOnce: 1), .shutDownHost(c), .rebootHost(a))
    #expect(
      codes(result)[2...]
        == Array(
          repeating: "HA_OPERATION_WOULD_BREAK_FAILOVER_PLAN", count: 3)[...])
    var modest = Protected(failures: 1)
    #expect(codes(modest.then(.shutDownHost(c)))[2] == "done")
  }

  @Test func `no VM starts where it would take the room that the plan needs`() {
    var world = TwoHosts()
    world.setup.inventory[TwoHosts.vm].memory = .mebibytes(1000)
    world.setup.inventory[TwoHosts.vm].dynamicMinimum = .mebibytes(1000)
    world.setup.inventory[TwoHosts.vm].restartPriority = .restart
    world.setup.inventory[TwoHosts.vm].alwaysRuns = true
    let other = world.addGuest("other", on: a)
    world.setup.inventory[other].state = .halted
    world.setup.inventory[other].residentOn = nil
    world.setup.inventory[other].alwaysRuns = false
    world.setup.inventory[other].restartPriority = .none
    // A has 2048 - 300 MiB, of which the guest takes 1001; so B must keep 1001 of its 1748 free.
    world.setup.steps = [
      Step(operation: .enableHA(pool, HASettings(statefile: SRID(0)))),
      Step(operation: .startVM(other, on: b)), Step(operation: .disableHA(pool)),
      Step(operation: .startVM(other, on: b)),
    ]
    let result = run(world.setup, seed: 1)
    #expect(
      codes(result) == ["done", "HA_OPERATION_WOULD_BREAK_FAILOVER_PLAN", "done", "done"])
  }

  @Test func `the pool is overcommitted once it cannot bear what it is to, and says so once`() {
    var protected = Protected(failures: 2)
    let result = protected.then(.failHost(c))
    // With A and B left one failure can be borne: B's guest fits on A.
    #expect(
      alerts(result) == [
        "HA_HOST_FAILED", "HA_POOL_DROP_IN_PLAN_EXISTS_FOR", "HA_POOL_OVERCOMMITTED",
      ])
    #expect(result.inventory[pool].ha?.plannedFor == 1)
    #expect(result.inventory[pool].ha?.isOvercommitted == true)
  }

  @Test func `VMs start in their order, the next once those before it run`() {
    var world = TwoHosts()
    _ = world.addHost("C")
    let names = ["third", "second", "second too", "last"]
    let others = names.map { world.addGuest($0, on: b) }
    world.setup.inventory[TwoHosts.vm].residentOn = b
    for (vm, order) in zip([TwoHosts.vm] + others, [1, 3, 2, 2, -1] as [Int32]) {
      world.setup.inventory[vm].restartPriority = .restart
      world.setup.inventory[vm].alwaysRuns = true
      world.setup.inventory[vm].order = order
    }
    world.setup.steps = [
      Step(operation: .enableHA(pool, HASettings(statefile: SRID(0)))),
      Step(operation: .failHost(b)),
    ]
    world.setup.aftermath = .seconds(300)
    let result = run(world.setup, seed: 1)
    let began = { (vm: VMID) in result.restarts.first { $0.vm == vm }?.began ?? .zero }
    #expect(began(TwoHosts.vm) + .seconds(25) == began(others[1]))
    #expect(began(others[1]) == began(others[2]))
    #expect(began(others[1]) + .seconds(25) == began(others[0]))
    #expect(began(others[0]) + .seconds(25) == began(others[3]))
    #expect(result.machines.allSatisfy { $0.state == .running })
  }

  @Test func `a VM is tried again two minutes later`() {
    var protected = Protected()
    // C and B are gone, and A is out of work for a while.
    let result = protected.then(
      .wait(.seconds(1)), .failHost(c), .failHost(b), .enterMaintenance(a, settings: 0, atOnce: 1),
      .wait(.seconds(200)), .exitMaintenance(a))
    #expect(result.restarts.first?.outcome == .refused)
    #expect(alerts(result).filter { $0 == "HA_PROTECTED_VM_RESTART_FAILED" }.count == 1)
    let tries = result.restarts.map(\.began)
    for (one, next) in zip(tries, tries.dropFirst()) {
      #expect(next - one >= .seconds(120) && next - one < .seconds(141))
    }
    #expect(result.machines[0].state == .running)
    #expect(result.machines[0].host == a)
  }
}

@Suite struct `A plan for failing hosts` {
  // XenServer's guide: such pools are planned for as if their CPUs were alike.
  @Test func `does not look at CPUs, and the restart fails where it would have had to`() {
    var world = TwoHosts(mode: .hvm, state: .halted)
    world.setup.inventory[b].hvmCapable = false
    world.setup.inventory[TwoHosts.vm].restartPriority = .restart
    world.setup.steps = [
      Step(operation: .enableHA(pool, HASettings(statefile: SRID(0), failures: 1))),
      Step(operation: .startVM(TwoHosts.vm, on: a)), Step(operation: .failHost(a)),
    ]
    world.setup.aftermath = .seconds(150)
    let result = run(world.setup, seed: 1)
    #expect(result.steps.map(\.outcome) == [.done, .done, .done])
    #expect(result.restarts.map(\.reasons.first?.code) == ["VM_HVM_REQUIRED"])
    #expect(alerts(result).contains("HA_PROTECTED_VM_RESTART_FAILED"))
    #expect(result.machines[0].state == .halted)
  }

  @Test func `leaves out a VM that is bound to a host, and the pool is overcommitted`() {
    var world = TwoHosts()
    world.setup.inventory[TwoHosts.vm].restartPriority = .restart
    world.setup.inventory[TwoHosts.vm].alwaysRuns = true
    world.setup.inventory.storage[0].isShared = true
    #expect(world.setup.inventory.failoverPlan(of: pool, for: 1) == .existsForAll)
    #expect(world.setup.inventory.mostFailures(of: pool) == 1)
    world.setup.inventory.pbds[1].isAttached = false
    #expect(world.setup.inventory.failoverPlan(of: pool, for: 1) == .existsExcludingNonAgile)
    #expect(world.setup.inventory.mostFailures(of: pool) == 0)
  }

  @Test func `of a pool with nothing to protect bears any number of failures`() {
    let inventory = TwoHosts().setup.inventory
    #expect(inventory.mostFailures(of: pool) == 2)
    #expect(inventory.failoverPlan(of: pool, for: 3) == .none)
  }
}

@Suite struct `Switching high availability on` {
  private func first(_ change: (inout Setup) -> Void) -> [String] {
    var world = TwoHosts()
    world.setup.steps = [Step(operation: .enableHA(pool, HASettings(statefile: SRID(0))))]
    change(&world.setup)
    return run(world.setup, seed: 1).steps[0].reasons.map(\.code)
  }

  @Test func `needs the software, every host, and a shared SR with room that all have plugged`() {
    #expect(first { _ in } == [])
    #expect(first { $0.toolstack.offersHA = false } == ["HA_NOT_INSTALLED"])
    #expect(
      first {
        $0.inventory[b].state = .off
        $0.inventory.pbds[1].isAttached = false
      } == ["HOST_OFFLINE", "SR_HAS_NO_PBDS"])
    #expect(first { $0.inventory.pbds[1].isAttached = false } == ["SR_HAS_NO_PBDS"])
    #expect(
      first { $0.inventory[SRID(0)].kind = .isoNFS } == ["SR_OPERATION_NOT_SUPPORTED"])
    #expect(
      first { $0.inventory[SRID(0)].used = .gibibytes(100) - .mebibytes(256) } == ["SR_FULL"])
    #expect(
      first { $0.inventory[pool].ha = HighAvailability(statefile: SRID(0), toTolerate: 0) }
        == ["HA_IS_ENABLED"])
  }

  @Test func `can be taken back, once`() {
    var protected = Protected()
    let result = protected.then(.disableHA(pool), .disableHA(pool), .failHost(b))
    #expect(codes(result)[2...] == ["done", "HA_NOT_ENABLED", "done"])
    #expect(result.machines[0].state == .lostWithHost)
    #expect(result.restarts.isEmpty)
  }

  @Test func `bears as many failures as there is a plan for, if it is not told how many`() {
    var protected = Protected()
    // The guest is counted although it runs only later.
    #expect(protected.then().inventory[pool].ha?.toTolerate == 2)
    #expect(TwoHosts().setup.inventory.mostFailures(of: pool) == 2)
    var world = TwoHosts()
    world.setup.inventory[TwoHosts.vm].restartPriority = .restart
    world.setup.inventory[TwoHosts.vm].alwaysRuns = true
    world.setup.steps = [Step(operation: .enableHA(pool, HASettings(statefile: SRID(0))))]
    #expect(run(world.setup, seed: 1).inventory[pool].ha?.toTolerate == 1)
  }
}
