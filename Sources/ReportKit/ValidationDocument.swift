import ValidationKit

/// A validation as a page of the documentation, in Markdown.
public struct ValidationDocument: Sendable {
  let report: ValidationReport

  public init(_ report: ValidationReport) { self.report = report }

  /// The page, with a line feed at its end.
  public var text: String {
    ([introduction] + report.systems.map(section) + [uncovered, sources])
      .joined(separator: "\n") + "\n"
  }

  private var introduction: String {
    let checks = report.figures.filter { $0.fitted == nil }
    let missed = checks.count { $0.verdict == .miss }
    return """
      # Validation

      What the model says of migrations that somebody has measured.

      ## Overview

      \(paragraphs("""
        Each system below was measured by somebody else, and stands in `Scenarios/validation` as a
        scenario like any other: `xenmotion run validation/NAME` runs it. `xenmotion validate` runs
        them all, compares them with the published figures, and wrote this page. A test sees to it
        that the page says what the engine computes.

        Where a source does not tell a constant, it was fitted to some of its figures. Those rows
        say *fit*: that they agree shows nothing. The others are checks. Of \(checks.count) checks
        the model meets \(report.count(of: .pass)) and misses \(missed), for reasons that stand
        below the tables; \(report.count(of: .fail)) fail without a known reason.
        \(report.uncovered.count) published rows are not covered, for the reasons at the end.

        A simulated figure is the mean over \(report.replications) replications; ± is its standard
        error. How near it must come depends on what was measured:
        """))

      | mark | of what | allowed |
      | --- | --- | --- |
      \(PassMark.allCases.map { "| \($0.rawValue) | \($0.meaning) | \($0.text) |" }
        .joined(separator: "\n"))

      """
  }

  private func section(_ system: ValidationReport.System) -> String {
    let rows = system.figures.map { figure in
      line([
        figure.target, system.label(of: figure), figure.text(figure.published),
        figure.text(figure.simulated),
        figure.standardErrorText, figure.unit,
        figure.errorText, figure.mark.rawValue,
        figure.verdict == .fit ? "fit" : figure.verdict.text,
      ])
    }
    let fits = system.figures.filter { $0.fitted != nil }.grouped { $0.fitted ?? "" }
      .map { "- Fitted: \($0), to \(list($1, of: system))." }
    let misses = system.figures.filter { $0.verdict == .miss }.grouped { $0.knownMiss ?? "" }
      .map { "- Missed: \(list($1, of: system)). \($0)" }
    let head = [
      "target", "figure", "published", "simulated", "±", "unit", "error", "mark", "verdict",
    ]
    let notes = (fits + misses).map { Layout.wrap($0, width: 98).joined(separator: "\n  ") }
    return """
      ## \(system.title)

      Scenario `\(system.name)`.
      \(paragraphs(system.about))

      \(line(head))
      | --- | --- | ---: | ---: | ---: | --- | ---: | --- | --- |
      \(rows.joined(separator: "\n"))
      \(notes.isEmpty ? "" : "\n" + notes.joined(separator: "\n") + "\n")
      """
  }

  /// `figures` by their names; a target of which none is left out goes by its own.
  private func list(_ figures: [ValidationReport.Figure], of system: ValidationReport.System)
    -> String
  {
    figures.grouped(by: \.target).map { target, figures in
      figures.count == system.figures.count { $0.target == target }
        ? target
        : "\(target) (\(figures.map { system.label(of: $0) }.joined(separator: ", ")))"
    }.joined(separator: ", ")
  }

  private var uncovered: String {
    let groups = report.uncovered.grouped(by: \.reason)
    guard !groups.isEmpty else { return "" }
    let rows = groups.map { reason, figures in
      let ids = figures.grouped(by: \.target).map(\.key).joined(separator: ", ")
      return line([reason, ids, "\(figures.count)"])
    }
    return """
      ## What is not covered

      \(line(["why", "targets", "figures"]))
      | --- | --- | ---: |
      \(rows.joined(separator: "\n"))

      """
  }

  private var sources: String {
    let all =
      report.figures.map { ($0.source, $0.target) }
      + report.uncovered.map { ($0.source, $0.target) }
    let items = all.grouped(by: \.0).map { source, figures in
      let ids = figures.map(\.1).grouped(by: \.self).map(\.key).joined(separator: ", ")
      return Layout.wrap("- \(source): \(ids).", width: 98).joined(separator: "\n  ")
    }
    return """
      ## Sources

      \(items.joined(separator: "\n"))
      """
  }

  private func line(_ cells: [String]) -> String {
    "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
  }

  /// `text` in lines of a document's width, its paragraphs kept apart.
  private func paragraphs(_ text: String) -> String {
    let parts = text.split(separator: "\n", omittingEmptySubsequences: false)
      .split { $0.allSatisfy(\.isWhitespace) }
    return parts.map {
      Layout.wrap($0.joined(separator: " "), width: 100).joined(separator: "\n")
    }.joined(separator: "\n\n")
  }
}

extension PassMark {
  /// What it is for.
  var meaning: String {
    switch self {
    case .total: "a total time"
    case .capped: "a total time where the rate was capped"
    case .bytes: "an amount of data, or a rate"
    case .downtime: "a downtime"
    case .rounds: "a number of rounds; the share counts above ten"
    case .exact: "yes or no"
    case .loose: "what scatters widely, or was read from a drawing"
    }
  }
}
