import MigrationSim
import Testing

@Suite struct `A migration and its ends` {
  private func processor(_ features: [Feature]) -> Processor {
    Processor(name: "", vendor: .intel, physicalFeatures: FeatureSet(features: features))
  }

  /// Two guests that swap hosts, until the destination of the first one dies in a phase.
  private func swapped(dyingIn phase: Phase) -> RunResult {
    var world = TwoHosts()
    let other = world.addGuest("other", on: TwoHosts.destination)
    world.setup.migrations.append(world.setup.migrations[0])
    // The second is in no hurry: it is under way whatever the first one has come to.
    world.setup.migrations[1].plan.bandwidthCap = .megabits(10)
    world.setup.migrations[0].plan.injection = Injection(.destinationDies, in: phase)
    world.at(1, .migrate(TwoHosts.vm, to: TwoHosts.destination, settings: 0))
    world.at(1, .migrate(other, to: TwoHosts.source, settings: 1))
    return run(world.setup, seed: 1)
  }

  @Test func `takes no host along but the one that dies`() {
    let result = swapped(dyingIn: .livePasses)
    #expect(result.inventory[TwoHosts.destination].state == .off)
    #expect(result.inventory[TwoHosts.source].state == .live)
    #expect(result.machines.map(\.state) == [.running, .lostWithHost])
    #expect(result.machines[0].host == TwoHosts.source)
    let reason = result.migrations[1].reasons.last
    #expect(reason?.parameters.last == "source down")
    #expect(reason?.explanation.text == "B went down. other went down with it.")
  }

  // 1 Mbit/s carries 125,000 bytes in a second: the names of pages, and none of their data.
  @Test(arguments: [PageContents.ballooned, .zero])
  func `counts no page that had not gone by then`(contents: PageContents) {
    var world = TwoHosts(classes: [
      PageClass(
        name: "none", pages: 32_768, pattern: .random, writesPerSecond: 0, contents: contents)
    ])
    world.setup.migrations[0].plan.wire.detectsZeros = true
    world.setup.migrations[0].plan.bandwidthCap = .megabits(1)
    world.setup.migrations[0].plan.injection = Injection(.linkCut, after: .seconds(1))
    world.migrate()
    let round = run(world.setup, seed: 1).migrations[0].rounds[0]
    #expect(abs(round.bytes.bytes - 125_000) <= 1)
    #expect(round.pagesSent == 0)
    // 8 bytes a page, and 16 for each 1024 of them; Xen's stream marks zeros with nothing more.
    let named = 125_000 / (8 + 16.0 / 1024)
    #expect(round.pagesZero == (contents == .zero ? Int(named) : 0))
  }

  // 32,768 pages at 10 Mbit/s take 108 s; a run may last 60 s here.
  @Test func `is told as far as it was when the run ended`() {
    var world = TwoHosts()
    world.setup.migrations[0].plan.bandwidthCap = .megabits(10)
    world.setup.timeLimit = .seconds(60)
    // A run ends with its last event: these come every second.
    world.ping(fromConsole: false)
    world.migrate(after: .seconds(1))
    let result = run(world.setup, seed: 1)
    let migration = result.migrations[0]
    #expect(migration.outcome == .unfinished)
    #expect(migration.phases.last?.ended == result.ended)
    #expect(migration.rounds.last?.ended == result.ended)
    #expect(abs((migration.rounds.last?.rate.bitsPerSecond ?? 0) - 1e7) < 1e3)
    #expect(migration.pagesSent < 32_768)
  }

  // The guest has switched NX on, and the other CPU has no such bit (EFER).
  @Test(arguments: [(PhaseProfile.xapi, PowerState.halted), (.xl, .running), (.qemu, .running)])
  func `goes on at the source after a refused restore, where the toolstack resumes it`(
    profile: PhaseProfile, state: PowerState
  ) {
    var world = TwoHosts(
      source: processor([.lm, .nx]), destination: processor([.lm]),
      uses: [FeatureUse(feature: .nx, layer: .kernel, latch: .boot, usesPerSecond: 0)], mode: .hvm)
    world.setup.migrations[0].plan.profile = profile
    world.migrate()
    let result = run(world.setup, seed: 1)
    #expect(result.migrations[0].outcome == .failed(in: .deviceState))
    #expect(result.machines[0].state == state)
    #expect(result.machines[0].host == (state == .running ? TwoHosts.source : nil))
  }

  // The live passes are left out, so that the destination is asked as the suspend begins.
  @Test func `is refused by the destination in a phase that the strategy has`() {
    var world = TwoHosts(
      source: processor([.xsave]), destination: processor([]), checks: .cpuPolicyStream)
    world.setup.migrations[0].plan.strategy = .stopAndCopy
    world.migrate()
    #expect(run(world.setup, seed: 1).migrations[0].outcome == .failed(in: .suspend))
  }

  // 32,768 pages, cleared one by one, would be as many events.
  @Test func `does not clear dirty bits more finely than tells anything`() {
    var world = TwoHosts()
    world.setup.migrations[0].plan.policy = .qemu
    world.setup.migrations[0].plan.policy.selection = .clearing(chunk: 1)
    world.migrate()
    let result = run(world.setup, seed: 1)
    #expect(result.migrations[0].outcome == .completed)
    #expect(result.eventCount < 10_000)
  }
}
