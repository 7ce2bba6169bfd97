import ValidationKit

extension TextReport {
  /// The page on moved processes, with a line feed at its end.
  public func text(_ report: CPUValidationReport) -> String {
    page([
      paragraph("Processes moved between CPUs", indent: 0, style: .heading) + [
        "\(report.processes.count) programs between \(report.types) types of instances in "
          + "\(report.classes) classes, by CRIU"
      ],
      heading("Rules")
        + table(report.rules.map { ($0.rule, $0.pairs) }, heading: "Rule")
        + report.rules.flatMap { paragraph("\($0.rule): \($0.meaning)", indent: 2, lead: "· ") },
      heading("The engine's rules, by process")
        + table(report.processes.map { ($0.process, $0.engine) }, heading: "Process"),
      heading("Mistakes")
        + report.mistakes.grouped { "\($0.to)\($0.missed)" }.flatMap { _, mistakes in
          paragraph(sentence(mistakes), indent: 2, lead: "· ")
        }
        + paragraph("What is known of them stands in CPUValidation.", indent: 0, style: .faint),
    ])
  }

  private func sentence(_ mistakes: [CPUValidationReport.Mistake]) -> String {
    let pairs = mistakes.reduce(0) { $0 + $1.pairs }
    return "to \(mistakes[0].to): "
      + (mistakes[0].missed ? "called safe and failed" : "forbidden and went well") + ", "
      + "\(NumberText.count(pairs, "pair")) ("
      + mistakes.map { "\($0.process) \($0.pairs)" }.joined(separator: ", ") + ")"
  }

  private func table(_ rows: [(String, ConfusionMatrix)], heading: String) -> [String] {
    var table = TextTable(columns: [
      .init(heading: heading, isNumber: false), .init(heading: "safe: went on"),
      .init(heading: "failed"), .init(heading: "unsafe: went on"), .init(heading: "failed "),
    ])
    table.rows = rows.map { name, pairs in
      [name, "\(pairs.safe)", "\(pairs.missed)", "\(pairs.forbidden)", "\(pairs.failed)"]
    }
    return table.lines(indent: 0, width: width)
  }
}
