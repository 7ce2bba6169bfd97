import MigrationSim
import Testing

@Suite struct `A run` {
  private static var setup: Setup {
    var world = TwoHosts(
      source: TwoHosts.wide, destination: TwoHosts.narrow,
      uses: [
        FeatureUse(feature: .sse42, layer: .libc, latch: .processStart, usesPerSecond: 0.1)
      ],
      classes: [
        PageClass(name: "hot", pages: 9_000, pattern: .random, writesPerSecond: 8e4),
        PageClass(name: "swept", pages: 5_000, pattern: .sequential, writesPerSecond: 900),
      ])
    world.setup.migrations[0].plan.policy = .xenLegacy
    world.ping(fromConsole: true)
    world.ping(fromConsole: false, interval: .milliseconds(200))
    world.migrate()
    world.migrate(to: TwoHosts.source)
    return world.setup
  }

  @Test func `has one fingerprint for one seed`() {
    let first = run(Self.setup, seed: 42)
    let second = run(Self.setup, seed: 42)
    #expect(first.fingerprint == second.fingerprint)
    #expect(first.records == second.records)
    #expect(!first.records.isEmpty)
  }

  @Test func `has another fingerprint for another seed or replication`() {
    let first = run(Self.setup, seed: 42).fingerprint
    #expect(first != run(Self.setup, seed: 43).fingerprint)
    #expect(first != run(Self.setup, seed: 42, replication: 1).fingerprint)
  }

  @Test func `is the same whether or not its records are kept`() {
    let kept = run(Self.setup, seed: 42, keepsRecords: true)
    let dropped = run(Self.setup, seed: 42, keepsRecords: false)
    #expect(kept.fingerprint == dropped.fingerprint)
    #expect(kept.eventCount == dropped.eventCount)
    #expect(dropped.records.isEmpty)
  }

  // To copy a simulation is to fork history: both go on as one run from the start would.
  @Test func `goes on alike in a copy taken half way`() {
    var simulation = Simulation(Self.setup, seed: 42)
    simulation.run(through: SimTime(nanoseconds: 7_000_000_000))
    var copy = simulation
    simulation.run(through: .distantFuture)
    copy.run(through: .distantFuture)
    let whole = run(Self.setup, seed: 42)
    #expect(simulation.system.fingerprint == whole.fingerprint)
    #expect(copy.system.fingerprint == whole.fingerprint)
    #expect(copy.eventCount == simulation.eventCount)
  }

  @Test func `draws the same luck for a migration whether or not others ping`() {
    var quiet = Self.setup
    quiet.pingers = []
    quiet.steps.removeFirst(2)
    let with = run(Self.setup, seed: 42).migrations[0]
    let without = run(quiet, seed: 42).migrations[0]
    #expect(with.rounds.map(\.pagesSent) == without.rounds.map(\.pagesSent))
    #expect(with.downtime == without.downtime)
  }

  @Test func `carries events of at most eight bytes`() {
    #expect(MemoryLayout<World.Event>.size <= 8)
  }
}
