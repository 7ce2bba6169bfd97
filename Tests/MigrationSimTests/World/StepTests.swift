import MigrationSim
import Testing

@Suite struct `Steps of a timeline` {
  private static func wait(_ seconds: Double, _ start: StepStart) -> Step {
    Step(start: start, operation: .wait(.seconds(seconds)))
  }

  private static func began(_ steps: [Step]) -> [Double] {
    var world = TwoHosts()
    world.setup.steps = steps
    return run(world.setup, seed: 1).steps.map(\.began.seconds)
  }

  @Test func `follow the end of the one before, and wait for nobody at an instant of their own`() {
    let starts = Self.began([
      Self.wait(10, .afterPrevious(.seconds(1))),
      Self.wait(5, .at(.zero + .seconds(3))),
      Self.wait(1, .afterPrevious(.seconds(2))),
      Self.wait(1, .at(.zero)),
    ])
    #expect(starts == [1, 3, 10, 0])
  }

  @Test func `go on after one that was refused`() {
    var world = TwoHosts()
    world.migrate(to: TwoHosts.source)
    world.migrate()
    let result = run(world.setup, seed: 1)
    #expect(result.steps.map(\.outcome) == [.refused, .done])
    #expect(result.steps[1].began == result.steps[0].ended + .seconds(5))
  }

  @Test func `that never come to an end leave those after them unfinished`() {
    var world = TwoHosts(classes: [
      PageClass(name: "hot", pages: 20_000, pattern: .random, writesPerSecond: 1e6)
    ])
    world.setup.migrations[0].plan.policy = StopPolicy(
      name: "endless", maximumPasses: nil, threshold: 9)
    world.setup.timeLimit = .seconds(60)
    world.migrate()
    world.setup.steps.append(Self.wait(1, .afterPrevious(.zero)))
    world.setup.steps[1].expectation = .done
    let result = run(world.setup, seed: 1)
    #expect(result.steps.map(\.outcome) == [.unfinished, .unfinished])
    #expect(result.migrations[0].outcome == .unfinished)
    #expect(!result.isAsExpected)
  }

  // As xapi has it: the operation under way keeps the others off.
  @Test func `refuse to move a VM that is being shut down`() {
    var world = TwoHosts()
    world.setup.times.shutDown = .seconds(3)
    world.at(1, .shutDownVM(TwoHosts.vm))
    world.at(3, .migrate(TwoHosts.vm, to: TwoHosts.destination, settings: 0))
    let result = run(world.setup, seed: 1)
    #expect(result.steps.map(\.outcome) == [.done, .refused])
    #expect(result.steps[1].reasons.map(\.code) == ["OTHER_OPERATION_IN_PROGRESS"])
    #expect(result.machines[0].state == .halted)
  }

  @Test func `refuse to turn off a host that a VM is on its way to`() {
    var world = TwoHosts()
    world.at(3, .migrate(TwoHosts.vm, to: TwoHosts.destination, settings: 0))
    world.at(4.5, .shutDownHost(TwoHosts.destination))
    let result = run(world.setup, seed: 1)
    #expect(result.steps.map(\.outcome) == [.done, .refused])
    #expect(result.steps[1].reasons.map(\.code) == ["OTHER_OPERATION_IN_PROGRESS"])
    #expect(result.machines[0].host == TwoHosts.destination)
  }

  // The guest crashes while it is shut down, and is started anew: what ends the shutdown must not
  // make it look free to be started once more.
  @Test func `keep a VM busy that is on its way up again`() {
    let use = FeatureUse(feature: .sse42, layer: .kernel, latch: .boot, usesPerSecond: 0.5)
    var world = TwoHosts(source: TwoHosts.wide, destination: TwoHosts.narrow, uses: [use])
    world.setup.times.shutDown = .seconds(60)
    world.at(1, .migrate(TwoHosts.vm, to: TwoHosts.destination, settings: 0))
    world.at(4.3, .shutDownVM(TwoHosts.vm))
    world.at(60, .startVM(TwoHosts.vm, on: TwoHosts.source))
    world.at(70, .startVM(TwoHosts.vm, on: TwoHosts.source))
    let result = run(world.setup, seed: 3)
    #expect(result.steps.map(\.outcome) == [.done, .failed, .done, .refused])
    #expect(result.machines[0].faults.count == 1)
  }

  // As the pool stands when a step takes effect: it had begun, and so it fails.
  @Test func `fail whose host has gone when they are to take effect`() {
    var world = TwoHosts()
    world.setup.times.hostShutDown = .seconds(1)
    world.at(1, .repairSR(SRID(0), host: TwoHosts.destination))
    world.at(2, .shutDownHost(TwoHosts.destination))
    let result = run(world.setup, seed: 1)
    #expect(result.steps.map(\.outcome) == [.failed, .done])
    #expect(result.steps[0].reasons.map(\.code) == ["HOST_NOT_LIVE"])
  }

  @Test func `find a host off while its hardware is changed, and on again after that`() {
    var world = TwoHosts(state: .halted)
    world.at(1, .setCPUCount(TwoHosts.destination, 4))
    world.at(3, .startVM(TwoHosts.vm, on: TwoHosts.destination))
    world.at(200, .startVM(TwoHosts.vm, on: TwoHosts.destination))
    let result = run(world.setup, seed: 1)
    #expect(result.steps.map(\.outcome) == [.done, .refused, .done])
    #expect(result.steps[1].reasons.first?.code == "HOST_NOT_LIVE")
    #expect(result.inventory.hosts[1].cpuCount == 4)
  }

  @Test(arguments: [
    (StepExpectation.refused(code: nil), true), (.refused(code: "OPERATION_NOT_ALLOWED"), true),
    (.refused(code: "HOST_NOT_LIVE"), false), (.done, false), (.failed(code: nil), false),
  ])
  func `are held against what was expected of them`(expectation: StepExpectation, holds: Bool) {
    var world = TwoHosts()
    world.migrate(to: TwoHosts.source)
    world.setup.steps[0].expectation = expectation
    #expect(run(world.setup, seed: 1).isAsExpected == holds)
  }
}
