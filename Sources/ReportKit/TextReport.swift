/// A run as a page of text: what was done and what came of it, for a terminal or a projector.
public struct TextReport: Sendable {
  /// The columns that a line may have; 72 to 100.
  let width: Int
  let paint: Painter

  /// - Parameter width: the columns of the terminal; the page keeps within 72 to 100 of them.
  public init(width: Int = 80, painter: Painter = .plain) {
    self.width = min(max(width, 72), 100)
    paint = painter
  }

  /// The page for one run, with a line feed at its end.
  public func text(_ report: RunReport) -> String {
    let sections =
      [header(report), about(report), timeline(report), explanation(report)]
      + report.migrations.map(migration)
      + [restarts(report), pings(report), machines(report), checks(report), footer(report)]
    return page(sections)
  }

  /// The sections that have something to say, a blank line between them.
  func page(_ sections: [[String]]) -> String {
    sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") + "\n" }
      .joined(separator: "\n")
  }

  /// A section's heading over a rule; `aside` stands at the right, below if there is no room.
  func heading(_ title: String, aside: String = "", asideStyle: Painter.Style = .faint) -> [String]
  {
    var lines = paragraph(title, indent: 0, style: .heading)
    let room = width - aside.count
    if !aside.isEmpty, title.count + 2 <= room {
      lines[0] += String(repeating: " ", count: room - title.count) + paint(asideStyle, aside)
    } else if !aside.isEmpty {
      lines.append(paint(asideStyle, aside))
    }
    return lines + [paint(.faint, String(repeating: "─", count: width))]
  }

  /// `text` after `indent` columns, its first line after `lead`, which is as wide.
  func paragraph(_ text: String, indent: Int, lead: String? = nil, style: Painter.Style? = nil)
    -> [String]
  {
    let blank = String(repeating: " ", count: indent)
    return Layout.wrap(text, width: width - indent).enumerated().map { number, line in
      (number == 0 ? lead ?? blank : blank) + (style.map { paint($0, line) } ?? line)
    }
  }

  private func header(_ report: RunReport) -> [String] {
    let good = report.steps.count(where: \.asExpected)
    let held = report.checks.count(where: \.holds)
    let checks =
      report.checks.isEmpty ? "" : ", \(held) of \(NumberText.count(report.checks.count, "check"))"
    let tally = "\(good) of \(NumberText.count(report.steps.count, "step"))\(checks)"
    let verdict =
      report.asExpected
      ? paint(.good, "✓ as expected") : paint(.bad, "✗ not as expected")
    let span = NumberText.duration(milliseconds: report.endedS * 1000)
    return paragraph(report.title, indent: 0, style: .heading) + [
      "scenario \(report.scenario), seed \(report.seed), replication \(report.replication), "
        + "\(span) simulated",
      "\(verdict): \(tally)",
    ]
  }

  /// What the scenario says of itself, a blank line between its paragraphs.
  private func about(_ report: RunReport) -> [String] {
    var paragraphs: [[Substring]] = [[]]
    for line in (report.about ?? "").split(separator: "\n", omittingEmptySubsequences: false) {
      if line.allSatisfy(\.isWhitespace) {
        paragraphs.append([])
      } else {
        paragraphs[paragraphs.count - 1].append(line)
      }
    }
    let texts = paragraphs.filter { !$0.isEmpty }
      .map { paragraph($0.joined(separator: " "), indent: 0) }
    return Array(texts.joined(separator: [""]))
  }

  private func footer(_ report: RunReport) -> [String] {
    [
      paint(
        .faint,
        "fingerprint \(report.fingerprint), \(NumberText.count(report.eventCount, "event")), "
          + "xenmotion \(report.toolVersion)")
    ]
  }
}
