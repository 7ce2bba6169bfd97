import CGSL
import MigrationSim
import Testing

@Suite struct `Binomial draws` {
  var stream = RandomSource(seed: 9, replication: 0).stream("binomial")

  @Test mutating func `what is certain draws nothing`() {
    let before = stream
    #expect(binomial(trials: 0, probability: 0.5, &stream) == 0)
    #expect(binomial(trials: 1000, probability: 0, &stream) == 0)
    #expect(binomial(trials: 1000, probability: -1e-17, &stream) == 0)
    #expect(binomial(trials: 1000, probability: 1, &stream) == 1000)
    #expect(binomial(trials: .max, probability: 1.0000000001, &stream) == .max)
    #expect(stream == before)
  }

  // Pearson's test against gsl_ran_binomial_pdf, cells of fewer than 20 expected draws taken
  // together; both of GSL's methods (inversion below a mean of 14, BTPE above) and p > 1/2.
  @Test(arguments: [
    (10, 0.3), (1000, 0.002), (100_000, 0.0001), (50, 0.5), (200, 0.9), (262_144, 0.001),
  ])
  mutating func `draws follow the binomial law`(trials: Int, probability: Double) {
    let count = 100_000
    var seen = [Int: Int]()
    for _ in 0..<count {
      seen[binomial(trials: trials, probability: probability, &stream), default: 0] += 1
    }
    #expect(seen.keys.allSatisfy { (0...trials).contains($0) })
    var statistic = 0.0
    var cells = 0
    var (expected, found) = (0.0, 0)
    for k in 0...min(trials, 2000) {
      expected += Double(count) * gsl_ran_binomial_pdf(UInt32(k), probability, UInt32(trials))
      found += seen[k, default: 0]
      guard expected >= 20 else { continue }
      statistic += (Double(found) - expected) * (Double(found) - expected) / expected
      (expected, found) = (0, 0)
      cells += 1
    }
    let p = gsl_cdf_chisq_Q(statistic, Double(cells - 1))
    #expect(cells > 5)
    #expect(p > 0.001 && p < 0.999)
  }

  // Mean n p and deviation √(n p (1-p)); 2³³ trials are drawn in eight parts.
  @Test(arguments: [1 << 31, 1 << 33]) mutating func `trials past 31 bits are drawn whole`(
    trials: Int
  ) {
    let mean = Double(trials) * 0.25
    let deviation = (Double(trials) * 0.25 * 0.75).squareRoot()
    let scores = (0..<2000).map { _ in
      (Double(binomial(trials: trials, probability: 0.25, &stream)) - mean) / deviation
    }
    #expect(abs(gsl_stats_mean(scores, 1, scores.count)) < 4 / 44.7)
    #expect(abs(gsl_stats_variance(scores, 1, scores.count) - 1) < 4 * (2.0 / 2000).squareRoot())
  }

  @Test mutating func `a rare event is as rare as it should be`() {
    let hits = (0..<10_000).reduce(0) { sum, _ in
      sum + binomial(trials: 1 << 20, probability: 1e-8, &stream)
    }
    // Poisson with mean 104.86 and deviation 10.2.
    #expect(abs(Double(hits) - 104.86) < 41)
  }
}
