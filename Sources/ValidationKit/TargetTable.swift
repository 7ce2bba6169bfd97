import ScenarioKit

/// The published figures that the model is held against, read from a table.
///
/// One row a figure: `target`, `metric`, `published`, `unit`, `mark`, `fitted`, `scenario`,
/// `migration`, `reason`, `source`. A row without a scenario is not covered, and its reason says
/// why; a reason beside a scenario says why the model is known to miss the figure. `published` may
/// hold several measurements between spaces, of which the mean is taken.
public struct TargetTable: Sendable {
  public let targets: [Target]
  /// The text they were read from.
  let source: SourceText

  static let columns = [
    "target", "metric", "published", "unit", "mark", "fitted", "scenario", "migration", "reason",
    "source",
  ]

  /// Reads a table; `sources` tells what the names in the column `source` stand for.
  /// - Throws: ``ScenarioError`` with everything that is wrong.
  init(_ source: SourceText, sources: [String: String] = [:]) throws(ScenarioError) {
    let table = CommaSeparated(source)
    var reader = TargetReader(diagnostics: table.diagnostics, sources: sources)
    let header = table.rows.first?.map(\.text) ?? []
    guard header == Self.columns else {
      let place = table.rows.first?.first?.place ?? SourcePlace(file: source.name)
      let message = "the columns must be \(Self.columns.joined(separator: ","))"
      throw ScenarioError(
        kind: .invalid, diagnostics: [Diagnostic(message, at: place)], source: source)
    }
    targets = table.rows.dropFirst().compactMap { reader.target(in: $0) }
    self.source = source
    guard reader.diagnostics.isEmpty else {
      throw ScenarioError(
        kind: .invalid, diagnostics: reader.diagnostics.sorted { $0.place < $1.place },
        source: source)
    }
  }

  /// Each scenario that a target names, once, in order.
  var scenarios: [(name: String, place: SourcePlace)] {
    var found: [(name: String, place: SourcePlace)] = []
    for case let comparison? in targets.map(\.comparison)
    where !found.contains(where: { $0.name == comparison.scenario }) {
      found.append((comparison.scenario, comparison.place))
    }
    return found
  }
}
