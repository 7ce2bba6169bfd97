import MigrationSim
import Testing

@Suite struct `The timeline` {
  private static func steps(_ world: TwoHosts, _ steps: [Step]) -> RunResult {
    var setup = world.setup
    setup.steps = steps
    return run(setup, seed: 1)
  }

  @Test func `begins a step when the one before has ended, and its wait is over`() {
    let result = Self.steps(
      TwoHosts(),
      [
        Step(operation: .wait(.seconds(3))),
        Step(start: .afterPrevious(.seconds(2)), operation: .wait(.seconds(1))),
      ])
    #expect(result.steps.map(\.began.seconds) == [0, 5])
    #expect(result.steps.map(\.ended.seconds) == [3, 6])
  }

  @Test func `begins a step with an instant of its own whatever goes on`() {
    let result = Self.steps(
      TwoHosts(),
      [
        Step(operation: .wait(.seconds(30))),
        Step(start: .at(.zero + .seconds(10)), operation: .wait(.seconds(1))),
      ])
    #expect(result.steps.map(\.began.seconds) == [0, 10])
  }

  @Test func `goes on for its aftermath when the last step has ended`() {
    var world = TwoHosts()
    world.setup.aftermath = .seconds(30)
    let result = Self.steps(world, [Step(operation: .wait(.seconds(5)))])
    #expect(result.ended.seconds == 35)
  }

  @Test func `is cut off at its limit, with what had not ended yet`() {
    var world = TwoHosts()
    world.setup.timeLimit = .seconds(10)
    let result = Self.steps(world, [Step(operation: .wait(.seconds(60)))])
    #expect(result.steps[0].outcome == .unfinished)
  }

  @Test func `compares the end of a step with what was expected of it`() {
    let missing = Step(
      operation: .migrate(TwoHosts.vm, to: TwoHosts.source, settings: 0),
      expectation: .refused(code: "OPERATION_NOT_ALLOWED"))
    var wrong = missing
    wrong.expectation = .done
    #expect(Self.steps(TwoHosts(), [missing]).isAsExpected)
    #expect(!Self.steps(TwoHosts(), [wrong]).isAsExpected)
  }

  @Test func `checks again when an operation takes effect`() {
    // The VM is started while it is being given other memory: what could begin cannot end.
    let world = TwoHosts(state: .halted)
    let result = Self.steps(
      world,
      [
        Step(operation: .startVM(TwoHosts.vm, on: TwoHosts.source)),
        Step(start: .at(.zero), operation: .setMemory(TwoHosts.vm, .mebibytes(64))),
      ])
    #expect(result.steps[0].outcome == .done)
    #expect(result.steps[1].outcome == .refused)
    #expect(result.steps[1].reasons.map(\.code) == ["OTHER_OPERATION_IN_PROGRESS"])
  }

  @Test func `shuts a host's guests down with it`() {
    let result = Self.steps(
      TwoHosts(), [Step(operation: .shutDownHost(TwoHosts.source))])
    #expect(result.steps[0].outcome == .done)
    #expect(result.machines[0].state == .halted)
    #expect(result.inventory.hosts[0].state == .off)
  }
}

@Suite struct `Checks on the end of a run` {
  private static func result(_ checks: [Check]) -> [Bool] {
    var world = TwoHosts()
    world.migrate()
    world.setup.checks = checks
    return run(world.setup, seed: 1).checks.map(\.holds)
  }

  @Test func `hold where they are true and fail where they are not`() {
    let vm = TwoHosts.vm
    let pairs: [(true: Check, false: Check)] = [
      (.state(vm, .running), .state(vm, .halted)),
      (.host(vm, TwoHosts.destination), .host(vm, TwoHosts.source)),
      (.lastHost(vm, TwoHosts.destination), .lastHost(vm, TwoHosts.source)),
      (.migration(vm, .completed), .migration(vm, .failed)),
      (.lostPings(vm, Bound(.exactly, 0)), .lostPings(vm, Bound(.above, 0))),
      (.downtime(vm, Bound(.below, 1_000)), .downtime(vm, Bound(.atMost, 10))),
      (.faults(vm, Bound(.atMost, 0)), .faults(vm, Bound(.atLeast, 1))),
      (.attached(SRID(0), TwoHosts.source, true), .attached(SRID(0), TwoHosts.source, false)),
      (.hostState(TwoHosts.source, .live), .hostState(TwoHosts.source, .off)),
      (.hostPool(TwoHosts.source, PoolID(0)), .hostPool(TwoHosts.source, PoolID(1))),
    ]
    #expect(Self.result(pairs.map(\.true)) == pairs.map { _ in true })
    #expect(Self.result(pairs.dropLast().map(\.false)) == pairs.dropLast().map { _ in false })
  }
}
