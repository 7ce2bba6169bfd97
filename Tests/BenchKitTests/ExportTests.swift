import BenchKit
import Foundation
import ReportKit
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct `A report of benchmarks` {
  static let report: BenchReport = {
    var report = BenchReport(Sample.two, size: .full, repetitions: 8, thresholds: Sample.limits)
    // The tests' own build has them.
    report.assertions = false
    return report
  }()

  @Test func `is written as it has always been`() throws {
    try Golden.expect(JSONReport.text(Self.report), toBe: "bench.json")
    try Golden.expect(Self.report.gitHub, toBe: "github.json")
    try Golden.expect(Self.report.bencher, toBe: "bencher.json")
    try Golden.expect(Self.report.jUnit, toBe: "junit.xml")
    try Golden.expect(TextReport().text(Self.report), toBe: "bench.txt")
    try Golden.expect(TextReport(width: 100).text(Self.report), toBe: "bench-wide.txt")
  }

  @Test func `comes back from its JSON`() throws {
    let text = try JSONReport.text(Self.report)
    #expect(try JSONReport.report(BenchReport.self, from: text) == Self.report)
    #expect(text.contains("\"cpu_ns\"") && text.contains("\"events_per_s\""))
  }

  /// As `src/extract.ts` of github-action-benchmark takes it: a list of objects with a name, a
  /// unit and a finite value; range and extra are strings, where there are any.
  @Test func `is a list of points for github-action-benchmark`() throws {
    let points = try #require(try object(Self.report.gitHub) as? [[String: Any]])
    #expect(points.count == 4)
    for point in points {
      #expect(point["name"] is String && point["unit"] is String)
      #expect((point["value"] as? Double)?.isFinite == true)
      #expect(point["range"] == nil || point["range"] is String)
      #expect(point["extra"] is String)
      #expect(Set(point.keys).isSubset(of: ["name", "unit", "value", "range", "extra"]))
    }
    #expect(Set(points.compactMap { $0["name"] as? String }).count == points.count)
  }

  /// As the schema of Bencher Metric Format has it: two levels of names, then a value and perhaps
  /// its bounds, all numbers.
  @Test func `is a table of metrics for Bencher`() throws {
    let benchmarks = try #require(
      try object(Self.report.bencher) as? [String: [String: [String: Double]]])
    #expect(Set(benchmarks.keys) == ["migration", "reading-6.J"])
    #expect(Set(benchmarks["reading-6.J"]?.keys ?? [:].keys) == ["latency"])
    let latency = try #require(benchmarks["migration"]?["latency"])
    #expect(latency == ["value": 40_634.75, "lower_value": 39_900, "upper_value": 47_000])
  }

  @Test func `is a suite of tests for JUnit's readers`() throws {
    let reader = SuiteReader()
    let parser = XMLParser(data: Data(Self.report.jUnit.utf8))
    parser.delegate = reader
    #expect(parser.parse())
    #expect(
      reader.counts == [
        "testsuites": 1, "testsuite": 1, "testcase": 2, "failure": 1,
        "system-out": 2,
      ])
    #expect(reader.failures == "1")
  }

  private func object(_ text: String) throws -> Any {
    try JSONSerialization.jsonObject(with: Data(text.utf8))
  }
}

/// Counts the elements of a document.
private final class SuiteReader: NSObject, XMLParserDelegate {
  var counts: [String: Int] = [:]
  var failures: String?

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    counts[name, default: 0] += 1
    if name == "testsuite" { failures = attributes["failures"] }
  }
}
