import MigrationSim

extension TextReport {
  /// The page of an explanation, with a line feed at its end.
  public func text(_ report: ExplanationReport, in catalogue: Catalogue) -> String {
    func say(_ sentence: Sentence) -> String { sentence.text(in: catalogue) }
    var sections = [
      paragraph(
        say(HeadingPhrase.explanation(report.scenario)), indent: 0, style: .heading)
        + paragraph(say(HeadingPhrase.titleQuoted(report.title)), indent: 0),
      heading(say(HeadingPhrase.opening())) + told(report.opening),
    ]
    for step in report.steps {
      let time = HeadingPhrase.at(Wording.brief(step.beganS, 3))
      sections.append(
        heading(say(HeadingPhrase.step(step.number)), aside: say(time))
          + (step.title.map {
            paragraph(say(HeadingPhrase.titleQuoted($0)), indent: 0, style: .faint)
          } ?? []) + told(step.remarks, outcome: step.outcome))
    }
    sections.append(heading(say(HeadingPhrase.ending())) + told(report.ending))
    if !report.lessons.isEmpty {
      sections.append(
        heading(say(HeadingPhrase.lesson())) + told(report.lessons))
    }
    return page(sections)
  }

  /// A paragraph in which no line ends between a number and its unit.
  private func prose(
    _ text: String, indent: Int, lead: String? = nil, style: Painter.Style? = nil
  ) -> [String] {
    let units = ["B", "KiB", "MiB", "GiB", "ms", "s", "min", "%"]
    var isNumber = false
    let glued = text.split(separator: " ").reduce(into: "") { line, word in
      let isUnit = units.contains(String(word.prefix { $0.isLetter || $0 == "%" }))
      if !line.isEmpty { line.append(isNumber && isUnit ? Layout.noBreak : " ") }
      line += word
      isNumber = word.last?.isNumber ?? false
    }
    return paragraph(glued, indent: indent, lead: lead, style: style).map { line in
      String(line.map { $0 == Layout.noBreak ? " " : $0 })
    }
  }

  private func told(
    _ remarks: [ExplanationReport.Remark], outcome: String = ""
  ) -> [String] {
    var lines: [String] = []
    var rest = remarks[...]
    while let first = rest.first {
      let group = rest.prefix { $0.kind == first.kind && first.kind.isProse }
      if group.isEmpty {
        lines += told(first, outcome: outcome)
        rest = rest.dropFirst()
      } else {
        lines += prose(group.map(\.text).joined(separator: " "), indent: 2, lead: "· ")
        rest = rest.dropFirst(group.count)
      }
    }
    return lines
  }

  /// A remark that stands by itself, with its mark.
  private func told(_ remark: ExplanationReport.Remark, outcome: String) -> [String] {
    switch remark.kind {
    case .asked: prose(remark.text, indent: 0, style: .heading)
    case .outcome:
      switch outcome {
      case "done": prose(remark.text, indent: 2, lead: paint(.good, "✓ "))
      case "unfinished": prose(remark.text, indent: 2, lead: paint(.doubtful, "… "))
      default: prose(remark.text, indent: 2, lead: paint(.bad, "✗ "))
      }
    case .reason, .warning: error(remark)
    case .event: prose(remark.text, indent: 2, lead: paint(.bad, "✗ "), style: .bad)
    case .opening, .rule, .change, .state, .check, .lesson:
      prose(remark.text, indent: 2, lead: "· ")
    default: prose(remark.text, indent: 2)
    }
  }

  private func error(_ remark: ExplanationReport.Remark) -> [String] {
    let style: Painter.Style = remark.kind == .reason ? .bad : .doubtful
    // Of several reasons xapi answers with one.
    let sign = remark.isAnswer == true ? "→" : remark.kind == .reason ? "✗" : "!"
    let mark = paint(style, "  \(sign) ")
    // xapi leaves places empty that have nothing to say.
    let parameters = (remark.parameters ?? []).filter { !$0.isEmpty }.joined(separator: ", ")
    let code = (remark.code ?? "") + (parameters.isEmpty ? "" : " [\(parameters)]")
    return paragraph(code, indent: 4, lead: mark, style: style)
      + prose(remark.text, indent: 6)
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
