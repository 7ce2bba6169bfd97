import MigrationSim
import Testing

@Suite struct `Simultaneous migrations` {
  private static let bytes = WireFormat.xen.bytes(pages: Page.count(of: .mebibytes(8)))

  private static func crowd(_ count: Int, crossing: Int = 0) -> TwoHosts {
    var world = TwoHosts(memory: .mebibytes(8))
    world.setup.migrations[0].plan.profile = .instant
    for guest in 1..<max(count, 1) {
      _ = world.addGuest("guest \(guest)", on: TwoHosts.source)
    }
    for guest in 0..<crossing {
      _ = world.addGuest("other \(guest)", on: TwoHosts.destination)
    }
    for vm in 0..<(count + crossing) {
      world.at(
        1,
        .migrate(
          VMID(vm), to: vm < count ? TwoHosts.destination : TwoHosts.source, settings: 0))
    }
    return world
  }

  // n equal flows get a share of 1/n each, and end together.
  @Test(arguments: [1, 2, 3, 7, 16, 64])
  func `share one link evenly`(count: Int) {
    let result = run(Self.crowd(count).setup, seed: 1)
    let expected = TwoHosts.goodput.duration(of: Self.bytes) * count
    #expect(result.migrations.count == count)
    for migration in result.migrations {
      #expect(migration.outcome == .completed)
      #expect(abs((migration.rounds[0].duration - expected).nanoseconds) <= Int64(count))
      #expect(migration.bytes == Self.bytes)
    }
    #expect(result.inventory.contradictions() == [])
    #expect(result.inventory.residents(of: TwoHosts.destination).count == count)
  }

  // Full duplex: what goes the other way takes no share.
  @Test func `that cross do not hinder each other`() {
    let result = run(Self.crowd(2, crossing: 2).setup, seed: 1)
    let expected = TwoHosts.goodput.duration(of: Self.bytes) * 2
    for migration in result.migrations {
      #expect(migration.outcome == .completed)
      #expect(abs((migration.rounds[0].duration - expected).nanoseconds) <= 2)
    }
    #expect(result.inventory.residents(of: TwoHosts.source) == [VMID(2), VMID(3)])
    #expect(result.inventory.residents(of: TwoHosts.destination) == [VMID(0), VMID(1)])
  }

  @Test func `leave the luck of each guest its own`() {
    let hot = [PageClass(name: "hot", pages: 4_000, pattern: .random, writesPerSecond: 9_000)]
    var alone = TwoHosts(classes: hot)
    alone.setup.migrations[0].plan.bandwidthCap = .megabits(100)
    alone.at(5, .migrate(TwoHosts.vm, to: TwoHosts.destination, settings: 0))
    var crowd = alone
    let other = crowd.addGuest("other", on: TwoHosts.destination, classes: hot)
    crowd.ping(fromConsole: false, interval: .milliseconds(20))
    crowd.at(3, .migrate(other, to: TwoHosts.source, settings: 0))
    let own = run(alone.setup, seed: 9).migrations[0]
    let same = run(crowd.setup, seed: 9).migrations.first { $0.vm == TwoHosts.vm }!
    #expect(own.rounds.count == 6)
    #expect(same.rounds == own.rounds)
    #expect(same.phases == own.phases)
  }

  // xapi admits one operation on a VM at a time: the second is told so, and changes nothing.
  @Test func `of one guest are refused but for the first`() {
    var world = TwoHosts()
    world.at(5, .migrate(TwoHosts.vm, to: TwoHosts.destination, settings: 0))
    world.at(5.5, .migrate(TwoHosts.vm, to: TwoHosts.destination, settings: 0))
    let result = run(world.setup, seed: 1)
    #expect(result.migrations.map(\.outcome) == [.completed, .refused])
    #expect(result.steps[1].reasons.map(\.code) == ["OTHER_OPERATION_IN_PROGRESS"])
  }

  // `VM.pool_migrate` stands among a VM's current operations until the source has cleaned up.
  @Test(arguments: [Phase.announce, .cleanUp])
  func `of one guest are refused until the first has ended`(phase: Phase) {
    var world = TwoHosts()
    world.at(5, .migrate(TwoHosts.vm, to: TwoHosts.destination, settings: 0))
    let span = run(world.setup, seed: 1).migrations[0].phases.first { $0.phase == phase }!
    world.at(
      (span.began.seconds + span.ended.seconds) / 2,
      .migrate(TwoHosts.vm, to: TwoHosts.source, settings: 0))
    let result = run(world.setup, seed: 1)
    #expect(result.migrations.map(\.outcome) == [.completed, .refused])
    #expect(result.steps[1].reasons.map(\.code) == ["OTHER_OPERATION_IN_PROGRESS"])
    #expect(result.inventory.vms[0].isBusy == false)
  }

  // 1748 MiB are left beside Xen: six guests of 257 MiB with their overhead fit, and no seventh.
  @Test func `hold memory at the destination from the first moment`() {
    var world = TwoHosts(memory: .mebibytes(256))
    for guest in 1..<6 { _ = world.addGuest("guest \(guest)", on: TwoHosts.source) }
    for guest in 0..<3 { _ = world.addGuest("resident \(guest)", on: TwoHosts.destination) }
    for vm in 0..<6 {
      world.at(1, .migrate(VMID(vm), to: TwoHosts.destination, settings: 0))
    }
    let result = run(world.setup, seed: 1)
    #expect(
      result.migrations.map(\.outcome.ending) == [
        .completed, .completed, .completed, .refused, .refused, .refused,
      ])
    for step in result.steps[3...] {
      #expect(step.reasons.map(\.code) == ["HOST_NOT_ENOUGH_FREE_MEMORY"])
    }
  }

  // Until the guest runs at its destination the source holds its memory too.
  @Test func `hold memory at the source until the guest runs elsewhere`() {
    var world = TwoHosts(memory: .mebibytes(600))
    let second = world.addGuest("second", on: TwoHosts.destination)
    let third = world.addGuest("third", on: TwoHosts.destination)
    world.at(1, .migrate(second, to: TwoHosts.source, settings: 0))
    world.at(2, .migrate(third, to: TwoHosts.source, settings: 0))
    #expect(run(world.setup, seed: 1).migrations.map(\.outcome.ending) == [.completed, .refused])
  }
}

@Suite struct `A migration on a link that changes` {
  private static let bytes = WireFormat.xen.bytes(pages: 32_768)

  private static func world(_ policy: StopPolicy = .xen) -> TwoHosts {
    var world = TwoHosts()
    world.setup.migrations[0].plan.profile = .instant
    world.setup.migrations[0].plan.policy = policy
    world.at(1, .migrate(TwoHosts.vm, to: TwoHosts.destination, settings: 0))
    return world
  }

  private static func firstRound(_ world: TwoHosts) -> Round {
    run(world.setup, seed: 1).migrations[0].rounds[0]
  }

  // 256 batches over one connection end when one transfer of the same bytes does, but for the
  // nanosecond to which each batch's end is rounded up.
  @Test func `in batches ends when it does in one piece`() {
    let whole = Self.firstRound(Self.world(.xen))
    let batches = Self.firstRound(Self.world(.xenLegacy))
    #expect(whole.bytes == batches.bytes)
    let late = (batches.ended - whole.ended).nanoseconds
    #expect(late >= 0 && late <= 32)
    #expect(abs((whole.duration - TwoHosts.goodput.duration(of: Self.bytes)).nanoseconds) <= 1)
  }

  // Another flow takes half of the link from t₁ to t₂: V = R (T - (t₂ - t₁) / 2).
  @Test(arguments: [StopPolicy.xen, .xenLegacy])
  func `sends at half the rate while another flow shares the link`(policy: StopPolicy) {
    var world = Self.world(policy)
    world.disturb(from: 1.25, to: 1.75)
    let alone = TwoHosts.goodput.duration(of: Self.bytes)
    let late = Self.firstRound(world).duration - alone
    #expect(abs((late - .seconds(0.25)).nanoseconds) <= 40)
  }

  // A flow capped at c leaves R - c: V = R t₁ + (R - c)(T - t₁).
  @Test func `gets all that a capped flow leaves`() {
    var world = Self.world()
    world.disturb(from: 1.25, at: .megabits(200))
    let total = Double(Self.bytes.bytes)
    let rate = TwoHosts.goodput.bytesPerSecond
    let expected = 0.25 + (total - 0.25 * rate) / (rate - 25e6)
    #expect(abs(Self.firstRound(world).duration.seconds - expected) < 1e-8)
  }

  // One class swept at D pages a second and never saturated, V pages in all: what is dirty after a
  // pass is D times the pass's own length, however uneven the rate was.
  @Test func `leaves dirty what was written in the time the pass really took`() {
    var world = TwoHosts(classes: [
      PageClass(name: "swept", pages: 30_000, pattern: .sequential, writesPerSecond: 5_000)
    ])
    world.setup.migrations[0].plan.profile = .instant
    world.at(1, .migrate(TwoHosts.vm, to: TwoHosts.destination, settings: 0))
    world.disturb(from: 1.1, to: 1.7)
    world.disturb(from: 2.0)
    for round in run(world.setup, seed: 1).migrations[0].rounds.dropLast() {
      #expect(abs(Double(round.pagesDirtied) - 5_000 * round.duration.seconds) <= 1.01)
    }
  }
}
