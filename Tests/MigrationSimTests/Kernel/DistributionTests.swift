import CGSL
import MigrationSim
import Testing

@Suite struct `Distributions` {
  static let count = 200_000

  func draws(_ law: Distribution) -> [Double] {
    var stream = RandomSource(seed: 6, replication: 0).stream("\(law)")
    return (0..<Self.count).map { _ in law.draw(&stream) }
  }

  /// The p-value of Pearson's test that `cumulative` makes the numbers uniform.
  func pValue(_ numbers: [Double], _ cumulative: (Double) -> Double) -> Double {
    var cells = [Double](repeating: 0, count: 200)
    for x in numbers { cells[min(Int(cumulative(x) * 200), 199)] += 1 }
    let expected = Double(numbers.count) / 200
    let statistic = cells.reduce(0) { $0 + ($1 - expected) * ($1 - expected) / expected }
    return gsl_cdf_chisq_Q(statistic, 199)
  }

  @Test func `a constant draws nothing from its stream`() {
    var stream = RandomSource(seed: 6, replication: 0).stream("x")
    let before = stream
    #expect(Distribution.constant(4.5).draw(&stream) == 4.5)
    #expect(stream == before)
  }

  // The cumulative laws are GSL's.
  @Test func `each law draws what its cumulative distribution says`() {
    let p = [
      pValue(draws(.uniform(low: -2, high: 5))) { gsl_cdf_flat_P($0, -2, 5) },
      pValue(draws(.exponential(mean: 0.3))) { gsl_cdf_exponential_P($0, 0.3) },
      pValue(draws(.normal(mean: 10, deviation: 4))) { gsl_cdf_gaussian_P($0 - 10, 4) },
      pValue(draws(.lognormal(median: 3, sigma: 0.5))) {
        gsl_cdf_lognormal_P($0, naturalLogarithm(3), 0.5)
      },
      pValue(draws(.gamma(shape: 2.5, scale: 0.2))) { gsl_cdf_gamma_P($0, 2.5, 0.2) },
      pValue(draws(.gamma(shape: 0.5, scale: 2))) { gsl_cdf_gamma_P($0, 0.5, 2) },
    ]
    for value in p { #expect(value > 0.001 && value < 0.999, "\(p)") }
  }

  // The mean of n draws has deviation σ/√n; four of them are allowed.
  @Test(
    arguments: [
      (.uniform(low: -2, high: 5), 1.5, 49.0 / 12),
      (.exponential(mean: 0.3), 0.3, 0.09),
      (.normal(mean: 10, deviation: 4), 10, 16),
      // median² e^(σ²) (e^(σ²) - 1)
      (.lognormal(median: 3, sigma: 0.5), 3 * 1.1331484530668263, 9 * 1.2840254 * 0.2840254),
      (.gamma(shape: 2.5, scale: 0.2), 0.5, 2.5 * 0.04),
    ] as [(Distribution, Double, Double)])
  func `means and variances are those of the law`(
    law: Distribution, mean: Double, variance: Double
  ) {
    let numbers = draws(law)
    #expect(abs(law.mean - mean) < 1e-12)
    let found = gsl_stats_mean(numbers, 1, numbers.count)
    #expect(abs(found - mean) < 4 * (variance / Double(Self.count)).squareRoot())
    let foundVariance = gsl_stats_variance(numbers, 1, numbers.count)
    #expect(abs(foundVariance / variance - 1) < 0.03)
  }

  @Test func `a duration is never negative and follows the law cut off at zero`() {
    var stream = RandomSource(seed: 6, replication: 0).stream("durations")
    let law = Distribution.normal(mean: 1, deviation: 1)
    let spans = (0..<Self.count).map { _ in law.drawDuration(&stream).seconds }
    #expect(spans.allSatisfy { $0 >= 0 })
    // μ + σ φ(μ/σ)/Φ(μ/σ) = 1 + 0.24197/0.84134; the cut law's deviation is below 0.8.
    #expect(abs(gsl_stats_mean(spans, 1, spans.count) - 1.28760) < 4 * 0.8 / 447)
    let below = gsl_cdf_gaussian_P(-1, 1)
    let p = pValue(spans) { (gsl_cdf_gaussian_P($0 - 1, 1) - below) / (1 - below) }
    #expect(p > 0.001 && p < 0.999)
  }

  @Test func `a duration whose law is about a negative mean is a programmer's error`() async {
    await #expect(processExitsWith: .failure) {
      var stream = RandomSource(seed: 6, replication: 0).stream("durations")
      _ = Distribution.normal(mean: -1, deviation: 1).drawDuration(&stream)
    }
  }
}
