import Foundation
import ReportKit
import ScenarioKit
import Testing
import ValidationKit

@Suite struct `The validation` {
  @Test func `is what its document says`() async throws {
    let suite = try ValidationSuite.bundled()
    let results = await suite.run(threads: 2)
    let report = ValidationReport(suite, results, replications: ValidationSuite.replications)
    let text = ValidationDocument(report).text
    let url = Repository.root
      .appending(path: "Sources/MigrationSim/MigrationSim.docc/Validation.md")
    if ProcessInfo.processInfo.environment["XENMOTION_UPDATE_EXPECTED"] != nil {
      try text.write(to: url, atomically: true, encoding: .utf8)
    }
    let expected = try String(contentsOf: url, encoding: .utf8)
    let place = zip(text.split(separator: "\n"), expected.split(separator: "\n"))
      .first { $0 != $1 }
    #expect(
      text == expected,
      """
      \(place.map { "'\($0)' is not '\($1)'" } ?? "the length"); with XENMOTION_UPDATE_EXPECTED=1 \
      it is renewed
      """)
  }

  @Test func `fails nowhere, and misses nothing that it could have met`() async throws {
    let suite = try ValidationSuite.bundled()
    let results = await suite.run(threads: 2)
    #expect(results.count >= 80)
    for result in results {
      let figure = "\(result.target.id) \(result.comparison.metric.name)"
      #expect(result.verdict != .fail, "\(figure): \(result.error ?? .nan)")
      #expect(
        !result.isMet || result.comparison.knownMiss == nil,
        "\(figure) is listed as a miss, and is met")
    }
  }

  @Test func `keeps within the columns of a terminal`() async throws {
    let suite = try ValidationSuite.bundled()
    let results = await suite.run(replications: 2, threads: 2)
    let report = ValidationReport(suite, results, replications: 2)
    for width in [80, 100] {
      let lines = TextReport(width: width).text(report).split(separator: "\n")
      #expect(lines.count > results.count)
      for line in lines { #expect(line.count <= width, "\(line)") }
    }
  }

  @Test func `is told alike by the text, the JSON and the CSV`() async throws {
    let suite = try ValidationSuite.bundled().selecting(["XT", "C8", "SM_bw10"])
    let results = await suite.run(replications: 1)
    let report = ValidationReport(suite, results, replications: 1)
    #expect(try JSONReport.report(ValidationReport.self, from: JSONReport.text(report)) == report)
    let lines = report.csv.split(separator: "\n")
    #expect(lines.count == 1 + report.figures.count + report.uncovered.count)
    #expect(report.figures.map(\.target) == ["XT1", "XT2", "SM_bw10", "SM_bw100"])
    #expect(report.uncovered.count == 7)
    let text = TextReport().text(report)
    #expect(text.contains("1 of 2 checks met, 2 fitted, 1 known miss, 0 failed"))
  }

  @Test func `uses every measured system that comes with the program`() throws {
    let used = Set(try ValidationSuite.bundled().systems.map { "validation/\($0.name)" })
    #expect(used == Set(ScenarioLoader.validationNames))
  }

  @Test func `gives the same figures on any number of threads`() async throws {
    let suite = try ValidationSuite.bundled().selecting(["C3-6_oltp", "xend-2012-pv128"])
    var texts: [String] = []
    for threads in [1, 2, 5] {
      let results = await suite.run(replications: 5, threads: threads)
      texts.append(ValidationReport(suite, results, replications: 5).csv)
    }
    #expect(texts[0].split(separator: "\n").count == 1 + 8 + 18)
    #expect(texts[0] == texts[1])
    #expect(texts[0] == texts[2])
  }
}
