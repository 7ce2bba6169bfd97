/// Two alternatives compared by their means: how much larger b is than a.
///
/// Pair by pair, where observations of equal numbers have had the same luck (common random
/// numbers): with the mean d and the standard deviation s of n differences b - a, t = d√n/s, and
/// the interval is d ± t(1 - α/2; n - 1)·s/√n. Valid where the mean difference is about normal.
/// Between independent samples the standard error is √(sₐ²/nₐ + s_b²/n_b), with Welch's degrees of
/// freedom (sₐ²/nₐ + s_b²/n_b)²/((sₐ²/nₐ)²/(nₐ - 1) + (s_b²/n_b)²/(n_b - 1)).
///
/// Without any variance the difference is known: the p-value is 0, or 1 where there is none.
///
/// Sources: Student, Biometrika 6 (1908) 1; B. L. Welch, Biometrika 34 (1947) 28; pairs under
/// common random numbers: A. M. Law, Simulation Modeling and Analysis, 5th ed., 10.2. Check value:
/// the sleep of Student's ten patients, 1.58 h longer, t = 4.0621, p = 0.00283.
public struct PairedComparison: Hashable, Codable, Sendable {
  /// Whether it was made pair by pair.
  public let isPaired: Bool
  /// Pairs; of independent samples, observations of the smaller one.
  public let count: Int
  /// The mean of b less that of a, in the unit of both.
  public let difference: Double
  public let interval: ConfidenceInterval
  /// Whole for pairs.
  public let degreesOfFreedom: Double
  /// Student's statistic; absent where nothing varies.
  public let t: Double?
  /// The probability of a t at least as far from zero if the true means are equal.
  public let pValue: Double

  /// Compares pair by pair: the first observations, as many as both samples have.
  ///
  /// Nil with fewer than two pairs, and with numbers that are not finite.
  public init?(_ a: [Double], _ b: [Double], confidence: Double = 0.95) {
    guard let difference = MeanDifference(paired: a, b) else { return nil }
    self.init(difference, isPaired: true, confidence: confidence)
  }

  /// Compares samples that have nothing in common; nil if one has fewer than two observations.
  public static func independent(
    _ a: [Double], _ b: [Double], confidence: Double = 0.95
  ) -> PairedComparison? {
    MeanDifference(independent: Moments(a), Moments(b)).flatMap {
      PairedComparison($0, isPaired: false, confidence: confidence)
    }
  }

  /// Nil unless the confidence lies between 0 and 1.
  init?(_ mean: MeanDifference, isPaired: Bool, confidence: Double) {
    guard confidence > 0, confidence < 1 else { return nil }
    self.isPaired = isPaired
    count = mean.count
    difference = mean.mean
    interval = mean.interval(halfWidth: mean.halfWidth(tail: (1 - confidence) / 2))
    degreesOfFreedom = mean.degreesOfFreedom
    t = mean.t
    pValue = mean.pValue
  }
}
