import StudyKit
import Testing

@Suite struct `A comparison of two alternatives` {
  /// Student's patients: hours of sleep gained by each of two drugs, Biometrika 6 (1908) 1.
  static let a = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
  static let b = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]

  /// Expected numbers from SciPy 1.17.1, stats.ttest_rel(b, a) and its confidence_interval.
  @Test func `pair by pair agrees with SciPy`() throws {
    let found = try #require(PairedComparison(Self.a, Self.b))
    #expect(found.isPaired && found.count == 10 && found.degreesOfFreedom == 9)
    #expect(isClose(found.difference, 1.58))
    #expect(isClose(found.t, 4.062127683382037))
    #expect(isClose(found.pValue, 0.002832890197384273))
    #expect(isClose(found.interval.low, 0.7001142367230175))
    #expect(isClose(found.interval.high, 2.459885763276983))
    let surer = try #require(PairedComparison(Self.a, Self.b, confidence: 0.99))
    #expect(isClose(surer.interval.low, 0.31594811489517505))
    #expect(isClose(surer.interval.high, 2.8440518851048253))
    #expect(surer.pValue == found.pValue)
  }

  /// Expected numbers from SciPy 1.17.1, stats.ttest_ind(b, a, equal_var=False).
  @Test func `between independent samples agrees with SciPy`() throws {
    let found = try #require(PairedComparison.independent(Self.a, Self.b))
    #expect(!found.isPaired && found.count == 10)
    #expect(isClose(found.difference, 1.58))
    #expect(isClose(found.degreesOfFreedom, 17.776473516178488))
    #expect(isClose(found.t, 1.8608134674868526))
    #expect(isClose(found.pValue, 0.0793941401873583, within: 1e-9))
    #expect(isClose(found.interval.low, -0.20548323071171137, within: 1e-9))
    #expect(isClose(found.interval.high, 3.3654832307117104, within: 1e-9))

    let unequal = try #require(
      PairedComparison.independent(
        [430, 431, 429.5, 433, 441, 428, 430.25, 600], [431, 433.5, 428], confidence: 0.9))
    #expect(unequal.count == 3)
    #expect(isClose(unequal.degreesOfFreedom, 7.079139197710769))
    #expect(isClose(unequal.t, -1.041677783494191))
    #expect(isClose(unequal.pValue, 0.33182378786545697, within: 1e-9))
    #expect(isClose(unequal.interval.low, -61.975207832192005, within: 1e-9))
    #expect(isClose(unequal.interval.high, 17.95437449885862, within: 1e-9))
  }

  @Test func `changes its sign with its sides`() throws {
    let there = try #require(PairedComparison(Self.a, Self.b))
    let back = try #require(PairedComparison(Self.b, Self.a))
    #expect(there.difference == -back.difference && there.pValue == back.pValue)
    #expect(there.interval.low == -back.interval.high)
  }

  @Test func `is the same in whatever order the pairs stand`() throws {
    var luck = Luck("pairs in any order")
    let found = try #require(PairedComparison(Self.a, Self.b))
    for _ in 0..<20 {
      let order = luck.shuffled(Array(Self.a.indices))
      let other = try #require(
        PairedComparison(order.map { Self.a[$0] }, order.map { Self.b[$0] }))
      #expect(isClose(other.pValue, found.pValue, within: 1e-13))
      #expect(isClose(other.interval.low, found.interval.low, within: 1e-13))
    }
  }

  @Test func `takes of unequal samples the pairs that both have`() {
    #expect(PairedComparison(Self.a + [1000], Self.b) == PairedComparison(Self.a, Self.b))
  }

  @Test func `knows the difference where nothing varies`() throws {
    // 0.1 + 0.2 is not 0.3 but for rounding, and that must not count as a difference.
    for (a, b, difference, p) in [
      ([3.0, 4], [5.0, 6], 2.0, 0.0), ([3, 4], [3, 4], 0, 1),
      ([0.1 + 0.2, 0.1 + 0.2], [0.3, 0.3], 0, 1), ([0.1, 0.2, 0.7], [0.4, 0.5, 1.0], 0.3, 0),
    ] {
      let found = try #require(PairedComparison(a, b))
      #expect(isClose(found.difference, difference) && found.pValue == p && found.t == nil)
      #expect(found.interval.low == found.difference)
      #expect(found.interval.high == found.difference)
      #expect(try survivesJSON(found))
    }
    let apart = try #require(PairedComparison.independent([7, 7], [9, 9, 9]))
    #expect(apart.difference == 2 && apart.pValue == 0 && apart.t == nil)
    #expect(try survivesJSON(apart))
  }

  @Test func `there is none of fewer than two, nor of what is not finite`() {
    #expect(PairedComparison([1], [2]) == nil)
    #expect(PairedComparison([], []) == nil)
    #expect(PairedComparison([1, 2, .nan], [1, 2, 3]) == nil)
    #expect(PairedComparison([1, 2], [1, .infinity]) == nil)
    #expect(PairedComparison([1e308, -1e308], [-1e308, 1e308]) == nil)
    #expect(PairedComparison([1, 2], [1, 3], confidence: 1) == nil)
    #expect(PairedComparison.independent([1], [1, 2]) == nil)
    #expect(PairedComparison.independent([1, .nan], [1, 2]) == nil)
  }
}
