import CGSL
import MigrationSim
import Testing

@Suite struct `Hypergeometric draws` {
  var stream = RandomSource(seed: 10, replication: 0).stream("hypergeometric")

  @Test mutating func `what is certain draws nothing`() {
    let before = stream
    #expect(hypergeometric(successes: 0, failures: 9, drawn: 5, &stream) == 0)
    #expect(hypergeometric(successes: 9, failures: 0, drawn: 5, &stream) == 5)
    #expect(hypergeometric(successes: 4, failures: 9, drawn: 13, &stream) == 4)
    #expect(hypergeometric(successes: 4, failures: 9, drawn: 0, &stream) == 0)
    #expect(stream == before)
  }

  // Pearson's test against gsl_ran_hypergeometric_pdf, cells of fewer than 20 draws together.
  @Test(arguments: [
    (300, 700, 500), (5, 10, 7), (20_000, 3, 4_000), (1_000, 99_000, 1_024), (900, 100, 950),
  ])
  mutating func `draws follow the law`(successes: Int, failures: Int, drawn: Int) {
    let count = 40_000
    var seen = [Int: Int]()
    for _ in 0..<count {
      let k = hypergeometric(successes: successes, failures: failures, drawn: drawn, &stream)
      seen[k, default: 0] += 1
    }
    var (statistic, cells, expected, found) = (0.0, 0, 0.0, 0)
    for k in 0...min(drawn, successes) {
      expected +=
        Double(count)
        * gsl_ran_hypergeometric_pdf(
          UInt32(k), UInt32(successes), UInt32(failures), UInt32(drawn))
      found += seen[k, default: 0]
      guard expected >= 20 else { continue }
      statistic += (Double(found) - expected) * (Double(found) - expected) / expected
      (expected, found) = (0, 0)
      cells += 1
    }
    let p = gsl_cdf_chisq_Q(statistic, Double(cells - 1))
    #expect(cells > 2)
    #expect(p > 0.001 && p < 0.9999)
  }

  // Mean d s/N and variance d (s/N)(f/N)(N - d)/(N - 1), of numbers past 32 bits too.
  @Test(arguments: [(10_000_000, 30_000_000, 5_000_000), (1 << 33, 1 << 34, 1 << 20)])
  mutating func `large numbers have the law's mean and variance`(
    successes: Int, failures: Int, drawn: Int
  ) {
    let all = Double(successes + failures)
    let share = Double(successes) / all
    let mean = Double(drawn) * share
    let variance = mean * (1 - share) * (all - Double(drawn)) / (all - 1)
    let scores = (0..<1_000).map { _ in
      let k = hypergeometric(
        successes: successes, failures: failures, drawn: drawn, &stream)
      return (Double(k) - mean) / variance.squareRoot()
    }
    #expect(abs(gsl_stats_mean(scores, 1, scores.count)) < 4 / 31.6)
    #expect(abs(gsl_stats_variance(scores, 1, scores.count) - 1) < 4 * 0.0447)
  }
}
