import Foundation
import MigrationSim
import Testing

/// A guest of one class, written to at random.
private func guest(_ pages: Int, _ writesPerSecond: Double) -> [PageClass] {
  [PageClass(name: "all", pages: pages, pattern: .random, writesPerSecond: writesPerSecond)]
}

@Suite struct `The laws of strategies` {
  private static let rate = 10_000.0
  private static let link = LoneMigration.bytes(perSecond: rate)

  private static func run(
    _ strategy: Strategy, _ policy: StopPolicy = .xen, classes: [PageClass]
  ) -> (LoneMigration, SimTime) {
    var lone = LoneMigration(
      plan: MigrationPlan(strategy: strategy, policy: policy, profile: .instant),
      classes: classes, bytesPerSecond: link)
    let end = lone.run()
    return (lone, end)
  }

  // 20,480 pages are 20 full batches: V/R = 2.048 s, all of it downtime.
  @Test func `stop-and-copy is down for as long as the memory takes`() {
    let (lone, _) = Self.run(.stopAndCopy, classes: guest(20_480, 50_000))
    #expect(abs(lone.phase(.finalPass)!.duration.seconds - 2.048) < 1e-8)
    #expect(lone.migration.rounds.map(\.pagesSent) == [20_480])
  }

  // The link is never idle, and nothing goes twice, whatever the guest touches.
  @Test(arguments: [0.0, 1_000, 1e6])
  func `post-copy sends every page once, in as long as the memory takes`(writes: Double) {
    let (lone, end) = Self.run(.postCopy, classes: guest(20_480, writes))
    #expect(lone.migration.rounds.map(\.pagesSent) == [20_480])
    // The first page goes alone, and the last pages are no full batch: a header or two more.
    #expect(abs(end.seconds - 2.048) < 1e-5)
    #expect((lone.migration.pagesFaulted > 0) == (writes > 0))
    #expect(lone.migration.pagesFaulted <= 20_480)
  }

  @Test func `a hybrid goes over at its time, to a page`() {
    let (lone, _) = Self.run(.hybrid(.time(.seconds(1.7))), classes: guest(10_000, 20_000))
    let live = lone.phase(.livePasses)!
    #expect(live.ended.seconds >= 1.7 && live.ended.seconds < 1.7 + 2 / Self.rate)
    #expect(lone.migration.stop == .switched)
    #expect(lone.migration.rounds.last!.kind == .postCopy)
  }

  @Test func `what does not converge is given up at its time, to a page`() {
    var policy = StopPolicy.qemu
    policy.timeLimit = .seconds(12.3)
    policy.downtimeLimit = .milliseconds(10)
    let (lone, end) = Self.run(.preCopy, policy, classes: guest(10_000, 20_000))
    #expect(lone.effects.last == .abort && lone.migration.stop == .time)
    #expect(end.seconds >= 12.3 && end.seconds < 12.3 + 2 / Self.rate)
  }

  // 10,000 pages/s × 0.3 s = 3000 pages, and a little more for what a page takes besides its data.
  @Test func `QEMU suspends with less than the downtime limit's worth to send`() {
    let (lone, _) = Self.run(.preCopy, .qemu, classes: guest(20_000, 6_000))
    let last = lone.migration.rounds.last!
    #expect(lone.migration.stop == .belowThreshold)
    #expect(Double(last.pagesToSend) < Self.link * 0.3 / 4096)
    #expect(lone.liveRounds.count > 1)
  }

  // A pass that clears the bits of a quarter of the guest at a time finds, of n pages written to at
  // λ each, Σ n/4 (1 - e^(-λ(T - jT/4))) dirty, j = 0...3: here T = 2 s and λ = 0.5.
  @Test func `bits that are cleared in chunks stay clean from their chunk's turn on`() {
    var policy = StopPolicy(name: "one pass", maximumPasses: 1, threshold: 0)
    policy.selection = .clearing(chunk: 5_000)
    let (lone, _) = Self.run(.preCopy, policy, classes: guest(20_000, 10_000))
    let expected = (0..<4).reduce(0.0) { $0 + 5_000 * (1 - exp(-(1 - Double($1) * 0.25))) }
    // A binomial's deviation is below 71 pages.
    #expect(abs(Double(lone.migration.rounds.last!.pagesToSend) - expected) < 4 * 71)
  }

  @Test func `a cap is kept to, and by QEMU lifted for the last pass`() {
    var plan = MigrationPlan(policy: .qemu, profile: .instant)
    plan.bandwidthCap = BitRate(bytesPerSecond: Self.link / 4)
    var lone = LoneMigration(
      plan: plan, classes: guest(20_000, 1_000), bytesPerSecond: Self.link)
    lone.run()
    for round in lone.liveRounds {
      #expect(abs(round.rate.bytesPerSecond / (Self.link / 4) - 1) < 1e-6)
    }
    let last = lone.migration.rounds.last!
    #expect(last.pagesSent > 0 && abs(last.rate.bytesPerSecond / Self.link - 1) < 1e-4)
  }

  // n pages swept at s and sent at B: dn = B dt/(1 - st/n) pages are gone through, so that a pass
  // with skipping lasts T = (n/s)(1 - e^(-s/B)).
  @Test(arguments: [1_000.0, 5_000, 20_000])
  func `a pass over what is swept meanwhile lasts less for each page met`(sweep: Double) {
    let policy = StopPolicy(
      name: "one pass", maximumPasses: 1, threshold: 0, selection: .clean)
    let swept = PageClass(
      name: "swept", pages: 100_000, pattern: .sequential, writesPerSecond: sweep)
    let (lone, _) = Self.run(.preCopy, policy, classes: [swept])
    let expected = 100_000 / sweep * (1 - exp(-sweep / Self.rate))
    #expect(abs(lone.migration.rounds[0].duration.seconds / expected - 1) < 0.02)
  }
}
