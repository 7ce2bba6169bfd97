import ScenarioKit

/// Turns the rows of a table into targets, and notes what is wrong with them.
struct TargetReader {
  var diagnostics: [Diagnostic]
  let sources: [String: String]

  init(diagnostics: [Diagnostic], sources: [String: String]) {
    self.diagnostics = diagnostics
    self.sources = sources
  }

  /// The target in a row; nil where something is wrong with it.
  mutating func target(in cells: [CommaSeparated.Cell]) -> Target? {
    let columns = TargetTable.columns
    guard cells.count == columns.count else {
      report("a row has \(columns.count) cells, and this one \(cells.count)", cells[0])
      return nil
    }
    func cell(_ column: String) -> CommaSeparated.Cell { cells[columns.firstIndex(of: column)!] }
    let known = diagnostics.count
    for column in ["target", "metric", "published", "source"] where cell(column).text.isEmpty {
      report("a target needs \(column == "target" ? "an id" : "its \(column)")", cell(column))
    }
    let coverage: Target.Coverage?
    if cell("scenario").text.isEmpty {
      if cell("reason").text.isEmpty {
        report("a target without a scenario needs a reason", cell("reason"))
      }
      coverage = .uncovered(reason: cell("reason").text)
    } else {
      coverage = comparison(cell).map(Target.Coverage.simulated)
    }
    guard let coverage, diagnostics.count == known else { return nil }
    let source = cell("source").text
    return Target(
      id: cell("target").text, metric: cell("metric").text, published: cell("published").text,
      unit: cell("unit").text, source: sources[source] ?? source, coverage: coverage)
  }

  private mutating func comparison(_ cell: (String) -> CommaSeparated.Cell) -> Comparison? {
    let metric = Metric(cell("metric").text)
    if metric == nil {
      report("there is no such metric", cell("metric"), among: Metric.names)
    }
    let mark = PassMark(rawValue: cell("mark").text)
    if mark == nil {
      let marks = PassMark.allCases.map(\.rawValue)
      report("a mark is one of \(marks.joined(separator: ", "))", cell("mark"), among: marks)
    }
    let migration = selection(cell("migration"))
    guard let metric, let mark, let migration else { return nil }
    guard
      let unit = PublishedUnit.all.first(where: {
        $0.dimension == metric.dimension && $0.name == cell("unit").text
      })
    else {
      let names = PublishedUnit.names(of: metric.dimension)
      let text = names == [""] ? "no unit" : "one of \(names.joined(separator: ", "))"
      report("\(metric.name) takes \(text)", cell("unit"), among: names)
      return nil
    }
    let values = numbers(cell("published"), areTruths: metric.dimension == .truth)
    guard !values.isEmpty else { return nil }
    func optional(_ column: String) -> String? {
      cell(column).text.isEmpty ? nil : cell(column).text
    }
    return Comparison(
      scenario: cell("scenario").text, migration: migration, metric: metric, unit: unit,
      published: values.reduce(0, +) / Double(values.count), measurements: values.count,
      mark: mark, fitted: optional("fitted"), knownMiss: optional("reason"),
      place: cell("scenario").place)
  }

  private mutating func selection(_ cell: CommaSeparated.Cell) -> MigrationSelection? {
    if cell.text.isEmpty { return .number(1) }
    if cell.text == "all" { return .all }
    if let number = Int(cell.text), number >= 1 { return .number(number) }
    report("a migration is told by its number from 1, or all", cell)
    return nil
  }

  private mutating func numbers(_ cell: CommaSeparated.Cell, areTruths: Bool) -> [Double] {
    if areTruths {
      if let value = ["no": 0.0, "yes": 1][cell.text] { return [value] }
      report("this is told by yes or no", cell)
      return []
    }
    let words = cell.text.split(separator: " ")
    let values = words.compactMap { Double($0) }.filter(\.isFinite)
    if values.count == words.count, !values.isEmpty { return values }
    report("a published figure is a number, or several between spaces", cell)
    return []
  }

  private mutating func report(
    _ message: String, _ cell: CommaSeparated.Cell, among candidates: [String] = []
  ) {
    diagnostics.append(
      Diagnostic(
        message, at: cell.place, suggestion: Spelling.nearest(to: cell.text, among: candidates)))
  }
}
