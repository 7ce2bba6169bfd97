import BenchKit
import Foundation
import Testing

@Suite struct `The project's own limits` {
  private static let benchmarks = Golden.tests.deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Benchmarks")

  @Test func `are of every workload, and what it comes to`() throws {
    let path = Self.benchmarks.appending(path: "thresholds.yaml").path(percentEncoded: false)
    let thresholds = try Thresholds.load(path: path, size: .smoke)
    for known in `The standard workloads`.known {
      let limits = try #require(thresholds.limits(of: known.name))
      #expect(limits.hash == known.hash && limits.events == known.events, "\(known.name)")
    }
  }

  @Test func `on what is counted are of workloads that there are`() throws {
    let text = try String(
      contentsOf: Self.benchmarks.appending(path: "counts.csv"), encoding: .utf8)
    let rows = text.split(separator: "\n").dropFirst().map { $0.split(separator: ",") }
    #expect(rows.count >= 8)
    for row in rows {
      #expect(row.count == 7, "\(row)")
      let workload = Workload.standard.first { $0.name == row[0] }
      #expect(workload?.unit == String(row[2]), "\(row[0])")
    }
  }
}
