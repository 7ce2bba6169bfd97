import MigrationSim
import Testing

/// A failure in a phase, and where it leaves the guest.
struct FailureCase: CustomTestStringConvertible, Sendable {
  let failure: MigrationFailure
  let phase: Phase
  let profile: PhaseProfile
  var strategy = Strategy.preCopy
  let state: PowerState
  let host: HostID?

  var testDescription: String { "\(failure) in \(phase) of \(profile.name)" }

  /// The migration, broken off in the middle of the phase where that takes any time.
  func run() -> RunResult {
    var world = TwoHosts(
      classes: [PageClass(name: "hot", pages: 20_000, pattern: .random, writesPerSecond: 1e5)])
    world.setup.migrations[0].plan.profile = profile
    world.setup.migrations[0].plan.strategy = strategy
    world.setup.migrations[0].plan.injection = Injection(
      failure, in: phase, after: .microseconds(50))
    world.migrate()
    return MigrationSim.run(world.setup, seed: 1)
  }
}

@Suite struct `A migration that is broken off` {
  private static let source = TwoHosts.source
  private static let destination = TwoHosts.destination

  // xapi shuts a suspended guest down, xl and QEMU resume it at the sender: migration of 2012 and
  // of today alike (xapi_vm_migrate.ml, pool_migrate; xl_migrate.c).
  static let cases: [FailureCase] = [
    FailureCase(
      failure: .noMemory, phase: .createDomain, profile: .xapi, state: .running, host: source),
    FailureCase(
      failure: .linkCut, phase: .livePasses, profile: .xcp1, state: .running, host: source),
    FailureCase(
      failure: .linkCut, phase: .suspend, profile: .xl, state: .running, host: source),
    FailureCase(
      failure: .suspendTimeout, phase: .suspend, profile: .xapi, state: .running, host: source),
    FailureCase(
      failure: .linkCut, phase: .finalPass, profile: .xcp1, state: .halted, host: nil),
    FailureCase(
      failure: .linkCut, phase: .finalPass, profile: .xapi, state: .halted, host: nil),
    FailureCase(
      failure: .linkCut, phase: .finalPass, profile: .xl, state: .running, host: source),
    FailureCase(
      failure: .linkCut, phase: .finalPass, profile: .qemu, state: .running, host: source),
    FailureCase(
      failure: .storageLost, phase: .attachStorage, profile: .xapi, state: .halted, host: nil),
    FailureCase(
      failure: .storageLost, phase: .attachStorage, profile: .xl, state: .running, host: source),
    FailureCase(
      failure: .destinationDies, phase: .finalPass, profile: .xl, state: .running, host: source),
    FailureCase(
      failure: .linkCut, phase: .cleanUp, profile: .xapi, state: .running, host: destination),
    FailureCase(
      failure: .destinationDies, phase: .cleanUp, profile: .xapi, state: .crashed, host: nil),
    FailureCase(
      failure: .linkCut, phase: .postCopy, profile: .qemu, strategy: .postCopy, state: .crashed,
      host: nil),
    FailureCase(
      failure: .linkCut, phase: .announce, profile: .xapi, strategy: .postCopy, state: .crashed,
      host: nil),
    FailureCase(
      failure: .linkCut, phase: .announce, profile: .xapi, state: .running, host: destination),
    FailureCase(
      failure: .destinationDies, phase: .postCopy, profile: .qemu, strategy: .postCopy,
      state: .crashed, host: nil),
  ]

  @Test(arguments: cases)
  func `leaves the guest where its toolstack leaves it`(example: FailureCase) {
    let result = example.run()
    let migration = result.migrations[0]
    #expect(migration.outcome == .failed(in: example.phase))
    #expect(result.machines[0].state == example.state)
    #expect(result.machines[0].host == example.host)
    #expect(result.steps[0].outcome == .failed)
    #expect(result.steps[0].reasons.count == 1)
  }

  @Test(arguments: cases)
  func `ends where it is, without a gap or a byte too many`(example: FailureCase) {
    let migration = example.run().migrations[0]
    #expect(migration.phases.last?.phase == example.phase)
    #expect(migration.phases.last?.ended == migration.ended)
    for (before, after) in zip(migration.phases, migration.phases.dropFirst()) {
      #expect(before.ended == after.began)
    }
    for round in migration.rounds {
      #expect(round.bytes >= .zero && round.ended <= migration.ended)
      #expect(round.pagesSent + round.pagesSkipped <= round.pagesToSend)
    }
  }

  @Test(arguments: cases)
  func `holds no memory at a destination that the guest has not come to`(example: FailureCase) {
    let result = example.run()
    let vm = result.inventory[TwoHosts.vm]
    #expect(vm.scheduledOn == nil && !vm.isBusy)
  }

  @Test func `takes the destination down with all that is on it, if that is what dies`() {
    let result = Self.cases[10].run()
    #expect(result.inventory[TwoHosts.destination].state == .off)
    #expect(result.inventory[TwoHosts.source].state == .live)
  }

  @Test func `waits as long for the suspend as the toolstack does`() {
    let migration = Self.cases[3].run().migrations[0]
    let suspend = migration.phases.last { $0.phase == .suspend }
    #expect(suspend?.duration == .seconds(30))
    #expect(migration.downtime == .zero)
  }

  @Test func `answers pings again once it is resumed at the source`() {
    var world = TwoHosts(
      classes: [PageClass(name: "hot", pages: 20_000, pattern: .random, writesPerSecond: 1e5)])
    world.setup.migrations[0].plan.profile = .xl
    world.setup.migrations[0].plan.injection = Injection(.storageLost)
    world.ping(fromConsole: false, interval: .milliseconds(100))
    world.migrate()
    let result = run(world.setup, seed: 1)
    let ended = result.migrations[0].ended
    let later = result.pings[0].requests.filter { $0.sent > ended + .milliseconds(1) }
    #expect(later.count > 100)
    #expect(PingStatistics(of: later).lost == 0)
    #expect(PingStatistics(of: result.pings[0].requests).lost > 0)
  }

  @Test func `may be tried again, and then succeeds`() {
    var world = TwoHosts()
    world.setup.migrations[0].plan.injection = Injection(.linkCut, after: .milliseconds(100))
    var second = world.setup.migrations[0]
    second.plan.injection = nil
    world.setup.migrations.append(second)
    world.migrate()
    world.setup.steps.append(
      Step(operation: .migrate(TwoHosts.vm, to: TwoHosts.destination, settings: 1)))
    let result = run(world.setup, seed: 1)
    #expect(result.migrations.map(\.outcome) == [.failed(in: .livePasses), .completed])
    #expect(result.machines[0].host == TwoHosts.destination)
  }
}
