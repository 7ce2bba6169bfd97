import BenchKit

extension TextReport {
  /// The page for benchmarks, with a line feed at its end.
  public func text(_ report: BenchReport) -> String {
    page([table(report), breaches(report), verdict(report)])
  }

  private func table(_ report: BenchReport) -> [String] {
    var table = TextTable(columns: [
      .init(heading: "Benchmark", isNumber: false),
      .init(heading: "unit", isNumber: false, rank: 2),
      .init(heading: "cpu_ns", unit: "median"), .init(heading: "", unit: "minimum"),
      .init(heading: "", unit: "interval"), .init(heading: "events"),
      .init(heading: "events", unit: "per_s"), .init(heading: "peak_kib", rank: 1),
      .init(heading: "hash", isNumber: false),
    ])
    table.rows = report.benchmarks.map { benchmark in
      let cpu = benchmark.cpuNs
      return [
        benchmark.name, benchmark.unit, number(cpu.median), number(cpu.minimum),
        interval(of: cpu),
        benchmark.events.map { "\($0)" } ?? "-",
        benchmark.eventsPerS.map { NumberText.fixed($0.median, 0) } ?? "-",
        benchmark.peakKib.map { "\($0)" } ?? "-", benchmark.hash,
      ]
    }
    let lines = table.lines(indent: 0, width: width)
    let head = lines.count - table.rows.count
    return lines.prefix(head)
      + zip(lines.dropFirst(head), report.benchmarks).map { line, benchmark in
        benchmark.breaches.isEmpty ? line : paint(.bad, line)
      }
  }

  /// To four digits, for more are noise.
  private func number(_ value: Double) -> String { NumberText.significant(value, 4) }

  /// How far the ends lie from the median.
  private func interval(of cpu: Estimate) -> String {
    guard let interval = cpu.interval else { return "-" }
    func percent(_ end: Double) -> String {
      let share = (end / max(cpu.median, 1e-9) - 1) * 100
      return NumberText.fixed(share.magnitude, 0)
    }
    return "-\(percent(interval.low))/+\(percent(interval.high)) %"
  }

  private func breaches(_ report: BenchReport) -> [String] {
    report.benchmarks.flatMap { benchmark in
      benchmark.breaches.flatMap { breach in
        paragraph("✗ \(benchmark.name): \(breach.message)", indent: 0, style: .bad)
      }
    }
  }

  private func verdict(_ report: BenchReport) -> [String] {
    let limited = report.benchmarks.filter(\.limited)
    guard !limited.isEmpty else { return [] }
    let past = limited.count { !$0.breaches.isEmpty }
    let free = report.benchmarks.filter { !$0.limited }.map(\.name)
    let count = NumberText.count(report.benchmarks.count, "benchmark")
    return paragraph(
      past == 0
        ? "✓ \(limited.count) of \(count) within limits"
        : "✗ \(past) of \(count) past limits", indent: 0,
      style: past == 0 ? .good : .bad)
      + (free.isEmpty
        ? [] : paragraph("without limits: \(free.joined(separator: ", "))", indent: 0))
  }
}
