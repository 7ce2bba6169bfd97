import Foundation
import MigrationSim
import Testing

@Suite struct `The laws of slowing and rates` {
  // Clark et al. 2005, fig. 9: three rounds at 100 Mbit/s, though 62 were dirtied in the second;
  // the fourth at 189, since 139 were dirtied in the third. Those dirtied are of 10⁶ bits, those
  // sent of 2²⁰.
  @Test func `an adaptive rate follows the dirtying once that is faster, to the maximum`() {
    let rule = AdaptiveRate.clark2005
    let sent = { (megabits: Double) in BitRate(bitsPerSecond: megabits * 0x1p20) }
    let pages = { (megabits: Double) in megabits * 1e6 / 8 / 4096 }
    #expect(rule.next(after: sent(100), dirtying: pages(62)) == sent(100))
    let fourth = rule.next(after: sent(100), dirtying: pages(139))
    #expect(abs(fourth.bitsPerSecond / sent(189).bitsPerSecond - 1) < 1e-12)
    #expect(rule.next(after: sent(189), dirtying: pages(600)) == sent(500))
    #expect(rule.next(after: sent(500), dirtying: pages(300)) == sent(500))
  }

  @Test func `a migration at an adaptive rate begins at the minimum and ends at the maximum`() {
    var lone = LoneMigration(
      policy: .clark2005,
      classes: [
        PageClass(name: "hot", pages: 4_000, pattern: .random, writesPerSecond: 8_000)
      ], pagesPerSecond: 50_000)
    lone.run()
    #expect(lone.caps.first == 100 * 0x1p20 / 8 && lone.caps.last == 500 * 0x1p20 / 8)
    var rate = AdaptiveRate.clark2005.minimum
    for (round, next) in zip(lone.liveRounds, lone.liveRounds.dropFirst()) {
      rate = AdaptiveRate.clark2005.next(after: rate, dirtying: round.dirtyRate)
      #expect(abs(next.rate.bitsPerSecond / rate.bitsPerSecond - 1) < 1e-3)
    }
  }

  // 12,000 pages at 10,000/s: each pass lasts more than a second, so that each is looked at, and
  // every second look is a step.
  @Test func `auto-converge goes up by its ladder, a step every second sync`() {
    var policy = StopPolicy.qemu
    policy.downtimeLimit = .milliseconds(1)
    policy.throttle = .autoConverge
    policy.timeLimit = .seconds(28)
    var lone = LoneMigration(
      policy: policy,
      classes: [
        PageClass(name: "hot", pages: 12_000, pattern: .random, writesPerSecond: 1e8)
      ], pagesPerSecond: 10_000)
    lone.run()
    let ladder = [0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.99, 0.99]
    #expect(lone.liveRounds.count > 20)
    for (index, round) in lone.liveRounds.prefix(22).enumerated() {
      #expect(abs(round.throttle - ladder[index / 2]) < 1e-9, "pass \(index + 1)")
    }
  }

  // 1000 (1 - e^(-s)) = 316.06 for s = 0.37989; as many as it dirties needs no slowing.
  @Test func `a limit on dirtying is met by the speed that dirties so many`() {
    let memory = GuestMemory(classes: [
      PageClass(name: "hot", pages: 1_000, pattern: .random, writesPerSecond: 1_000)
    ])
    #expect(abs(memory.dirtiedInASecond(at: 1) - 632.1205588) < 1e-6)
    #expect(abs(memory.speed(dirtying: 316.0602794) - 0.3798854930) < 1e-8)
    #expect(memory.speed(dirtying: 633) == 1)
  }

  // A second of work dirties 632.12 of 1000 pages, at 1 ms each: t = τ + c D(τ).
  @Test func `work between faults takes its time and theirs`() {
    var memory = GuestMemory(classes: [
      PageClass(name: "hot", pages: 1_000, pattern: .random, writesPerSecond: 1_000)
    ])
    memory.startLogging(faultCost: .milliseconds(1), at: .zero)
    memory.advance(to: .zero + .seconds(1.6321205588))
    #expect(abs(memory.lost.logDirty - 0.6321205588) < 1e-8)
    #expect(memory.lost.slowed == 0)
  }

  @Test func `time lost to a lower speed is what is not run`() {
    var memory = GuestMemory(classes: [])
    memory.setSpeed(0.25, at: .zero)
    memory.advance(to: .zero + .seconds(8))
    #expect(abs(memory.lost.slowed - 6) < 1e-12)
  }
}

@Suite struct `A trace of writes` {
  private static let trace = WriteTrace(
    begins: [.zero, .seconds(1), .seconds(3)], rates: [100, 0, 50], length: .seconds(5))

  // 100 in the first second, none in the next two, 100 in the last two: 200 each time round.
  @Test(arguments: [(0.0, 0.0), (0.5, 50), (2, 100), (4, 150), (5, 200), (12, 500), (14, 550)])
  func `counts its writes, and begins again`(seconds: Double, writes: Double) {
    #expect(abs(Self.trace.writes(until: .seconds(seconds)) - writes) < 1e-9)
  }

  @Test(arguments: WritePattern.allCases)
  func `turns the law of dirtying round`(pattern: WritePattern) {
    let dirtied = [632.12, 10, 0, 999]
    let begins = (0..<4).map { SimDuration.seconds(Double($0)) }
    let trace = WriteTrace(
      begins: begins, length: .seconds(4), dirtied: dirtied, of: 1_000, pattern: pattern)
    for (rate, count) in zip(trace.rates, dirtied) {
      let chance = DirtyLaw.probability(pattern, writes: rate, pages: 1_000)
      #expect(abs(chance * 1_000 - count) < 1e-9)
    }
    if pattern == .random { #expect(abs(trace.rates[0] - 1_000) < 0.01) }
  }
}

@Suite struct `What goes on QEMU's wire` {
  // 8 bytes a page, one more for a page of zeros, and 4096 for one of data.
  @Test func `pages of zeros are a mark`() {
    var lone = LoneMigration(
      plan: MigrationPlan(
        strategy: .stopAndCopy, policy: .qemu, profile: .instant, wire: .qemu),
      classes: [
        PageClass(
          name: "free", pages: 3_000, pattern: .random, writesPerSecond: 0, contents: .zero),
        PageClass(name: "data", pages: 2_000, pattern: .random, writesPerSecond: 0),
      ], bytesPerSecond: 1e8)
    lone.run()
    let round = lone.migration.rounds[0]
    #expect(round.pagesZero == 3_000 && round.pagesSent == 2_000)
    #expect(round.bytes.bytes == 3_000 * 9 + 2_000 * 4_104)
  }

  // All pages are dirty after each pass. The first pass keeps nothing, the second fills the cache,
  // and from the third on only what has changed is sent: a fifth of each page.
  @Test func `differences are sent of what is kept, from the third pass on`() {
    var wire = WireFormat.qemu
    wire.deltaCachePages = 2_000
    var lone = LoneMigration(
      plan: MigrationPlan(
        policy: StopPolicy(name: "five", maximumPasses: 5, threshold: 0), profile: .instant,
        wire: wire),
      classes: [
        PageClass(
          name: "hot", pages: 2_000, pattern: .random, writesPerSecond: 1e7, changed: 0.2)
      ], bytesPerSecond: 1e6)
    lone.run()
    let whole = Int64(2_000 * 4_104)
    let changed = Int64((2_000 * (8 + 4_096 * 0.2)).rounded())
    #expect(
      lone.migration.rounds.map(\.bytes.bytes)
        == [whole, whole, changed, changed, changed, changed])
  }
}
