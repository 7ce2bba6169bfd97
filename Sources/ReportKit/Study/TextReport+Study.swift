import StudyKit

extension TextReport {
  /// The page for a study, with a line feed at its end.
  public func text(_ report: StudyReport) -> String {
    page(
      [header(report), about(report)]
        // Of a sample no single point is of interest, but all of them are.
        + (report.analysis.sensitivities.isEmpty
          ? report.responses.indices.map { cells(report, response: $0) } : [spread(report)])
        + [comparisons(report)]
        + report.analysis.effects.map { effects($0, report) }
        + [sensitivities(report)]
        + fronts(report)
        + [footer(report)])
  }

  /// Cells that a page shows; tables have all.
  private static let mostCells = 60

  private func header(_ report: StudyReport) -> [String] {
    let cells = NumberText.count(report.analysis.cells.count, "cell")
    let runs = NumberText.count(report.runs, "run")
    let luck = report.sharesRandomNumbers ? "common" : "independent"
    let title = report.title.isEmpty ? report.study : report.title
    var lines = paragraph(title, indent: 0, style: .heading)
    lines += paragraph(
      "study \(report.study), \(report.design), \(cells), \(runs), \(luck) random numbers, "
        + "seed \(report.seed)", indent: 0)
    if let missing = report.missing {
      lines += paragraph(
        "✗ not whole: missing runs: at least \(missing)", indent: 0, style: .bad)
    }
    return lines
  }

  private func about(_ report: StudyReport) -> [String] {
    report.about.split(separator: "\n\n").enumerated().flatMap { number, part in
      (number > 0 ? [""] : [])
        + paragraph(part.split(separator: "\n").joined(separator: " "), indent: 0)
    }
  }

  /// A response in every cell.
  private func cells(_ report: StudyReport, response: Int) -> [String] {
    let all = report.analysis.cells
    let estimates = all.map { $0.estimates[response] }
    let isShare = estimates.contains { $0.proportion != nil }
    let unit = report.responses[response].unit ?? ""
    let name = report.responses[response].name
    let meaning = report.responses[response].meaning ?? ""
    let heading =
      self.heading(unit.isEmpty ? name : "\(name) [\(unit)]")
      + paragraph(meaning, indent: 0, style: .faint)
    // What is the same everywhere needs no table.
    if all.count > 1, let one = estimates[0].mean, estimates.allSatisfy({ $0.mean == one }) {
      return heading + paragraph("\(short(one)) in every cell", indent: 0)
    }
    let isConstant = all.allSatisfy { $0.estimates[response].runs == 1 }
    var columns = report.factors.map {
      TextTable.Column(heading: $0.name, isNumber: $0.unit != nil)
    }
    columns.append(.init(heading: isShare ? "share" : "mean", unit: isShare ? "of runs" : ""))
    if !isConstant { columns.append(.init(heading: "95 %", unit: "interval")) }
    if !isShare, !isConstant {
      columns.append(.init(heading: "median", rank: 1))
      columns.append(.init(heading: "95th", unit: "percentile", rank: 2))
    }
    columns.append(.init(heading: "values", unit: "of runs", rank: isShare ? 3 : 0))
    var table = TextTable(columns: columns)
    table.rows = all.prefix(Self.mostCells).map { cell in
      row(cell, cell.estimates[response], isShare: isShare, isConstant: isConstant)
    }
    let more = all.count - Self.mostCells
    return heading + table.lines(indent: 0, width: width)
      + (more > 0 ? paragraph("and \(more) more cells: see cells.csv", indent: 0) : [])
  }

  private func row(
    _ cell: StudyAnalysis.Cell, _ estimate: CellEstimate, isShare: Bool, isConstant: Bool
  ) -> [String] {
    var row = cell.levels
    row.append(estimate.mean.map(short) ?? "–")
    if !isConstant {
      row.append(estimate.interval.map { "\(short($0.low)) … \(short($0.high))" } ?? "–")
    }
    if !isShare, !isConstant {
      row.append((estimate.summary?.median).map(short) ?? "–")
      row.append((estimate.summary?.percentile95).map(short) ?? "–")
    }
    row.append("\(estimate.values)/\(estimate.runs)")
    return row
  }

  /// To four digits.
  func short(_ value: Double) -> String { NumberText.significant(value, 4) }

  /// A probability: what is tiny is told as that.
  func probability(_ p: Double) -> String {
    p < 0.001 ? "< 0.001" : NumberText.fixed(p, 3)
  }

  private func footer(_ report: StudyReport) -> [String] {
    paragraph(
      """
      Intervals are at 95 %: Student's of means, Wilson's of shares. Values are runs in which \
      there was something to measure: a downtime is of completed migrations.
      """, indent: 0, style: .faint)
  }
}
