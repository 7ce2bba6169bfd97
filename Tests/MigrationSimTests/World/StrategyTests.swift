import MigrationSim
import Testing

@Suite struct `A strategy` {
  private static let pages = 32_768
  private static let goodput = BitRate.gigabits(1) * (1448.0 / 1538)

  private static func result(
    _ strategy: Strategy, writes: Double = 1e5, _ change: (inout MigrationPlan) -> Void = { _ in }
  ) -> MigrationResult {
    var world = TwoHosts(
      classes: [
        PageClass(name: "hot", pages: 20_000, pattern: .random, writesPerSecond: writes)
      ])
    world.setup.migrations[0].plan.strategy = strategy
    change(&world.setup.migrations[0].plan)
    world.migrate()
    return run(world.setup, seed: 1).migrations[0]
  }

  // V/R: every page once, the guest paused meanwhile.
  @Test func `of stop-and-copy pauses the guest for all of its memory`() {
    let migration = Self.result(.stopAndCopy)
    #expect(migration.rounds.map(\.pagesSent) == [Self.pages])
    #expect(migration.rounds.map(\.kind) == [.paused])
    let copy = Self.goodput.duration(of: WireFormat.xen.bytes(pages: Self.pages))
    #expect(migration.downtime > copy && migration.downtime < copy + .seconds(1))
    #expect(!migration.phases.contains { $0.phase == .livePasses })
  }

  @Test func `of post-copy moves the guest first and each page once`() {
    let migration = Self.result(.postCopy)
    #expect(migration.rounds.map(\.kind) == [.postCopy])
    #expect(migration.rounds.map(\.pagesSent) == [Self.pages])
    #expect(migration.downtime < .milliseconds(400))
    #expect(migration.pagesFaulted > 0 && migration.pagesFaulted < Self.pages)
    #expect(migration.brownout > .zero)
    #expect(!migration.phases.contains { $0.phase == .finalPass })
  }

  @Test func `of post-copy costs an idle guest nothing`() {
    let migration = Self.result(.postCopy, writes: 0)
    #expect(migration.pagesFaulted == 0)
    #expect(migration.brownout == .zero)
  }

  @Test func `of a hybrid goes over at the end of a pass, and sends what is left after the guest`()
  {
    let migration = Self.result(.hybrid(.passes(2)))
    #expect(migration.rounds.map(\.kind) == [.live, .live, .postCopy])
    #expect(migration.stop == .switched)
    #expect(migration.rounds[2].pagesSent == migration.rounds[1].pagesDirtied)
  }

  @Test func `of a hybrid goes over at its time, in the midst of a pass`() {
    let migration = Self.result(.hybrid(.time(.milliseconds(700))))
    let live = migration.phases.first { $0.phase == .livePasses }!
    // The pass is weighed page by page at the rate last seen: 0.2 ms hold ten batches.
    #expect(abs(live.duration.seconds - 0.7) < 0.0002)
    #expect(migration.rounds.map(\.kind) == [.live, .postCopy])
    let sent = migration.rounds[0].pagesSent
    #expect(migration.rounds[1].pagesToSend >= Self.pages - sent)
    #expect(migration.rounds[1].pagesSent == migration.rounds[1].pagesToSend)
  }

  @Test func `of a hybrid that meets its policy's limit goes over there, and says which it was`() {
    let migration = Self.result(.hybrid(.atLimit))
    #expect(migration.stop == .passes)
    #expect(migration.rounds.map(\.kind) == [.live, .live, .live, .live, .live, .postCopy])
    #expect(!migration.converged && migration.outcome == .completed)
  }

  @Test func `of a hybrid that converges stays pre-copy`() {
    let migration = Self.result(.hybrid(.passes(4)), writes: 10)
    #expect(migration.stop == .belowThreshold)
    #expect(!migration.rounds.contains { $0.kind == .postCopy })
  }

  @Test func `that does not converge ends as post-copy, if the policy says so`() {
    let migration = Self.result(.preCopy, writes: 1e6) {
      $0.policy = StopPolicy(name: "custom", maximumPasses: 3, threshold: 50, atLimit: .postCopy)
    }
    #expect(migration.stop == .passes)
    #expect(migration.rounds.map(\.kind) == [.live, .live, .live, .postCopy])
    #expect(migration.outcome == .completed)
  }
}

@Suite struct `QEMU's sender` {
  private static func result(
    writes: Double, limit: BitRate = .megabits(200), _ change: (inout MigrationPlan) -> Void
  ) -> MigrationResult {
    var world = TwoHosts(
      classes: [
        PageClass(name: "hot", pages: 10_000, pattern: .random, writesPerSecond: writes),
        PageClass(
          name: "untouched", pages: 20_000, pattern: .random, writesPerSecond: 0, contents: .zero),
      ])
    var plan = MigrationPlan(policy: .qemu, profile: .qemu, wire: .qemu)
    plan.bandwidthCap = limit
    change(&plan)
    world.setup.migrations[0].plan = plan
    world.migrate()
    return run(world.setup, seed: 1).migrations[0]
  }

  @Test func `sends a mark for a page of zeros`() {
    let round = Self.result(writes: 0) { _ in }.rounds[0]
    #expect(round.pagesZero + round.pagesSent + Self.left(of: round) == 32_768)
    let bytes = 9 * round.pagesZero + 4104 * round.pagesSent
    #expect(round.bytes == ByteCount(Int64(bytes)))
  }

  private static func left(of round: Round) -> Int {
    round.pagesToSend - round.pagesSent - round.pagesZero
  }

  // What is left when the guest is suspended would take less than 300 ms at the rate seen, and
  // goes without the cap.
  @Test func `suspends the guest when what is left fits into the downtime limit`() {
    let migration = Self.result(writes: 1_000) { _ in }
    let last = migration.rounds.last!
    #expect(migration.converged && last.kind == .paused)
    #expect(Double(last.pagesToSend) * 4096 < 200e6 / 8 * 0.3)
    #expect(last.rate.megabitsPerSecond > 900)
  }

  @Test func `goes on until its time is up where the guest writes faster than it sends`() {
    let migration = Self.result(writes: 20_000) { $0.policy.timeLimit = .seconds(100) }
    #expect(migration.outcome == .notConverged)
    #expect(migration.stop == .time)
    let live = migration.phases.first { $0.phase == .livePasses }!
    #expect(abs(live.duration.seconds - 100) < 0.001)
  }

  @Test func `throttles such a guest until it converges`() {
    let migration = Self.result(writes: 20_000) { $0.policy.throttle = .autoConverge }
    #expect(migration.outcome == .completed && migration.converged)
    let steps = migration.rounds.map(\.throttle).reduce(into: [Double]()) {
      if $0.last != $1 { $0.append($1) }
    }
    #expect(zip(steps, [0, 0.2, 0.3, 0.4, 0.5]).allSatisfy { abs($0 - $1) < 1e-12 })
    #expect(steps.count >= 3)
    #expect(migration.brownout > .seconds(1))
  }

  @Test func `holds a guest to its dirty limit`() {
    let free = Self.result(writes: 20_000) { $0.policy.timeLimit = .seconds(60) }
    #expect(free.outcome == .notConverged)
    let held = Self.result(writes: 20_000) {
      $0.policy.throttle = Throttle(means: .dirtyLimit(pagesPerSecond: 1_000))
    }
    #expect(held.converged)
    let slowed = held.rounds.filter { $0.throttle > 0 && $0.duration > .milliseconds(500) }
    for round in slowed { #expect(round.dirtyRate < 1_200) }
    #expect(!slowed.isEmpty)
  }
}

@Suite struct `What a migration costs` {
  private static func plan(_ change: (inout MigrationPlan) -> Void) -> MigrationResult {
    var world = TwoHosts(
      classes: [PageClass(name: "hot", pages: 10_000, pattern: .random, writesPerSecond: 20_000)])
    change(&world.setup.migrations[0].plan)
    world.migrate()
    return run(world.setup, seed: 1).migrations[0]
  }

  @Test func `the guest is nothing unless told`() {
    #expect(Self.plan { _ in }.brownout == .zero)
  }

  // Each of the pages dirtied between two cleanings made the guest stand still once.
  @Test func `the guest for logging is a fault for each page dirtied`() {
    let migration = Self.plan { $0.guest.fault = .microseconds(20) }
    let dirtied = migration.rounds.filter(\.isLive).reduce(0) { $0 + $1.pagesDirtied }
    let expected = Double(dirtied) * 20e-6
    #expect(abs(migration.lost.logDirty / expected - 1) < 0.05)
    #expect(migration.lost.slowed == 0)
  }

  // Clark et al., NSDI 2005, fig. 8: sending at 100 Mbit/s takes 12 % of the CPU from a web
  // server, whose throughput falls from 870 to 765 Mbit/s.
  @Test func `the guest for the sender's work is a share of its time`() {
    let migration = Self.plan {
      $0.guest.perGigabit = 1.2
      $0.bandwidthCap = .megabits(100)
    }
    let live = migration.phases.first { $0.phase == .livePasses }!.duration.seconds
    #expect(abs(migration.lost.slowed / live - 0.12) < 0.001)
    #expect(abs(870 * (1 - migration.lost.slowed / live) / 765 - 1) < 0.01)
  }

  // A page of 4096 B in 50 µs is 82 MB/s, less than the link has.
  @Test func `the sender a page holds the rate down`() {
    let round = Self.plan { $0.sender.page = 50e-6 }.rounds[0]
    #expect(abs(round.duration.seconds - 32_768 * 50e-6) < 1e-6)
    let four = Self.plan { $0.sender = SenderCosts(page: 50e-6, channels: 4) }.rounds[0]
    #expect(four.rate.megabitsPerSecond > 900)
  }
}
