/// The count, mean and variance of numbers that come one by one.
///
/// Welford's recurrence: with δ = x - m, m grows by δ/n and Σ(x - m)² by δ(x - m), the last m being
/// the new one. Nothing cancels, however far the numbers lie from zero.
///
/// Source: B. P. Welford, Technometrics 4 (1962) 419. Check value: 1, 2, 3, 4 have the mean 2.5 and
/// the variance 5/3.
struct Moments: Hashable, Sendable {
  private(set) var count = 0
  private(set) var mean = 0.0
  private(set) var sumOfSquares = 0.0
  /// The largest amount among what the numbers were computed from.
  private(set) var scale = 0.0

  init() {}

  init(_ sample: some Sequence<Double>) {
    for value in sample { add(value) }
  }

  mutating func add(_ value: Double) { add(value, scale: abs(value)) }

  /// Adds a number that was computed from others, the largest of which is `scale`.
  mutating func add(_ value: Double, scale: Double) {
    count += 1
    let deviation = value - mean
    mean += deviation / Double(count)
    sumOfSquares += deviation * (value - mean)
    self.scale = max(self.scale, scale)
  }

  var isFinite: Bool { mean.isFinite && sumOfSquares.isFinite && scale.isFinite }

  /// With n - 1; zero where it is no more than rounding leaves, and for fewer than two numbers.
  var variance: Double {
    guard count >= 2 else { return 0 }
    let variance = sumOfSquares / Double(count - 1)
    return Rounding.hides(variance.squareRoot(), at: scale) ? 0 : variance
  }
}
