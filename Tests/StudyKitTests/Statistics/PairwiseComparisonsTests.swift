import StudyKit
import Testing

@Suite struct `Comparisons of all pairs` {
  static let samples = [
    [12.1, 10.4, 11.3, 13.0, 12.2], [11.0, 10.1, 10.2, 12.4, 11.1],
    [14.2, 12.3, 12.9, 16.1, 13.0], [12.0, 10.9, 11.0, 13.2, 12.6],
  ]

  /// Expected numbers from SciPy 1.17.1 and statsmodels 0.15.0: stats.ttest_rel and ttest_ind
  /// (equal_var=False) of each two, confidence_interval(1 - 0.05/6), multipletests "holm".
  struct Known: Sendable {
    let isPaired: Bool
    /// Of each pair: p, p after Holm, the simultaneous interval.
    let rows: [[Double]]
  }

  static let known = [
    Known(
      isPaired: true,
      rows: [
        [0.007199665812919637, 0.02800453352472314, -1.6459100498530757, -0.03408995014692473],
        [0.007001133381180785, 0.02800453352472314, 0.09141289256338503, 3.7085871074366157],
        [0.40443286409221463, 0.40443286409221463, -0.5892664765907958, 0.8692664765907956],
        [0.0011031438862639882, 0.006618863317583929, 1.1561624582237864, 4.323837541776215],
        [0.0019469410295196946, 0.009734705147598473, 0.32197719975967076, 1.6380228002403294],
        [0.01356414036581141, 0.02800453352472314, -3.787001873940966, 0.2670018739409652],
      ]),
    Known(
      isPaired: false,
      rows: [
        [0.2023669695250715, 0.4384436972661267, -2.946358678429661, 1.2663586784296612],
        [0.051120696174117464, 0.2556034808705873, -1.047070179893212, 4.847070179893209],
        [0.829223360744187, 0.829223360744187, -2.0454248534175337, 2.3254248534175312],
        [0.01142836814904072, 0.06857020889424432, -0.19405939976581932, 5.674059399765817],
        [0.1461478990887089, 0.4384436972661267, -1.1406566995538707, 3.100656699553868],
        [0.06641029849882772, 0.2656411939953109, -4.710278490152347, 1.1902784901523473],
      ]),
  ]

  @Test(arguments: known) func `agree with SciPy and statsmodels`(_ known: Known) throws {
    let found = PairwiseComparisons(Self.samples, isPaired: known.isPaired)
    #expect(found.pairs.map(\.first) == [0, 0, 0, 1, 1, 2])
    #expect(found.pairs.map(\.second) == [1, 2, 3, 2, 3, 3])
    for (pair, row) in zip(found.pairs, known.rows) {
      #expect(isClose(pair.comparison.pValue, row[0], within: 1e-9))
      #expect(isClose(pair.adjustedP, row[1], within: 1e-9))
      #expect(isClose(pair.simultaneousInterval.low, row[2], within: 1e-8))
      #expect(isClose(pair.simultaneousInterval.high, row[3], within: 1e-8))
    }
    #expect(try survivesJSON(found))
  }

  @Test func `are those of each two alone`() {
    let found = PairwiseComparisons(Self.samples, isPaired: true, confidence: 0.9)
    for pair in found.pairs {
      let (a, b) = (Self.samples[pair.first], Self.samples[pair.second])
      #expect(pair.comparison == PairedComparison(a, b, confidence: 0.9))
    }
    let apart = PairwiseComparisons(Self.samples, isPaired: false)
    for pair in apart.pairs {
      let (a, b) = (Self.samples[pair.first], Self.samples[pair.second])
      #expect(pair.comparison == PairedComparison.independent(a, b))
    }
  }

  @Test func `of two alternatives cost nothing`() throws {
    let pairs = PairwiseComparisons(Array(Self.samples.prefix(2)), isPaired: true).pairs
    let pair = try #require(pairs.first)
    #expect(pairs.count == 1)
    #expect(pair.adjustedP == pair.comparison.pValue)
    #expect(pair.simultaneousInterval == pair.comparison.interval)
  }

  @Test func `are none of what cannot be compared`() {
    #expect(PairwiseComparisons([], isPaired: true).pairs.isEmpty)
    #expect(PairwiseComparisons([[1, 2]], isPaired: true).pairs.isEmpty)
    #expect(PairwiseComparisons([[1], [2]], isPaired: true).pairs.isEmpty)
    let some = PairwiseComparisons([[1, 2], [.nan, 1], [2, 5]], isPaired: true).pairs
    #expect(some.map(\.first) == [0] && some.map(\.second) == [2])
  }

  /// All true differences are within the intervals in 95 of 100 studies or more: of 1000, fewer
  /// than 0.95 by at most three standard errors of 0.0069.
  @Test func `cover all differences together`() {
    var luck = Luck("simultaneous intervals")
    let means = [0.0, 0.5, 0.5, 2.0]
    let covered = (0..<1000).count { _ in
      let shared = luck.normals(8)
      let samples = means.map { mean in shared.map { $0 + mean + luck.normal(deviation: 0.8) } }
      return PairwiseComparisons(samples, isPaired: true).pairs.allSatisfy { pair in
        let difference = means[pair.second] - means[pair.first]
        let interval = pair.simultaneousInterval
        return interval.low <= difference && difference <= interval.high
      }
    }
    #expect(covered >= 930)
    #expect(covered < 1000)
  }
}
