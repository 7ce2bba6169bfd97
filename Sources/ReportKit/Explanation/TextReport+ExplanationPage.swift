import MigrationSim

extension TextReport {
  /// The page of an explanation, with a line feed at its end.
  public func text(_ report: ExplanationReport, in catalogue: Catalogue) -> String {
    func say(_ sentence: Sentence) -> String { sentence.text(in: catalogue) }
    var sections = [
      paragraph(
        say(HeadingPhrase.explanation(report.scenario)), indent: 0, style: .heading)
        + paragraph(say(HeadingPhrase.titleQuoted(report.title)), indent: 0),
      heading(say(HeadingPhrase.opening())) + told(report.opening, indent: 0),
    ]
    for step in report.steps {
      let time = HeadingPhrase.at(Wording.brief(step.beganS, 3))
      sections.append(
        heading(say(HeadingPhrase.step(step.number)), aside: say(time))
          + (step.title.map {
            paragraph(say(HeadingPhrase.titleQuoted($0)), indent: 0, style: .faint)
          } ?? []) + told(step.remarks, indent: 0))
    }
    sections.append(heading(say(HeadingPhrase.ending())) + told(report.ending, indent: 0))
    if !report.lessons.isEmpty {
      sections.append(
        heading(say(HeadingPhrase.lesson())) + told(report.lessons, indent: 0))
    }
    return page(sections)
  }

  private func told(_ remarks: [ExplanationReport.Remark], indent: Int) -> [String] {
    var lines: [String] = []
    var rest = remarks[...]
    while let first = rest.first {
      let group = rest.prefix { $0.kind == first.kind && first.kind.isProse }
      if group.isEmpty {
        lines += told(first)
        rest = rest.dropFirst()
      } else {
        lines += paragraph(group.map(\.text).joined(separator: " "), indent: indent)
        rest = rest.dropFirst(group.count)
      }
    }
    return lines
  }

  /// A remark that stands by itself, with its mark.
  private func told(_ remark: ExplanationReport.Remark) -> [String] {
    switch remark.kind {
    case .asked: paragraph(remark.text, indent: 0, style: .heading)
    case .reason, .warning: error(remark)
    case .event: paragraph(remark.text, indent: 2, lead: paint(.bad, "✗ "), style: .bad)
    case .opening, .change, .state, .check, .lesson: paragraph(remark.text, indent: 2, lead: "· ")
    default: paragraph(remark.text, indent: 0)
    }
  }

  private func error(_ remark: ExplanationReport.Remark) -> [String] {
    let style: Painter.Style = remark.kind == .reason ? .bad : .doubtful
    let mark = paint(style, remark.kind == .reason ? "✗ " : "! ")
    // xapi leaves places empty that have nothing to say.
    let parameters = (remark.parameters ?? []).filter { !$0.isEmpty }.joined(separator: ", ")
    let code = (remark.code ?? "") + (parameters.isEmpty ? "" : " [\(parameters)]")
    return paragraph(code, indent: 2, lead: mark, style: style)
      + paragraph(remark.text, indent: 4)
  }
}

extension Explanation.Kind {
  /// Whether remarks of the kind that follow one another make a paragraph together.
  fileprivate var isProse: Bool {
    switch self {
    case .note, .migration, .downtime, .storage, .cpu, .ping: true
    default: false
    }
  }
}
