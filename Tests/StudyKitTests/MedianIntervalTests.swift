import Foundation
import StudyKit
import Testing

@Suite struct `The interval of a median` {
  /// Ranks from whole numbers, Python's math.comb: the largest k for which the sum of C(n, i) over
  /// i < k is at most 0.025 · 2^n; as in tables of the sign test (n = 100: 40 and 61).
  @Test(arguments: [(6, 1), (8, 1), (9, 2), (15, 4), (20, 6), (30, 10), (100, 40)])
  func `lies between order statistics`(count: Int, rank: Int) {
    // The observations are their ranks, the odd ones last.
    let sample =
      (1...count).filter { $0.isMultiple(of: 2) } + stride(from: 1, through: count, by: 2)
    let interval = ConfidenceInterval.ofMedian(sample.map(Double.init))
    #expect(interval == ConfidenceInterval(low: Double(rank), high: Double(count + 1 - rank)))
  }

  @Test func `is not told from fewer than six, nor from what is no number`() {
    #expect(ConfidenceInterval.ofMedian([]) == nil)
    #expect(ConfidenceInterval.ofMedian([1, 2, 3, 4, 5]) == nil)
    #expect(ConfidenceInterval.ofMedian([1, 2, 3, 4, 5, 6, .nan]) == nil)
  }

  /// Of skewed samples too it covers the median about as often as it says: 15 exponential ones,
  /// ln 2, in 0.9648 of all. 4000 samples have a standard error of 0.0029.
  @Test func `covers the median of a skewed distribution`() {
    var state: UInt64 = 20_260_101
    func uniform() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (Double(state >> 11) + 0.5) * 0x1p-53
    }
    let covered = (0..<4000).count { _ in
      let sample = (0..<15).map { _ in -log(uniform()) }
      guard let interval = ConfidenceInterval.ofMedian(sample) else { return false }
      return interval.low <= log(2) && log(2) <= interval.high
    }
    #expect(abs(Double(covered) / 4000 - 0.9648) < 4 * 0.0029)
  }
}
