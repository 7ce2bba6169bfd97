import StudyKit
import Testing

@Suite struct `A sample's summary` {
  /// Expected numbers from SciPy 1.17.1: numpy mean, std(ddof=1), percentile (type 7), and
  /// scipy.stats.t.interval(0.95, n - 1, loc=mean, scale=sd/sqrt(n)).
  struct Known: Sendable {
    let sample: [Double]
    let mean: Double, deviation: Double
    let low: Double, high: Double
    /// At 5, 25, 50, 75, 95 and 99 per cent.
    let percentiles: [Double]
  }

  static let known = [
    Known(
      sample: [430, 431, 429.5, 433, 441, 428, 430.25, 600], mean: 452.84375,
      deviation: 59.594603288145386, low: 403.02141483488765, high: 502.66608516511235,
      percentiles: [428.525, 429.875, 430.625, 435.0, 544.35, 588.87]),
    Known(
      sample: [1, 2, 3, 4, 5], mean: 3, deviation: 1.5811388300841898, low: 1.0367568385224428,
      high: 4.963243161477557, percentiles: [1.2, 2, 3, 4, 4.8, 4.96]),
    Known(
      sample: [-3, 7], mean: 2, deviation: 7.0710678118654755, low: -61.531023680873474,
      high: 65.53102368087347, percentiles: [-2.5, -0.5, 2, 4.5, 6.5, 6.9]),
  ]

  @Test(arguments: known) func `agrees with SciPy`(_ known: Known) throws {
    let summary = try #require(SampleSummary(known.sample))
    let interval = try #require(summary.interval)
    let found = [
      summary.mean, summary.standardDeviation ?? .nan, interval.low, interval.high,
      summary.percentile5, summary.percentile25, summary.median, summary.percentile75,
      summary.percentile95, summary.percentile99,
    ]
    let expected =
      [known.mean, known.deviation, known.low, known.high] + known.percentiles
    for (a, b) in zip(found, expected) { #expect(abs(a - b) < 1e-9 * max(1, abs(b))) }
    #expect(summary.count == known.sample.count)
    #expect(summary.minimum == known.sample.min())
    #expect(summary.maximum == known.sample.max())
  }

  @Test func `is the same in whatever order it was observed`() {
    let sample = (0..<101).map { Double($0 * 37 % 101) / 7 }
    #expect(SampleSummary(sample) == SampleSummary(sample.reversed()))
    #expect(SampleSummary(sample) == SampleSummary(sample.sorted()))
  }

  @Test func `has no spread for a single observation`() throws {
    let summary = try #require(SampleSummary([4.5]))
    #expect(summary.mean == 4.5)
    #expect(summary.percentile99 == 4.5)
    #expect(summary.standardDeviation == nil)
    #expect(summary.interval == nil)
  }

  @Test func `there is none of nothing, nor of what is not finite`() {
    #expect(SampleSummary([]) == nil)
    #expect(SampleSummary([1, .nan]) == nil)
    #expect(SampleSummary([1, .infinity]) == nil)
  }
}
