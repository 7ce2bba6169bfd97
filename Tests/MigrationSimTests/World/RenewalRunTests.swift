import MigrationSim
import Testing

@Suite struct `Processes that start anew in a run` {
  private static func use(
    _ rate: Double, renewed: Double, _ layer: SoftwareLayer = .application
  ) -> FeatureUse {
    FeatureUse(
      feature: .sse42, layer: layer, latch: .processStart, usesPerSecond: rate,
      renewalsPerSecond: renewed)
  }

  private static func share(_ setup: Setup, runs: Int, _ counts: (MachineResult) -> Bool) -> Double
  {
    let found = (0..<runs).count {
      counts(run(setup, seed: 21, replication: UInt64($0), keepsRecords: false).machines[0])
    }
    return Double(found) / Double(runs)
  }

  // λ = 0.02/s, μ = 0.03/s, t the whole stay: the standard error among 400 is 0.025; 3 allowed.
  @Test func `race with the first use of what is lost, as the closed form says`() {
    var world = TwoHosts(
      source: TwoHosts.wide, destination: TwoHosts.narrow,
      uses: [Self.use(0.02, renewed: 0.03)], memory: .mebibytes(2))
    world.migrate(after: .zero)
    let stay = run(world.setup, seed: 1).machines[0].stay!
    let span = run(world.setup, seed: 1).ended - stay.began
    let expected = FaultOutlook([
      LostFeature(
        feature: .sse42, layer: .application, usesPerSecond: 0.02, renewalsPerSecond: 0.03)
    ]).probability(within: span)
    let share = Self.share(world.setup, runs: 400) { !$0.faults.isEmpty }
    #expect(abs(share - expected) < 0.075, "\(share), \(expected)")
  }

  // There they latch by s with 1 − e^(−μs), and back home they die. Where xapi compares, it finds
  // nothing: it knows the features of the boot.
  @Test(arguments: [LevellingEra.none, .masking])
  func `pick up what has appeared, and die of it on the way back`(era: LevellingEra) {
    var world = TwoHosts(
      source: TwoHosts.narrow, destination: TwoHosts.wide, levelling: era,
      uses: [Self.use(1e3, renewed: 0.02)], memory: .mebibytes(2))
    world.migrate(after: .zero)
    world.migrate(to: TwoHosts.source, after: .seconds(20))
    let migrations = run(world.setup, seed: 1).migrations
    #expect(migrations.map(\.outcome) == [.completed, .completed])
    #expect(migrations.allSatisfy { $0.reasons.isEmpty })
    let came = migrations[0].phases.first { $0.phase == .unpause }!.ended
    let left = migrations[1].phases.first { $0.phase == .suspend }!.ended
    let expected = -naturalExponentialMinusOne(-0.02 * (left - came).seconds)
    #expect(expected > 0.3 && expected < 0.5)
    let share = Self.share(world.setup, runs: 400) { !$0.faults.isEmpty }
    #expect(abs(share - expected) < 0.075, "\(share), \(expected)")
  }

  @Test func `are told: what appeared, and what was latched later`() {
    var world = TwoHosts(
      source: TwoHosts.narrow, destination: TwoHosts.wide, uses: [Self.use(1, renewed: 10)])
    world.migrate(after: .zero)
    let result = run(world.setup, seed: 1)
    let machine = result.machines[0]
    #expect(machine.appeared == [.sse42, .popcnt])
    #expect(machine.renewals.map(\.feature) == [.sse42])
    #expect(machine.renewals.map(\.latches) == [true])
    #expect(machine.faults.isEmpty && machine.latchingLater.isEmpty)
    world.setup.guestProfiles[0].uses = [Self.use(1, renewed: 1e-9)]
    #expect(run(world.setup, seed: 1).machines[0].latchingLater.map(\.feature) == [.sse42])
    #expect(
      result.records.contains {
        $0.fact == .processRenewed(TwoHosts.vm, .sse42, .application, latches: true)
      })
  }

  // A kernel settles once, and where nothing changes no luck is drawn: equal histories.
  @Test func `change nothing where every process decides alike`() {
    func history(_ renewed: Double) -> UInt64 {
      var world = TwoHosts(
        source: TwoHosts.wide, destination: TwoHosts.wide, uses: [Self.use(5, renewed: renewed)])
      world.migrate()
      return run(world.setup, seed: 3).fingerprint
    }
    #expect(history(0) == history(100))
  }

  @Test func `do not come back from the dead`() {
    var world = TwoHosts(
      source: TwoHosts.wide, destination: TwoHosts.narrow,
      uses: [Self.use(1e4, renewed: 1, .libc)])
    world.migrate(after: .zero)
    world.migrate(to: TwoHosts.source, after: .seconds(10))
    world.migrate(after: .seconds(10))
    let machine = run(world.setup, seed: 2).machines[0]
    #expect(machine.faults.count == 1)
    #expect(machine.renewals.isEmpty)
  }
}

@Suite struct `A guest that goes by the CPU's name in a run` {
  // Levelled to what both hosts have, it is shown no SSE4.2, and executes it all the same.
  @Test func `dies after a migration in a levelled pool`() {
    let use = FeatureUse(
      feature: .sse42, layer: .application, latch: .hardware, usesPerSecond: 100)
    var world = TwoHosts(
      source: TwoHosts.wide, destination: TwoHosts.narrow, levelling: .levelling, uses: [use],
      mode: .hvm)
    world.migrate(after: .seconds(30))
    let result = run(world.setup, seed: 1)
    #expect(result.migrations[0].outcome == .completed)
    let fault = result.machines[0].faults.first
    #expect(fault.map { $0.time > result.machines[0].stay!.began } == true)
  }
}
