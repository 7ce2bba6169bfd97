import StudyKit

extension TextReport {
  /// The page for a calibration, with a line feed at its end.
  public func text(_ report: CalibrationReport) -> String {
    page([
      paragraph("Page classes fitted to \(report.source)", indent: 0, style: .heading) + [
        "memory \(Int64(report.memoryPages)) pages "
          + "(\(NumberText.bytes(Int64(report.memoryPages) * 4096))), sender: \(report.sender), "
          + NumberText.count(report.counts, "count"),
        goodness(report),
      ],
      estimates(report), comparison(report), choice(report), remarks(report),
      [paint(.faint, "xenmotion \(report.toolVersion)")],
    ])
  }

  private func goodness(_ report: CalibrationReport) -> String {
    let reduced = report.reducedChiSquared.map { "χ²/dof \(NumberText.brief($0, 4))" } ?? "no dof"
    let share = report.rSquared.map { ", R² \(NumberText.fixed($0, 5))" } ?? ""
    let error = NumberText.fixed(100 * report.relativeError, 1)
    return "χ² \(NumberText.brief(report.chiSquared, 3)), dof \(report.degreesOfFreedom), "
      + "\(reduced)\(share), mean error \(error) %"
  }

  private func estimates(_ report: CalibrationReport) -> [String] {
    var table = TextTable(columns: [
      .init(heading: "Class", isNumber: false), .init(heading: "", isNumber: false),
      .init(heading: "fitted"), .init(heading: "±"),
      .init(heading: "95 % interval"),
    ])
    for fitted in report.classes {
      let rows = [
        ("pages", fitted.pages), ("writes/s to a page", fitted.writesPerPagePerS),
        ("writes/s to all", fitted.writesPagesPerS),
      ]
      for (index, (name, estimate)) in rows.enumerated() {
        let interval = estimate.interval.map { "\(number($0.low)) to \(number($0.high))" }
        table.rows.append([
          index == 0 ? "\(fitted.number) \(fitted.pattern)" : "", name, number(estimate.value),
          estimate.standardError.map(number) ?? "-", interval ?? "-",
        ])
      }
    }
    table.rows.append(["idle", "pages", number(report.idlePages), "", ""])
    return heading("Classes") + table.lines(indent: 0, width: width)
      + paragraph(
        "± is the standard error, from the covariance times χ²/dof; intervals are Student's, in "
          + "the logarithm.", indent: 0, style: .faint)
  }

  private func comparison(_ report: CalibrationReport) -> [String] {
    var table = TextTable(columns: [
      .init(heading: "Round"), .init(heading: "", isNumber: false), .init(heading: "measured"),
      .init(heading: "fitted"), .init(heading: "%"), .init(heading: "", isNumber: false),
    ])
    var last: Int?
    for residual in report.residuals {
      table.rows.append([
        residual.round == last ? "" : "\(residual.round)", residual.column.rawValue,
        NumberText.fixed(residual.measured, 0), NumberText.fixed(residual.fitted, 0),
        residual.relative.map { NumberText.fixed(100 * $0, 1) } ?? "-",
        residual.isCounted ? "" : "follows",
      ])
      last = residual.round
    }
    return heading("Rounds, in pages") + table.lines(indent: 0, width: width)
      + paragraph(
        "What follows from other numbers is not counted again.", indent: 0, style: .faint)
  }

  private func choice(_ report: CalibrationReport) -> [String] {
    var table = TextTable(columns: [
      .init(heading: "", isNumber: false), .init(heading: "Classes"), .init(heading: "swept"),
      .init(heading: "χ²"), .init(heading: "dof"), .init(heading: "AICc"),
    ])
    for candidate in report.candidates {
      table.rows.append([
        candidate.isChosen ? "→" : "", "\(candidate.classes)", "\(candidate.sequential)",
        NumberText.fixed(candidate.chiSquared, 3), "\(candidate.degreesOfFreedom)",
        candidate.aicc.map { NumberText.fixed($0, 2) } ?? "-",
      ])
    }
    let chosen = report.candidates.first(where: \.isChosen)
    let reason =
      report.candidates.count == 1
      ? "No other number of classes was asked for, or could have had a smaller AICc."
      : chosen?.aicc == nil
        ? "There are too few counts for AICc: of the fewest classes, those that fit best."
        : "Chosen by the smallest AICc, which weighs χ² against the number of parameters."
    return heading("How many classes") + table.lines(indent: 0, width: width)
      + paragraph(reason, indent: 0, style: .faint)
  }

  private func remarks(_ report: CalibrationReport) -> [String] {
    report.warnings.flatMap {
      paragraph($0, indent: 2, lead: paint(.doubtful, "! "))
    }
  }

  private func number(_ value: Double) -> String { CalibrationReport.significant(value) }
}
