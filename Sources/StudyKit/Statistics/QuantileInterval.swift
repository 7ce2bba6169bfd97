import CGSL

extension ConfidenceInterval {
  /// The interval of a quantile, whatever the distribution, from order statistics.
  ///
  /// Of n observations in order it goes from the lth to the uth. With B binomial with n and p, so
  /// many observations as fall below the quantile, l is the largest with P(B ≤ l - 1) ≤ α/2 and u
  /// the smallest with P(B ≥ u) ≤ α/2, α = 1 - confidence. Valid for independent observations of a
  /// continuous quantity, and on the safe side for others; nil where n is too small for it, as for
  /// the 95th percentile at 95 % below 72, and where an observation is not finite.
  ///
  /// Source: H. A. David, H. N. Nagaraja, Order Statistics, 3rd ed., 7.1; GSL,
  /// `gsl_cdf_binomial_P`. Check value: p = 0.9 of 100 observations, the 84th and the 96th.
  ///
  /// - Parameter sorted: the observations, the smallest first.
  public static func quantile(
    _ p: Double, ofSorted sorted: [Double], confidence: Double = 0.95
  ) -> ConfidenceInterval? {
    guard p > 0, p < 1, confidence > 0, confidence < 1, sorted.allSatisfy(\.isFinite) else {
      return nil
    }
    let tail = (1 - confidence) / 2
    let fromBelow = rank(p, count: sorted.count, tail: tail)
    // From above, as many fall beyond as of the mirrored sample fall below.
    let fromAbove = rank(1 - p, count: sorted.count, tail: tail)
    guard fromBelow > 0, fromAbove > 0 else { return nil }
    return ConfidenceInterval(low: sorted[fromBelow - 1], high: sorted[sorted.count - fromAbove])
  }

  /// The largest l with P(B ≤ l - 1) ≤ tail, B binomial with `count` and p; zero if there is none.
  private static func rank(_ p: Double, count: Int, tail: Double) -> Int {
    // The probability grows with the rank: halve the ranks in question.
    var (rank, end) = (0, count + 1)
    while rank + 1 < end {
      let middle = (rank + end) / 2
      if gsl_cdf_binomial_P(UInt32(middle - 1), p, UInt32(count)) <= tail {
        rank = middle
      } else {
        end = middle
      }
    }
    return rank
  }
}
