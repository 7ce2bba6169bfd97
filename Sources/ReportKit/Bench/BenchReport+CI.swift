import BenchKit

/// The forms in which services that watch benchmarks read them.
extension BenchReport {
  /// A point for github-action-benchmark, as its tool `customSmallerIsBetter` takes a list of.
  struct GitHubPoint: Encodable {
    let name: String
    let unit: String
    let value: Double
    var range: String?
    let extra: String
  }

  /// Costs and counts for github-action-benchmark's `customSmallerIsBetter`: a list of objects with
  /// `name`, `unit`, `value`, and for people `range` and `extra`.
  public var gitHub: String {
    get throws { try JSONReport.text(benchmarks.flatMap(\.gitHubPoints)) }
  }

  /// What Bencher knows of one measure: `lower_value` and `upper_value` where there is an interval.
  struct BencherMetric: Encodable {
    let value: Double
    var lowerValue: Double?
    var upperValue: Double?
  }

  /// Bencher Metric Format: by benchmark and measure, `value`, `lower_value` and `upper_value`.
  /// `latency` is CPU time of a unit [ns], `throughput` events a second: both are measures that
  /// every project has.
  public var bencher: String {
    get throws {
      try JSONReport.text(
        Dictionary(benchmarks.map { ($0.name, $0.bencherMetrics) }) { first, _ in first })
    }
  }
}

extension BenchReport.Benchmark {
  fileprivate var gitHubPoints: [BenchReport.GitHubPoint] {
    let extra = "\(about)\nhash \(hash)"
    var points = [
      BenchReport.GitHubPoint(
        name: "\(name): cpu_ns", unit: "ns/\(unit)", value: cpuNs.median,
        range: cpuNs.interval.map {
          "± \(NumberText.significant(max($0.high - cpuNs.median, cpuNs.median - $0.low), 3))"
        }, extra: "minimum \(NumberText.significant(cpuNs.minimum, 4)) ns\n\(extra)")
    ]
    if let events {
      points.append(
        .init(name: "\(name): events", unit: "events", value: Double(events), extra: extra))
    }
    if let peakKib {
      points.append(
        .init(name: "\(name): peak_kib", unit: "KiB", value: Double(peakKib), extra: extra))
    }
    return points
  }

  fileprivate var bencherMetrics: [String: BenchReport.BencherMetric] {
    func metric(_ estimate: Estimate) -> BenchReport.BencherMetric {
      .init(
        value: estimate.median, lowerValue: estimate.interval?.low,
        upperValue: estimate.interval?.high)
    }
    var metrics = ["latency": metric(cpuNs)]
    metrics["throughput"] = eventsPerS.map(metric)
    metrics["events"] = events.map { .init(value: Double($0)) }
    metrics["peak_kib"] = peakKib.map { .init(value: Double($0)) }
    return metrics
  }
}
