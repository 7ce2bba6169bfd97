import MigrationSim
import Testing

private func idle(_ pages: Int) -> PageClass {
  PageClass(name: "idle", pages: pages, pattern: .random, writesPerSecond: 0)
}

private func swept(_ pages: Int, _ writesPerSecond: Double) -> PageClass {
  PageClass(name: "swept", pages: pages, pattern: .sequential, writesPerSecond: writesPerSecond)
}

private func hot(_ pages: Int, _ writesPerSecond: Double) -> PageClass {
  PageClass(name: "hot", pages: pages, pattern: .random, writesPerSecond: writesPerSecond)
}

@Suite struct `Xen's policy` {
  @Test func `an idle guest takes one live pass and an empty last one`() {
    var lone = LoneMigration(policy: .xen, classes: [idle(10_000)], pagesPerSecond: 10_000)
    lone.run()
    #expect(lone.migration.rounds.map(\.pagesSent) == [10_000, 0])
    #expect(lone.migration.stop == .belowThreshold)
  }

  // 10,000 pages at 10,000 pages/s while 40 pages/s are written: 40 dirty, fewer than 50.
  @Test func `a set below fifty pages is sent once more live`() {
    var lone = LoneMigration(
      policy: .xen, classes: [idle(9_000), swept(1_000, 40)], pagesPerSecond: 10_000)
    lone.run()
    #expect(lone.liveRounds.map(\.pagesSent) == [10_000, 40])
    #expect(lone.migration.rounds.count == 3)
  }

  @Test func `a busy guest is stopped after five live passes`() {
    var lone = LoneMigration(
      policy: .xen, classes: [idle(5_000), swept(5_000, 5_000)], pagesPerSecond: 10_000)
    lone.run()
    #expect(lone.liveRounds.count == 5)
    #expect(lone.migration.rounds.count == 6)
    #expect(lone.migration.stop == .passes)
  }
}

@Suite struct `Xen's legacy policy` {
  // Half a memory's worth goes out in each pass, for the guest writes each page twice a second.
  @Test func `stops once it has sent three times the memory`() {
    var lone = LoneMigration(
      policy: .xenLegacy, classes: [hot(10_000, 20_000)], pagesPerSecond: 10_000)
    lone.run()
    let sent = lone.liveRounds.map(\.pagesSent)
    #expect(lone.migration.stop == .volume)
    #expect(sent.reduce(0, +) > 30_000)
    #expect(sent.dropLast().reduce(0, +) <= 30_000)
  }

  // The hot pages are written ten times a second each: every pass finds most of them dirty again.
  @Test func `never makes more than 29 live passes`() {
    var lone = LoneMigration(
      policy: .xenLegacy, classes: [idle(100_000), hot(2_000, 20_000)], pagesPerSecond: 4_000)
    lone.run()
    #expect(lone.liveRounds.count == 29)
    #expect(lone.migration.stop == .passes)
  }

  @Test func `stops after a pass over fewer than fifty pages`() {
    var lone = LoneMigration(
      policy: .xenLegacy, classes: [idle(10_000), swept(1_000, 40)], pagesPerSecond: 10_000)
    lone.run()
    let last = lone.liveRounds.last!
    #expect(last.pagesSent + last.pagesSkipped < 50)
    #expect(lone.migration.stop == .belowThreshold)
  }

  @Test func `passes over no page in the last pass`() {
    var lone = LoneMigration(
      policy: .xenLegacy, classes: [swept(4_000, 8_000)], pagesPerSecond: 10_000)
    lone.run()
    let last = lone.migration.rounds.last!
    #expect(!last.isLive)
    #expect(last.pagesSkipped == 0)
    #expect(last.pagesSent == last.pagesToSend)
  }
}

@Suite struct `A custom policy` {
  @Test func `stops when nothing is dirty, even at a threshold of zero`() {
    let policy = StopPolicy(name: "custom", maximumPasses: nil, threshold: 0)
    var lone = LoneMigration(policy: policy, classes: [idle(1_000)], pagesPerSecond: 10_000)
    lone.run()
    #expect(lone.liveRounds.count == 1)
    #expect(lone.migration.stop == .belowThreshold)
  }

  @Test func `may give up at its limit`() {
    let policy = StopPolicy(name: "custom", maximumPasses: 3, threshold: 50, atLimit: .abort)
    var lone = LoneMigration(
      policy: policy, classes: [swept(5_000, 20_000)], pagesPerSecond: 10_000)
    lone.run()
    #expect(lone.effects == [.offerGuest, .abort])
    #expect(lone.liveRounds.count == 3)
    #expect(lone.migration.phase == .livePasses)
  }

  @Test func `may be limited in time`() {
    let policy = StopPolicy(
      name: "custom", maximumPasses: nil, threshold: 1, timeLimit: .seconds(1.2))
    var lone = LoneMigration(
      policy: policy, classes: [swept(5_000, 20_000)], pagesPerSecond: 10_000)
    lone.run()
    #expect(lone.migration.stop == .time)
    #expect(lone.liveRounds.last!.ended.seconds >= 1.2)
    #expect(lone.liveRounds.last!.began.seconds < 1.2)
  }
}
