import StudyKit
import Testing

@Suite struct `A choice of the best` {
  static let samples = `Comparisons of all pairs`.samples

  /// Expected numbers from NumPy 2.4.6 and SciPy 1.17.1: means, std(ddof=1), stats.t.isf, put
  /// together as the sources of `BestChoice` have it.
  @Test func `screens, and tells how much may be lost`() throws {
    func choice(_ smallerIsBetter: Bool, _ isPaired: Bool, _ confidence: Double) throws
      -> BestChoice
    {
      try #require(
        BestChoice(
          Self.samples, smallerIsBetter: smallerIsBetter, isPaired: isPaired,
          confidence: confidence))
    }
    for confidence in [0.8, 0.95] {
      let smallest = try choice(true, true, confidence)
      #expect(smallest.leader == 1 && smallest.candidates == [1] && smallest.margin == 0)
      let largest = try choice(false, true, confidence)
      #expect(largest.leader == 2 && largest.candidates == [2] && largest.margin == 0)
    }
    let apart = try choice(true, false, 0.95)
    #expect(apart.leader == 1 && apart.candidates == [0, 1, 3])
    #expect(isClose(apart.margin, 0.7129357463112709, within: 1e-9))
    let bolder = try choice(true, false, 0.8)
    #expect(isClose(bolder.margin, 0.17067398230281117, within: 1e-9))
    let largest = try choice(false, false, 0.95)
    #expect(largest.leader == 2 && largest.candidates == [0, 2, 3])
    #expect(isClose(largest.margin, 0.38159099148726083, within: 1e-9))
    #expect(try choice(false, false, 0.8).candidates == [2])

    let check = try #require(
      BestChoice([[1, 2, 3], [2, 2, 5]], smallerIsBetter: true, isPaired: true))
    #expect(check.leader == 0 && check.candidates == [0, 1] && check.count == 3)
    #expect(isClose(check.margin, 0.6858544608470485))
    #expect(try survivesJSON(check))
  }

  @Test func `is the same for the largest of what is turned upside down`() {
    var luck = Luck("upside down")
    for _ in 0..<50 {
      let samples = (0..<4).map { _ in luck.normals(6) }
      let turned = samples.map { $0.map { -$0 } }
      for isPaired in [true, false] {
        #expect(
          BestChoice(samples, smallerIsBetter: true, isPaired: isPaired)
            == BestChoice(turned, smallerIsBetter: false, isPaired: isPaired))
      }
    }
  }

  @Test func `hangs on no order of the alternatives`() throws {
    var luck = Luck("alternatives in any order")
    for _ in 0..<50 {
      let samples = (0..<6).map { _ in luck.normals(8) }
      let order = luck.shuffled(Array(samples.indices))
      for isPaired in [true, false] {
        let one = try #require(
          BestChoice(samples, smallerIsBetter: true, isPaired: isPaired))
        let other = try #require(
          BestChoice(order.map { samples[$0] }, smallerIsBetter: true, isPaired: isPaired))
        #expect(order[other.leader] == one.leader)
        #expect(other.candidates.map { order[$0] }.sorted() == one.candidates)
        #expect(isClose(other.margin, one.margin, within: 1e-12))
      }
    }
  }

  @Test func `is sure where nothing varies`() throws {
    for isPaired in [true, false] {
      let choice = try #require(
        BestChoice(
          [[5, 5, 5], [4, 4, 4], [0.1 + 3.9, 4, 4]], smallerIsBetter: true, isPaired: isPaired))
      #expect(choice.leader == 1 && choice.candidates == [1, 2] && choice.margin == 0)
    }
    // The luck of a replication is the same in both, and drops out.
    let shifted = try #require(
      BestChoice([[9, 1, 5], [8.5, 0.5, 4.5]], smallerIsBetter: true, isPaired: true))
    #expect(shifted.leader == 1 && shifted.candidates == [1] && shifted.margin == 0)
    let unpaired = try #require(
      BestChoice([[9, 1, 5], [8.5, 0.5, 4.5]], smallerIsBetter: true, isPaired: false))
    #expect(unpaired.candidates == [0, 1] && unpaired.margin > 5)
  }

  @Test func `has one alternative only, or takes the first of equal ones`() throws {
    let only = try #require(BestChoice([[3, 4]], smallerIsBetter: true, isPaired: true))
    #expect(only.leader == 0 && only.candidates == [0] && only.margin == 0)
    let equal = try #require(BestChoice([[3, 4], [3, 4]], smallerIsBetter: true, isPaired: true))
    #expect(equal.leader == 0 && equal.candidates == [0, 1] && equal.margin == 0)
  }

  @Test func `there is none of nothing, of fewer than two, nor of what is not finite`() {
    #expect(BestChoice([], smallerIsBetter: true, isPaired: true) == nil)
    #expect(BestChoice([[1], [2]], smallerIsBetter: true, isPaired: true) == nil)
    #expect(BestChoice([[1, 2], [2]], smallerIsBetter: true, isPaired: false) == nil)
    #expect(BestChoice([[1, 2], [2, .nan]], smallerIsBetter: true, isPaired: false) == nil)
  }

  /// In 2000 studies what is told must be true in 95 of 100 or more; a share of 0.95 has a standard
  /// error of 0.0049.
  @Test(arguments: [[0.0, 0.3, 0.3, 0.6, 1.0], [0.0, 0.0, 0.0, 0.0, 0.0], [0.0, 0.1, 0.1, 4, 5]])
  func `keeps its guarantee`(means: [Double]) throws {
    var luck = Luck("guarantee")
    var (held, sizes) = (0, 0)
    for _ in 0..<2000 {
      // The common part is larger than what sets the alternatives apart.
      let common = (0..<10).map { _ in luck.normal(deviation: 2) }
      let samples = means.indices.map { place in
        common.map { $0 + means[place] + luck.normal(deviation: 0.5 + 0.2 * Double(place)) }
      }
      let choice = try #require(BestChoice(samples, smallerIsBetter: true, isPaired: true))
      let isHeld =
        choice.candidates.contains(0) && means[choice.leader] - means[0] <= choice.margin
      held += isHeld ? 1 : 0
      sizes += choice.candidates.count
    }
    #expect(Double(held) / 2000 >= 0.95 - 3 * 0.0049)
    #expect(held < 2000)
    // All are candidates where all are equal, few where most are far off.
    if means[4] > 4 { #expect(Double(sizes) / 2000 < 3) }
  }

  @Test func `keeps its guarantee between independent samples of unlike variances`() throws {
    var luck = Luck("guarantee without pairs")
    let means = [0.0, 0.4, 0.4, 0.8]
    let held = try (0..<2000).count { _ in
      let samples = means.indices.map { place in
        (0..<(8 + 2 * place)).map { _ in
          luck.normal(means[place], deviation: 1.5 - 0.3 * Double(place))
        }
      }
      let choice = try #require(BestChoice(samples, smallerIsBetter: true, isPaired: false))
      return choice.candidates.contains(0) && means[choice.leader] - means[0] <= choice.margin
    }
    #expect(Double(held) / 2000 >= 0.95 - 3 * 0.0049)
    #expect(held < 2000)
  }
}
