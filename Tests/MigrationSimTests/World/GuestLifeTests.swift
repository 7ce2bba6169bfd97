import MigrationSim
import Testing

@Suite struct `A guest's life` {
  private static func use(_ layer: SoftwareLayer, _ rate: Double) -> FeatureUse {
    FeatureUse(
      feature: .sse42, layer: layer, latch: layer == .kernel ? .boot : .processStart,
      usesPerSecond: rate)
  }

  private static func lesser(_ uses: [FeatureUse]) -> TwoHosts {
    TwoHosts(source: TwoHosts.wide, destination: TwoHosts.narrow, uses: uses)
  }

  // Once it runs at the destination the migration has succeeded, whatever then happens to the
  // guest: the source only has to clean up. A hundred uses a second: it dies in the first 50 ms.
  @Test func `that ends just after it was resumed does not undo its migration`() {
    var world = Self.lesser([Self.use(.kernel, 100)])
    world.migrate()
    let result = run(world.setup, seed: 1)
    let migration = result.migrations[0]
    #expect(result.machines[0].state == .crashed)
    #expect(result.machines[0].faults[0].time < migration.phases.last!.ended)
    #expect(migration.outcome == .completed)
    #expect(migration.phases.map(\.phase) == Phase.ofPreCopy)
    #expect(result.steps[0].outcome == .done)
    #expect(result.inventory.vms[0].isBusy == false)
  }

  // It crashes at the source, of what it lost in an earlier migration.
  @Test func `that ends while its memory is sent ends its migration`() {
    var world = Self.lesser([Self.use(.kernel, 0.35)])
    world.setup.migrations.append(world.setup.migrations[0])
    world.setup.migrations[1].plan.bandwidthCap = .megabits(20)
    world.migrate(after: .zero)
    world.setup.steps.append(
      Step(operation: .migrate(TwoHosts.vm, to: TwoHosts.source, settings: 1)))
    let result = run(world.setup, seed: 2)
    #expect(result.migrations.map(\.outcome) == [.completed, .failed(in: .livePasses)])
    #expect(result.machines[0].state == .crashed)
    let failed = result.migrations[1]
    #expect(failed.ended == result.machines[0].faults[0].time)
    #expect(failed.rounds[0].pagesSent < 32_768 && failed.rounds[0].pagesSent > 0)
    let seconds = failed.rounds[0].duration.seconds
    #expect(abs(Double(failed.rounds[0].bytes.bytes) - 2.5e6 * seconds) < 2)
    #expect(result.inventory.freeMemory(of: TwoHosts.source) == .mebibytes(2048 - 300))
    #expect(result.inventory.freeMemory(of: TwoHosts.destination) == .mebibytes(2048 - 300))
  }

  // What died of an instruction stays dead: moving on does not bring it back to die again.
  @Test(arguments: [SoftwareLayer.libc, .application])
  func `loses what used a missing instruction once, however often it moves`(layer: SoftwareLayer) {
    var world = Self.lesser([Self.use(layer, 5)])
    for host in [TwoHosts.destination, TwoHosts.source, TwoHosts.destination] {
      world.migrate(to: host, after: .seconds(20))
    }
    let result = run(world.setup, seed: 1)
    #expect(result.migrations.map(\.outcome.ending) == [.completed, .completed, .completed])
    #expect(result.machines[0].faults.map(\.layer) == [layer])
    #expect(result.machines[0].state == .running)
  }

  // Two uses, of rates 1 and 3 a second: both processes die, three times of four the busier first.
  @Test func `loses each of two processes, the busier mostly first`() {
    var world = Self.lesser([
      Self.use(.application, 1),
      FeatureUse(feature: .popcnt, layer: .application, latch: .processStart, usesPerSecond: 3),
    ])
    world.setup.aftermath = .seconds(60)
    world.migrate(after: .zero)
    let runs = 200
    var busierFirst = 0
    for replication in 0..<runs {
      let faults = run(world.setup, seed: 4, replication: UInt64(replication)).machines[0].faults
      #expect(faults.count == 2)
      if faults[0].feature == .popcnt { busierFirst += 1 }
    }
    // The standard error of a share of 3/4 among 200 is 0.031.
    #expect(abs(Double(busierFirst) / Double(runs) - 0.75) < 4 * 0.031)
  }

  // Whatever the workload's phases say meanwhile, a guest that stands still dirties nothing.
  @Test func `stands still while it is paused`() {
    let busy = [PageClass(name: "hot", pages: 20_000, pattern: .random, writesPerSecond: 1e6)]
    var world = TwoHosts(classes: busy)
    world.migrate()
    let calm = run(world.setup, seed: 1).migrations[0]
    let last = calm.phases.first { $0.phase == .releaseStorage }!
    world.setup.guests[0].phases = [
      WorkloadPhase(begins: .zero, intensity: 1),
      WorkloadPhase(
        begins: .seconds((last.began.seconds + last.ended.seconds) / 2), intensity: 50),
    ]
    let result = run(world.setup, seed: 1).migrations[0]
    #expect(result.rounds == calm.rounds)
    #expect(result.phases == calm.phases)
  }

  // D pages a second swept, at intensity 1, then 3 from t₁ on: the mean over the pass counts.
  @Test func `dirties by its workload's phases, weighted by their time`() {
    var world = TwoHosts(classes: [
      PageClass(name: "swept", pages: 30_000, pattern: .sequential, writesPerSecond: 3_000)
    ])
    world.setup.migrations[0].plan.profile = .instant
    world.setup.guests[0].phases = [
      WorkloadPhase(begins: .zero, intensity: 1),
      WorkloadPhase(begins: .seconds(5.5), intensity: 3),
      WorkloadPhase(begins: .seconds(6), intensity: 0),
    ]
    world.migrate(after: .seconds(5))
    let round = run(world.setup, seed: 1).migrations[0].rounds[0]
    #expect(round.ended > .zero + .seconds(6))
    #expect(abs(round.pagesDirtied - 3_000 * (1 + 3) / 2) <= 1)
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func `is interrupted for the downtime, as its own record says`(seed: UInt64) {
    var world = TwoHosts(classes: [
      PageClass(name: "hot", pages: 9_000, pattern: .random, writesPerSecond: 1e5)
    ])
    world.migrate()
    let result = run(world.setup, seed: seed)
    var paused: SimTime?
    var span = SimDuration.zero
    for record in result.records {
      guard case .vmChanged(TwoHosts.vm, let state, _) = record.fact else { continue }
      if state == .paused { paused = record.time }
      if state == .running, let paused { span = record.time - paused }
    }
    #expect(span > .zero)
    #expect(result.migrations[0].downtime == span)
  }
}
