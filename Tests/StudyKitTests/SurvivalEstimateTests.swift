import MigrationSim
import StudyKit
import Testing

private typealias Case = SurvivalEstimate.Case

@Suite struct `A survival estimate` {
  private static func met(_ times: Double...) -> [Case] {
    times.map { Case(time: $0, isMet: true) }
  }

  private static func ended(_ times: Double...) -> [Case] {
    times.map { Case(time: $0, isMet: false) }
  }

  // 3/4 survive the first, and of the two that are watched at 3 one: 1 − 3/4 · 1/2.
  @Test func `counts those as watched that ended later`() throws {
    let estimate = SurvivalEstimate(Self.met(1, 3) + Self.ended(2, 4), within: 4)
    #expect(try #require(estimate.share) == 0.625)
    #expect(estimate.count == 2 && estimate.of == 4 && estimate.cutOff == 1)
    // Greenwood: (3/8)² (1/12 + 1/2) = 0.08203125; n* = 0.234375/0.08203125 = 2.857142857; Wilson's
    // interval for 0.625 of as many, computed in Python.
    let interval = try #require(estimate.interval)
    #expect(abs(interval.low - 0.17975742477721263) < 1e-9)
    #expect(abs(interval.high - 0.9268746379485057) < 1e-9)
  }

  @Test func `is the plain share where all were watched long enough`() throws {
    for deaths in 0...7 {
      let cases = (0..<7).map { Case(time: $0 < deaths ? Double($0) : 60, isMet: $0 < deaths) }
      let estimate = SurvivalEstimate(cases, within: 30)
      let proportion = Proportion(deaths, of: 7)
      #expect(abs(try #require(estimate.share) - proportion.share) < 1e-12)
      #expect(abs(try #require(estimate.interval).low - proportion.interval.low) < 1e-9)
      #expect(abs(try #require(estimate.interval).high - proportion.interval.high) < 1e-9)
      #expect(estimate.cutOff == 0)
    }
  }

  @Test func `says nothing of a time to which nobody was watched`() {
    let estimate = SurvivalEstimate(Self.met(1) + Self.ended(5, 6), within: 60)
    #expect(estimate.share == nil && estimate.interval == nil)
    #expect(estimate.count == 1 && estimate.cutOff == 2)
    #expect(SurvivalEstimate([], within: 60).share == nil)
  }

  @Test func `knows the end where all have met it`() {
    #expect(SurvivalEstimate(Self.met(1, 2, 5), within: 60).share == 1)
  }

  @Test func `counts every case without a span`() {
    let estimate = SurvivalEstimate(Self.met(1, 100) + Self.ended(0.5, 7))
    #expect(estimate.share == 0.5 && estimate.cutOff == 0)
    #expect(estimate.interval == Proportion(2, of: 4).interval)
  }

  // Half of the cases are cut off at times drawn by themselves, and the law is exponential: the
  // plain share of those that died would be far too small.
  @Test func `is not led astray by what was cut off`() throws {
    var stream = RandomSource(seed: 8, replication: 0).stream("survival")
    let cases = (0..<2000).map { _ in
      let death = stream.exponential(mean: 50)
      let end = stream.uniform() * 100
      return Case(time: min(death, end), isMet: death <= end)
    }
    let expected = 1 - 0.449328964117222  // e^(−40/50)
    let estimate = SurvivalEstimate(cases, within: 40)
    let interval = try #require(estimate.interval)
    #expect(interval.low < expected && expected < interval.high)
    #expect(interval.high - interval.low < 0.06)
    #expect(Double(estimate.count) / 2000 < expected - 0.08)
  }
}
