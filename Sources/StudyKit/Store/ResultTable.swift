import ScenarioKit

/// A tidy table of a study: every row one thing, every column one kind of fact.
public struct ResultTable: Sendable {
  public let columns: [Column]
  public let rows: [[Cell]]

  /// A column, and what its cells are.
  public struct Column: Sendable {
    public enum Kind: Sendable { case integer, number, text }

    public let name: String
    public let kind: Kind
  }

  /// What stands in a row under a column.
  public enum Cell: Sendable {
    case integer(Int)
    case number(Double)
    case text(String)
    case nothing
  }

  /// Columns that tables have whatever the study.
  static let ownColumns = [
    "run", "cell", "replication", "seed", "response", "unit", "runs", "values", "mean",
    "deviation", "low", "high", "median", "median_low", "median_high", "percentile5",
    "percentile95", "minimum", "maximum",
  ]
}

extension ResultTable {
  /// A row for each run: its key, its cell, the factors' values, the responses.
  public static func runs(of results: StudyResults) -> ResultTable {
    let study = results.study
    let columns =
      [
        Column(name: "run", kind: .text), Column(name: "cell", kind: .integer),
        Column(name: "replication", kind: .integer), Column(name: "seed", kind: .text),
      ] + study.factorColumns
      + study.responses.map { Column(name: $0.column, kind: .number) }
    let rows = study.cells.flatMap { cell in
      let own = study.cellsOfTable(cell)
      // SQLite's integers have a sign: a seed may need the last bit.
      let seed = Cell.text("\(study.seed(of: cell))")
      return results.runs[cell.number].map { run in
        [.text(run.key), .integer(cell.number), .integer(run.replication), seed] + own
          + run.values.map { $0.map(Cell.number) ?? .nothing }
      }
    }
    return ResultTable(columns: columns, rows: rows)
  }

  /// A row for each cell and response: how many runs, the mean with its interval, quantiles.
  ///
  /// Intervals are at 95 %: of a mean Student's, of yes or no Wilson's, of a median by order
  /// statistics.
  public static func cells(of results: StudyResults) -> ResultTable {
    let study = results.study
    let numbers = [
      "mean", "deviation", "low", "high", "median", "median_low", "median_high", "percentile5",
      "percentile95", "minimum", "maximum",
    ]
    let columns =
      [Column(name: "cell", kind: .integer)] + study.factorColumns
      + [
        Column(name: "response", kind: .text), Column(name: "unit", kind: .text),
        Column(name: "runs", kind: .integer), Column(name: "values", kind: .integer),
      ] + numbers.map { Column(name: $0, kind: .number) }
    let rows = study.cells.flatMap { cell in
      study.responses.indices.map { index in
        let estimate = CellEstimate(results, response: index, cell: cell.number)
        let response = study.responses[index]
        let found = estimate.numbers.map { $0.map(Cell.number) ?? .nothing }
        return [.integer(cell.number)] + study.cellsOfTable(cell)
          + [
            .text(response.name), .text(response.unit.rawValue), .integer(estimate.runs),
            .integer(estimate.values),
          ] + found
      }
    }
    return ResultTable(columns: columns, rows: rows)
  }

  /// The table as CSV (RFC 4180, lines ending in a line feed).
  public var csv: String {
    var text = columns.map { Self.field($0.name) }.joined(separator: ",") + "\n"
    for row in rows {
      text += row.map(Self.field).joined(separator: ",") + "\n"
    }
    return text
  }

  private static func field(_ cell: Cell) -> String {
    switch cell {
    case .integer(let value): "\(value)"
    case .number(let value): ResultLine.number(value)
    case .text(let text): field(text)
    case .nothing: ""
    }
  }

  private static func field(_ text: String) -> String {
    let isPlain = !text.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
    return isPlain ? text : "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}

extension Study {
  fileprivate var factorColumns: [ResultTable.Column] {
    factors.map { .init(name: $0.column, kind: $0.unit == nil ? .text : .number) }
  }

  fileprivate func cellsOfTable(_ cell: Cell) -> [ResultTable.Cell] {
    zip(factors, levels(of: cell)).map { factor, level in
      factor.unit != nil ? level.number.map { .number($0) } ?? .nothing : .text(level.label)
    }
  }
}
