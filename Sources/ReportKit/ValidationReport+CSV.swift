extension ValidationReport {
  /// One row per published figure, those not covered included.
  public var csv: String {
    let header = [
      "target", "metric", "published", "unit", "simulated", "standard_error", "error", "mark",
      "verdict", "fitted", "scenario", "reason", "source",
    ]
    func number(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }
    let covered = systems.flatMap { system in
      system.figures.map { figure in
        CSVTable.line([
          figure.target, figure.metric, "\(figure.published)", figure.unit,
          number(figure.simulated), number(figure.standardError), number(figure.error),
          figure.mark.rawValue, figure.verdict.rawValue, figure.fitted ?? "", system.name,
          figure.knownMiss ?? "", figure.source,
        ])
      }
    }
    let uncovered = uncovered.map {
      CSVTable.line([
        $0.target, $0.metric, $0.published, $0.unit, "", "", "", "", "uncovered", "", "",
        $0.reason, $0.source,
      ])
    }
    return CSVTable.line(header) + covered.joined() + uncovered.joined()
  }
}
