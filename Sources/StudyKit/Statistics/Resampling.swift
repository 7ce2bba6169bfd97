import CGSL
import MigrationSim

/// Resamples of rows with replacement, as Efron's bootstrap draws them.
///
/// Source: B. Efron, R. J. Tibshirani, An Introduction to the Bootstrap, 6 and 13.3.
struct Resampling {
  /// How often each row stands in the latest resample; they sum to the number of rows.
  private(set) var counts: [Double]
  private var stream: RandomStream

  /// - Parameter name: the stream's, so that each use has luck of its own.
  init(rows: Int, _ name: String, seed: UInt64) {
    counts = [Double](repeating: 0, count: rows)
    stream = RandomSource(seed: seed, replication: 0).stream(name)
  }

  mutating func draw() {
    let rows = UInt64(counts.count)
    counts.withUnsafeMutableBufferPointer { counts in
      counts.update(repeating: 0)
      // The upper word of the product is below `rows`; its bias, rows/2⁶⁴, is beyond notice.
      for _ in 0..<rows { counts[Int(rows.multipliedFullWidth(by: stream.next()).high)] += 1 }
    }
  }
}

extension ConfidenceInterval {
  /// From the α/2 to the 1 - α/2 quantile of what resamples came to; nil of fewer than two.
  ///
  /// Quantiles interpolate between order statistics as in `SampleSummary`.
  static func percentiles(of resampled: [Double], confidence: Double) -> ConfidenceInterval? {
    guard resampled.count >= 2 else { return nil }
    let sorted = resampled.sorted()
    func quantile(_ p: Double) -> Double {
      gsl_stats_quantile_from_sorted_data(sorted, 1, sorted.count, p)
    }
    let tail = (1 - confidence) / 2
    return ConfidenceInterval(low: quantile(tail), high: quantile(1 - tail))
  }
}
