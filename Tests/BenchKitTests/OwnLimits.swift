import BenchKit
import Foundation
import Testing

/// What the project holds its own changes against.
enum OwnLimits {
  static let benchmarks = Golden.tests.deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Benchmarks")
}

@Suite struct `The limits on what is counted` {
  @Test func `are of workloads that there are`() throws {
    let text = try String(
      contentsOf: OwnLimits.benchmarks.appending(path: "counts.csv"), encoding: .utf8)
    let rows = text.split(separator: "\n").dropFirst().map { $0.split(separator: ",") }
    #expect(rows.count >= 8)
    for row in rows {
      #expect(row.count == 8, "\(row)")
      let workload = Workload.standard.first { $0.name == row[0] }
      #expect(workload?.unit == String(row[2]), "\(row[0])")
    }
  }
}
