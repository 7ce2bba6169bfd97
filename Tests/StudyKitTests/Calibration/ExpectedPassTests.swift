import Foundation
import MigrationSim
import StudyKit
import Testing

@Suite struct `An expected pass` {
  // dS = e^(-λt) dp and dS = B dt: a pass over N pages lasts ln(1 + λN/B)/λ. Batches of a 512th of
  // the set lengthen it by less than a thousandth of N/B.
  @Test(arguments: [0.01, 0.3, 1, 5, 20])
  func `over one random class lasts a logarithm`(rate: Double) {
    let all = ExpectedClass(pattern: .random, pages: 10_000, rate: rate)
    let pass = ExpectedPass(
      over: [10_000], of: [all], idle: 0, pagesPerSecond: 10_000, batch: 1)
    let expected = log(1 + rate) / rate
    #expect(abs(pass.duration - expected) < 1e-3)
    #expect(abs(pass.sent - 10_000 * pass.duration) < 1e-6)
  }

  @Test func `in whole batches lasts longer, as each is chosen at its start`() {
    let all = ExpectedClass(pattern: .random, pages: 10_000, rate: 1)
    let pass = ExpectedPass(over: [10_000], of: [all], idle: 0, pagesPerSecond: 10_000)
    #expect(abs(pass.duration - 0.7192) < 1e-4)
  }

  // A sweep that begins with the set meets it after r(t) = rt/n: n/r (1 - e^(-r/B)), with n pages,
  // all of them in the set, and r = λn writes a second.
  @Test(arguments: [0.2, 1, 4]) func `over a swept class lasts its closed form`(ratio: Double) {
    let swept = ExpectedClass(pattern: .sequential, pages: 20_000, rate: ratio)
    let pass = ExpectedPass(
      over: [20_000], of: [swept], idle: 0, pagesPerSecond: 20_000, batch: 1)
    #expect(abs(pass.duration - (1 - exp(-ratio)) / ratio) < 2e-3)
  }

  @Test func `over idle pages takes as long as they take to send`() {
    let pass = ExpectedPass(over: [], of: [], idle: 30_000, pagesPerSecond: 10_000)
    #expect(abs(pass.duration - 3) < 1e-9)
    #expect(abs(pass.sent - 30_000) < 1e-6)
  }

  // The engine decides batch by batch; so does this, and lasts as long on average over 20 seeds.
  @Test func `of two classes lasts as long as the engine's`() {
    let classes = [
      PageClass(name: "hot", pages: 6_000, pattern: .random, writesPerSecond: 18_000),
      PageClass(name: "swept", pages: 9_000, pattern: .sequential, writesPerSecond: 12_000),
      PageClass(name: "idle", pages: 15_000, pattern: .random, writesPerSecond: 0),
    ]
    let seeds = UInt64(1)...20
    let sent = seeds.map {
      EngineRounds.measured(classes, pagesPerSecond: [20_000], sender: .skip, seed: $0).rounds[0]
        .sent
    }
    let expected = ExpectedPass(
      over: [6_000, 9_000],
      of: [
        ExpectedClass(pattern: .random, pages: 6_000, rate: 3),
        ExpectedClass(pattern: .sequential, pages: 9_000, rate: 4.0 / 3),
      ], idle: 15_000, pagesPerSecond: 20_000)
    let mean = sent.reduce(0, +) / 20
    #expect(abs(mean / expected.sent - 1) < 2e-3)
  }

  @Test func `dirties what the law of dirtying says`() {
    let random = ExpectedClass(pattern: .random, pages: 1000, rate: 2)
    #expect(abs(random.dirtied(within: 0.5) - 632.12) < 0.01)
    let swept = ExpectedClass(pattern: .sequential, pages: 1000, rate: 2)
    #expect(swept.dirtied(within: 0.25) == 500)
    #expect(swept.dirtied(within: 9) == 1000)
  }
}
