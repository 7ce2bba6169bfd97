import Foundation
import MigrationSim
import ReportKit
import StudyKit
import Testing

@Suite struct `A report of a calibration` {
  /// Rounds at which a sweep of 2000 pages a second went over 4000 pages of 10,000.
  private static let report: CalibrationReport = {
    let rounds = [
      MeasuredRound(number: 1, duration: 4, sent: 10_000, dirtied: 4000),
      MeasuredRound(number: 2, duration: 1.6, sent: 4000, dirtied: 3200),
      MeasuredRound(number: 3, duration: 1.28, sent: 3200, dirtied: 2560),
      MeasuredRound(number: 4, isLive: false, duration: 1, sent: 2560),
    ]
    guard
      let calibration = try? Calibration(
        fitting: MeasuredMigration(rounds, memory: 10_000), pattern: .sequential)
    else { preconditionFailure("three counts are enough for one class") }
    return CalibrationReport(calibration, source: "rounds\n.csv")
  }()

  @Test func `keeps within its columns`() {
    for width in [72, 80, 100] {
      let text = TextReport(width: width).text(Self.report)
      #expect(text.split(separator: "\n").allSatisfy { $0.count <= width })
      #expect(text.contains("1 sequential"))
      #expect(text.contains("of the fewest classes") || text.contains("No other number"))
    }
  }

  @Test func `writes a workload of whole pages, whatever the table is called`() {
    let lines = Self.report.workload.split(separator: "\n")
    #expect(lines[0].hasPrefix("# Page classes of rounds .csv, "))
    #expect(lines[2] == "classes:")
    #expect(lines.count == 5)
    // 4000 pages of 4 KiB, or the whole one below.
    let size = lines[4].firstMatch(of: /size: ([0-9]+) KiB, writes: ([0-9.]+) pages\/s/)
    #expect(size.flatMap { Int($0.1) }.map { [15_996, 16_000].contains($0) } == true)
    #expect(size.flatMap { Double($0.2) }.map { abs($0 - 2000) < 0.1 } == true)
  }

  @Test(arguments: [
    (0.0, "0"), (1, "1"), (28_812.345, "28812.3"), (0.45067622, "0.450676"),
    (1_234_567.8, "1234568"),
    (9.57386e-13, "9.57e-13"), (9.999e-7, "1e-6"), (1e12, "1e12"), (5.39e134, "5.39e134"),
    (1.43e-126, "1.43e-126"),
  ]) func `tells numbers of any size in a few digits`(value: Double, text: String) {
    #expect(CalibrationReport.significant(value) == text)
  }

  @Test func `is JSON with every estimate`() throws {
    let text = try JSONReport.text(Self.report)
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let classes = try #require(json["classes"] as? [[String: Any]])
    let pages = try #require(classes.first?["pages"] as? [String: Any])
    #expect(abs((pages["value"] as? Double ?? 0) - 4000) < 0.1)
    #expect(pages["interval"] != nil && pages["standard_error"] != nil)
    #expect(json["sender"] as? String == "plain")
    #expect((json["candidates"] as? [Any])?.count == 1)
  }
}
