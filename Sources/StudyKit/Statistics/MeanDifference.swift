/// By how much the mean of b exceeds that of a, and how well that is known.
struct MeanDifference {
  /// Pairs; of independent samples, observations of the smaller one.
  let count: Int
  let mean: Double
  /// Zero where the difference is the same without luck.
  let standardError: Double
  let degreesOfFreedom: Double

  private init?(count: Int, mean: Double, variance: Double, freedom: Double, scale: Double) {
    guard mean.isFinite, variance.isFinite else { return nil }
    self.count = count
    standardError = variance.squareRoot()
    degreesOfFreedom = freedom
    self.mean = variance == 0 && Rounding.hides(mean, at: scale) ? 0 : mean
  }

  /// Over pairs of equal numbers: the first ones, as many as both samples have.
  init?(paired a: [Double], _ b: [Double]) {
    let count = min(a.count, b.count)
    guard count >= 2 else { return nil }
    var moments = Moments()
    for index in 0..<count {
      moments.add(b[index] - a[index], scale: max(abs(a[index]), abs(b[index])))
    }
    guard moments.isFinite else { return nil }
    self.init(
      count: count, mean: moments.mean, variance: moments.variance / Double(count),
      freedom: Double(count - 1), scale: moments.scale)
  }

  /// Of independent samples, whose variances may differ (Welch and Satterthwaite).
  init?(independent a: Moments, _ b: Moments) {
    guard a.count >= 2, b.count >= 2, a.isFinite, b.isFinite else { return nil }
    let first = a.variance / Double(a.count)
    let second = b.variance / Double(b.count)
    let variance = first + second
    // Of shares, since squares of variances may be past the largest number.
    let share = variance > 0 ? first / variance : 0.5
    let inverse =
      share * share / Double(a.count - 1) + (1 - share) * (1 - share) / Double(b.count - 1)
    self.init(
      count: min(a.count, b.count), mean: b.mean - a.mean, variance: variance,
      freedom: 1 / inverse, scale: max(a.scale, b.scale))
  }

  /// How far a bound lies from the mean that errs on its side with the probability `tail`.
  func halfWidth(tail: Double) -> Double {
    guard standardError > 0 else { return 0 }
    return Student.quantile(tail: tail, degreesOfFreedom: degreesOfFreedom) * standardError
  }

  func interval(halfWidth half: Double) -> ConfidenceInterval {
    ConfidenceInterval(low: mean - half, high: mean + half)
  }

  /// The mean in standard errors; nil without any.
  var t: Double? { standardError > 0 ? mean / standardError : nil }

  var pValue: Double {
    guard let t else { return mean == 0 ? 1 : 0 }
    return Student.pValue(t, degreesOfFreedom: degreesOfFreedom)
  }
}
