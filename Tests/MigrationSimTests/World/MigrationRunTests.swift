import MigrationSim
import Testing

@Suite struct `A migration in its world` {
  @Test func `moves the guest, and ends with it running at the destination`() {
    var world = TwoHosts()
    world.migrate()
    let result = run(world.setup, seed: 1)
    #expect(result.steps[0].outcome == .done)
    #expect(result.migrations[0].outcome == .completed)
    #expect(result.machines[0].state == .running)
    #expect(result.machines[0].host == TwoHosts.destination)
  }

  // 128 MiB and headers over 1 Gbit/s of which 1448/1538 is payload: 1.1439 s.
  @Test func `sends an idle guest's memory once, at the link's goodput`() {
    var world = TwoHosts()
    world.migrate()
    let rounds = run(world.setup, seed: 1).migrations[0].rounds
    #expect(rounds.map(\.pagesSent) == [32_768, 0])
    let bytes = WireFormat.xen.bytes(pages: 32_768)
    #expect(rounds[0].bytes == bytes)
    let goodput = BitRate.gigabits(1) * (1448.0 / 1538)
    #expect(abs((rounds[0].duration - goodput.duration(of: bytes)).nanoseconds) <= 1)
  }

  @Test func `shares its link with other traffic`() {
    var alone = TwoHosts()
    alone.migrate()
    var shared = alone
    shared.setup.background = [
      BackgroundTraffic(
        from: alone.setup.inventory.hosts[0].pifs[0].nic,
        to: alone.setup.inventory.hosts[1].pifs[0].nic, rate: .gigabits(1))
    ]
    let fast = run(alone.setup, seed: 1).migrations[0].rounds[0].duration
    let slow = run(shared.setup, seed: 1).migrations[0].rounds[0].duration
    #expect(abs(slow.seconds / fast.seconds - 2) < 1e-6)
  }

  @Test func `is held to its bandwidth cap`() {
    var world = TwoHosts()
    world.setup.migrations[0].plan.bandwidthCap = .megabits(100)
    world.migrate()
    let round = run(world.setup, seed: 1).migrations[0].rounds[0]
    #expect(abs(round.rate.megabitsPerSecond - 100) < 1e-3)
  }

  @Test func `is refused for a destination without room, and changes nothing`() {
    var world = TwoHosts(memory: .mebibytes(1_900))
    world.migrate()
    let result = run(world.setup, seed: 1)
    #expect(result.steps[0].outcome == .refused)
    #expect(result.steps[0].reasons.map(\.code) == ["HOST_NOT_ENOUGH_FREE_MEMORY"])
    #expect(result.migrations[0].phases.isEmpty)
    #expect(result.machines[0].host == TwoHosts.source)
  }

  @Test func `that gives up leaves the guest running at the source`() {
    var world = TwoHosts(
      classes: [PageClass(name: "hot", pages: 20_000, pattern: .random, writesPerSecond: 1e6)])
    world.setup.migrations[0].plan.policy = StopPolicy(
      name: "custom", maximumPasses: 2, threshold: 50, atLimit: .abort)
    world.migrate()
    let result = run(world.setup, seed: 1)
    #expect(result.migrations[0].outcome == .notConverged)
    #expect(result.migrations[0].downtime == .zero)
    #expect(result.machines[0].state == .running)
    #expect(result.machines[0].host == TwoHosts.source)
  }

  @Test func `splits its downtime by phase`() {
    var world = TwoHosts(
      classes: [PageClass(name: "hot", pages: 20_000, pattern: .random, writesPerSecond: 1e6)])
    world.migrate()
    let migration = run(world.setup, seed: 1).migrations[0]
    let paused = migration.phases.filter(\.phase.isDowntime)
    #expect(
      paused.map(\.phase) == [
        .releaseStorage, .finalPass, .deviceState, .attachStorage, .unpause,
      ])
    #expect(migration.downtime == paused.last!.ended - paused[0].began)
  }
}

@Suite struct `A guest on a lesser CPU` {
  private static let use = FeatureUse(
    feature: .sse42, layer: .kernel, latch: .boot, usesPerSecond: 0.5)

  private static func world(
    _ uses: [FeatureUse] = [use], era: LevellingEra = .none, mode: GuestMode = .pv
  ) -> TwoHosts {
    var world = TwoHosts(
      source: TwoHosts.wide, destination: TwoHosts.narrow, levelling: era, uses: uses, mode: mode)
    world.setup.aftermath = .seconds(600)
    world.migrate()
    return world
  }

  // Used twice in four seconds, looked at for ten minutes: it survives with e^-300.
  @Test func `resumes, and crashes at the first instruction that is gone`() {
    let result = run(Self.world().setup, seed: 1)
    #expect(result.migrations[0].outcome == .completed)
    #expect(result.machines[0].state == .crashed)
    #expect(result.machines[0].faults.map(\.feature) == [.sse42])
    let resumed = result.migrations[0].phases.first { $0.phase == .announce }!.began
    #expect(result.machines[0].faults[0].time > resumed)
  }

  @Test func `loses its services and lives on where only libraries use what is gone`() {
    let use = FeatureUse(
      feature: .sse42, layer: .libc, latch: .processStart, usesPerSecond: 0.5)
    let result = run(Self.world([use]).setup, seed: 1)
    #expect(result.machines[0].state == .running)
    #expect(result.machines[0].faults.map(\.layer) == [.libc])
  }

  @Test func `survives if it uses nothing that is gone`() {
    let result = run(Self.world([]).setup, seed: 1)
    #expect(result.machines[0].state == .running)
    #expect(result.machines[0].faults.isEmpty)
  }

  @Test func `survives a move to the fuller CPU`() {
    var world = TwoHosts(
      source: TwoHosts.narrow, destination: TwoHosts.wide, uses: [Self.use])
    world.setup.aftermath = .seconds(600)
    world.migrate()
    let result = run(world.setup, seed: 1)
    #expect(result.machines[0].state == .running)
    #expect(result.machines[0].lostFeatures.isEmpty)
  }

  @Test func `may go home before it meets what it lost`() {
    let rare = FeatureUse(
      feature: .sse42, layer: .kernel, latch: .boot, usesPerSecond: 1e-6)
    var world = Self.world([rare])
    world.migrate(to: TwoHosts.source)
    let result = run(world.setup, seed: 1)
    #expect(result.migrations.map(\.outcome) == [.completed, .completed])
    #expect(result.machines[0].lostFeatures.isEmpty)
  }

  // The mean of 200 first uses, exponential with rate 0.5/s: 2 s, standard error 0.14 s.
  @Test func `meets what is gone after an exponential time`() {
    let setup = Self.world().setup
    let times = (0..<200).map { replication in
      let result = run(setup, seed: 3, replication: UInt64(replication))
      let resumed = result.migrations[0].phases.first { $0.phase == .announce }!.began
      return (result.machines[0].faults[0].time - resumed).seconds
    }
    let mean = times.reduce(0, +) / 200
    #expect(abs(mean - 2) < 4 * 2 / 200.0.squareRoot())
  }
}
