import ReportKit
import Testing

@Suite struct `The text report` {
  @Test(arguments: [80, 100]) func `reads as it should`(width: Int) throws {
    let report = TextReport(width: width)
    try Golden.expect(report.text(Sample.good), toBe: "good-\(width).txt")
    try Golden.expect(report.text(Sample.bad), toBe: "bad-\(width).txt")
    try Golden.expect(report.text(Sample.study), toBe: "study-\(width).txt")
    try Golden.expect(report.text(Sample.badStudy), toBe: "bad-study-\(width).txt")
  }

  @Test(arguments: 40...110) func `keeps within its columns`(width: Int) {
    let report = TextReport(width: width)
    let pages = [
      report.text(Sample.good), report.text(Sample.bad), report.text(Sample.study),
      report.text(Sample.badStudy),
    ]
    for line in pages.joined(separator: "\n").split(separator: "\n") {
      #expect(line.count <= min(max(width, 72), 100), "\(line)")
    }
  }

  /// A guest of 256 GiB whose first pass takes an hour, after a day.
  @Test func `keeps within its columns where numbers are large`() {
    var report = Sample.good
    report.migrations[0].rounds[0].beganS = 86_400
    report.migrations[0].rounds[0].durationMs = 3_600_000
    report.migrations[0].rounds[0].pagesToSend = 67_108_864
    report.migrations[0].rounds[0].pagesSent = 66_108_864
    report.migrations[0].rounds[0].pagesSkipped = 1_000_000
    report.migrations[0].rounds[0].pagesDirtied = 12_345_678
    report.migrations[0].rounds[0].bytes = 275_414_777_856
    let lines = TextReport().text(report).split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 80 })
    #expect(lines.contains { $0.hasPrefix("1 ") && $0.contains("67108864") })
  }

  // A legacy sender makes 30 passes at the most: those are all shown.
  @Test(arguments: [30, 40, 41, 10_000])
  func `shows the first and the last rounds where there are many`(count: Int) {
    var report = Sample.good
    let round = report.migrations[0].rounds[0]
    report.migrations[0].rounds = (1...count).map { number in
      var round = round
      round.number = number
      return round
    }
    let lines = TextReport().text(report).split(separator: "\n")
    func isShown(_ number: Int) -> Bool { lines.contains { $0.hasPrefix("\(number) ") } }
    #expect((1...count).filter(isShown) == (1...count).filter { $0 <= 30 || $0 > count - 10 })
    #expect(lines.contains { $0.contains("\(count - 40) more") } == (count > 40))
  }

  @Test func `has no blank at the end of a line`() {
    for page in [TextReport().text(Sample.good), TextReport().text(Sample.study)] {
      #expect(!page.split(separator: "\n").contains { $0.hasSuffix(" ") })
    }
  }

  @Test func `says the same in colour`() {
    let colour = Painter(.always, isTerminal: false, environment: [:])
    for report in [Sample.good, Sample.bad] {
      let coloured = TextReport(painter: colour).text(report)
      #expect(coloured.contains("\u{1B}["))
      #expect(
        coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "") == TextReport().text(report))
    }
  }

  @Test func `tells every reason of every step`() {
    let text = TextReport(width: 100).text(Sample.good)
    for reason in Sample.good.steps.flatMap(\.reasons) { #expect(text.contains(reason.code)) }
  }

  @Test func `can be made again from its JSON`() throws {
    let again = try JSONReport.report(RunReport.self, from: JSONReport.text(Sample.bad))
    #expect(TextReport().text(again) == TextReport().text(Sample.bad))
  }
}

@Suite struct `Colour` {
  static let choices: [(Painter.Choice, Bool, [String: String], Bool)] = [
    (.auto, true, ["TERM": "xterm"], true),
    (.auto, false, ["TERM": "xterm"], false),
    (.auto, true, ["NO_COLOR": "1"], false),
    // no-color.org: an empty value does not count.
    (.auto, true, ["NO_COLOR": ""], true),
    (.auto, true, ["TERM": "dumb"], false),
    (.always, false, ["NO_COLOR": "1", "TERM": "dumb"], true),
    (.never, true, [:], false),
  ]

  @Test(arguments: choices) func `is lent where it is wanted`(
    choice: Painter.Choice, isTerminal: Bool, environment: [String: String], isOn: Bool
  ) {
    let painter = Painter(choice, isTerminal: isTerminal, environment: environment)
    #expect(TextReport(painter: painter).text(Sample.good).contains("\u{1B}[") == isOn)
  }
}
