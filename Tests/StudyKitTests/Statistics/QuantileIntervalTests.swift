import StudyKit
import Testing

@Suite struct `The interval of a quantile` {
  /// Ranks from sums of Python's fractions.Fraction over math.comb: the largest l with
  /// P(B < l) ≤ α/2 and the smallest u with P(B ≥ u) ≤ α/2.
  @Test(arguments: [
    (100, 0.9, 0.95, 84, 96), (72, 0.95, 0.95, 64, 72), (73, 0.95, 0.95, 65, 73),
    (1000, 0.99, 0.95, 983, 997), (20, 0.25, 0.9, 2, 9), (200, 0.95, 0.99, 181, 198),
    (50, 0.75, 0.95, 31, 44),
  ]) func `lies between order statistics`(
    count: Int, p: Double, confidence: Double, low: Int, high: Int
  ) {
    let interval = ConfidenceInterval.quantile(
      p, ofSorted: (1...count).map(Double.init), confidence: confidence)
    #expect(interval == ConfidenceInterval(low: Double(low), high: Double(high)))
  }

  @Test(arguments: 6...120) func `is the median's at a half`(count: Int) {
    let sorted = (1...count).map(Double.init)
    #expect(
      ConfidenceInterval.quantile(0.5, ofSorted: sorted) == ConfidenceInterval.ofMedian(sorted))
  }

  @Test(arguments: [0.1, 0.25, 0.75, 0.9]) func `mirrors the opposite quantile's`(p: Double) {
    for count in 40...60 {
      let sorted = (1...count).map(Double.init)
      let interval = ConfidenceInterval.quantile(p, ofSorted: sorted)
      let mirrored = ConfidenceInterval.quantile(1 - p, ofSorted: sorted)
      #expect(interval?.low == mirrored.map { Double(count + 1) - $0.high })
      #expect(interval?.high == mirrored.map { Double(count + 1) - $0.low })
    }
  }

  @Test func `is not told from too few, of no quantile, nor from what is no number`() {
    let sorted = (1...71).map(Double.init)
    #expect(ConfidenceInterval.quantile(0.95, ofSorted: sorted) == nil)
    #expect(ConfidenceInterval.quantile(0.05, ofSorted: sorted) == nil)
    #expect(ConfidenceInterval.quantile(0.5, ofSorted: []) == nil)
    #expect(ConfidenceInterval.quantile(0, ofSorted: sorted) == nil)
    #expect(ConfidenceInterval.quantile(1, ofSorted: sorted) == nil)
    #expect(ConfidenceInterval.quantile(0.5, ofSorted: sorted, confidence: 1) == nil)
    #expect(ConfidenceInterval.quantile(0.5, ofSorted: sorted + [.infinity]) == nil)
  }
}
