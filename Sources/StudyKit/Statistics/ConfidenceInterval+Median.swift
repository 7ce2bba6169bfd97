extension ConfidenceInterval {
  /// The interval of a median at 95 %, whatever the distribution, from order statistics.
  ///
  /// `quantile` with p = 1/2: of n observations in order it goes from the kth to the (n + 1 - k)th,
  /// with the largest k for which 1 - 2 P(B ≤ k - 1) is at least 0.95, B being binomial with n and
  /// a half: so many observations fall below the median. Valid for independent observations of a
  /// continuous quantity; nil for fewer than six, of which even the extremes do not cover it so
  /// often.
  ///
  /// Source: H. A. David, H. N. Nagaraja, Order Statistics, 3rd ed., 7.1. Check value: of 15
  /// observations the 4th and the 12th, 0.9648.
  public static func ofMedian(_ sample: [Double]) -> ConfidenceInterval? {
    quantile(0.5, ofSorted: sample.sorted())
  }
}
