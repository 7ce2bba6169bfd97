extension TextReport {
  /// Columns before the text: the time, to the millisecond.
  private static let timeWidth = 9
  /// Columns for the mark and the outcome.
  private static let outcomeWidth = 15
  private static let indent = timeWidth + outcomeWidth

  func timeline(_ report: RunReport) -> [String] {
    guard !report.steps.isEmpty || !report.story.isEmpty else { return [] }
    let before = report.story.filter { $0.step == nil }.flatMap(told)
    let steps = report.steps.flatMap { step in
      self.step(step) + report.story.filter { $0.step == step.number }.flatMap(told)
    }
    return heading("Timeline", aside: "times in seconds") + before + steps
  }

  private func step(_ step: StepReport) -> [String] {
    let (mark, style) = mark(of: step)
    let outcome = Layout.left("\(mark) \(step.outcome)", Self.outcomeWidth - 2)
    let lead = time(step.beganS) + "  " + paint(style, outcome)
    let span = step.endedS - step.beganS
    // Of a wait the operation says it already.
    let took =
      span > 0 && !step.operation.hasPrefix("wait ")
      ? " (\(NumberText.duration(milliseconds: span * 1000)))" : ""
    // An operation that stands for a title begins like one.
    let operation = step.operation.prefix(1).uppercased() + step.operation.dropFirst()
    let title = step.title.isEmpty ? operation + took : step.title
    var lines = paragraph(title, indent: Self.indent, lead: lead, style: .heading)
    if !step.title.isEmpty { lines += paragraph(step.operation + took, indent: Self.indent) }
    lines += reasons(step.reasons, indent: Self.indent, style: style)
    lines += reasons(step.warnings, indent: Self.indent, style: .doubtful, label: "warning: ")
    lines += step.notes.flatMap { paragraph($0, indent: Self.indent) }
    if !step.asExpected {
      let expected = "✗ not as expected: \(step.expected ?? "another end") was expected"
      lines += paragraph(expected, indent: Self.indent, style: .bad)
    } else if step.outcome != "done", step.expected != nil {
      lines += paragraph("as expected", indent: Self.indent, style: .faint)
    }
    return lines
  }

  private func mark(of step: StepReport) -> (String, Painter.Style) {
    switch step.outcome {
    case "done": ("✓", step.asExpected ? .good : .bad)
    case "unfinished": ("…", step.asExpected ? .doubtful : .bad)
    default: ("✗", step.asExpected ? .doubtful : .bad)
    }
  }

  private func told(_ event: StoryReport) -> [String] {
    let isBad = ["ping_lost", "instruction_fault", "storage_full"].contains(event.kind)
    let lead = paint(.faint, time(event.atS)) + Layout.right("· ", Self.outcomeWidth)
    return paragraph(event.text, indent: Self.indent, lead: lead, style: isBad ? .bad : .faint)
  }

  private func time(_ seconds: Double) -> String {
    Layout.right(NumberText.fixed(seconds, 3), Self.timeWidth)
  }

  /// Each error's code in full, and under it what it means; equal codes in a row are told once.
  func reasons(
    _ reasons: [ReasonReport], indent: Int, style: Painter.Style, label: String = ""
  ) -> [String] {
    var lines: [String] = []
    var last = ""
    for reason in reasons {
      // xapi leaves places empty that have nothing to say.
      let parameters = reason.parameters.filter { !$0.isEmpty }.joined(separator: ", ")
      let code = label + reason.code + (parameters.isEmpty ? "" : " [\(parameters)]")
      if code != last { lines += paragraph(code, indent: indent, style: style) }
      lines += paragraph(reason.explanation, indent: indent + 2)
      last = code
    }
    return lines
  }
}
