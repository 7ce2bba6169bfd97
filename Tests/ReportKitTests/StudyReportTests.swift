import Foundation
import ReportKit
import StudyKit
import Testing

@Suite struct `The report on a study` {
  @Test func `reads as it should`() throws {
    try Golden.expect(
      TextReport(width: 80).text(HandMadeStudy.factorial()), toBe: "study-factorial-80.txt")
    try Golden.expect(
      TextReport(width: 80).text(HandMadeStudy.sampled("latin hypercube", points: 20)),
      toBe: "study-hypercube-80.txt")
    try Golden.expect(
      TextReport(width: 80).text(HandMadeStudy.sampled("sobol indices", points: 15)),
      toBe: "study-indices-80.txt")
  }

  @Test(arguments: [40, 60, 72, 80, 100, 132]) func `keeps within its columns`(width: Int) throws {
    let report = TextReport(width: width)
    let pages = [
      report.text(try HandMadeStudy.factorial()),
      report.text(try HandMadeStudy.sampled("sobol indices", points: 15)),
    ]
    for line in pages.joined(separator: "\n").split(separator: "\n") {
      #expect(line.count <= min(max(width, 72), 100), "\(line)")
      #expect(!line.hasSuffix(" "))
    }
  }

  @Test func `is JSON that reads back`() throws {
    let report = try HandMadeStudy.factorial()
    let text = try JSONReport.text(report)
    // The engine's version changes with its histories, and nothing here was simulated.
    try Golden.expect(
      text.replacing(EngineVersion.current, with: "0.1.0+0123456789ab"),
      toBe: "study-factorial.json")
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let again = try decoder.decode(StudyReport.self, from: Data(text.utf8))
    #expect(try JSONReport.text(again) == text)
    #expect(again.missing == 1 && again.runs == 71)
  }
}
