/// A table of comma-separated values with a line of column names, and the place of each cell.
///
/// A line that begins with `#` is a comment. Cells are trimmed; one that holds a comma stands in
/// double quotes, a double quote in it doubled (RFC 4180), on one line.
struct SourceTable {
  struct Cell {
    let text: String
    let place: SourcePlace
  }

  struct Row {
    let line: Int
    fileprivate let cells: [Cell]

    subscript(position: Int) -> Cell { cells[position] }
  }

  let source: SourceText
  let header: [Cell]
  let rows: [Row]
  /// False where a row was left out since it could not be read, which has been reported.
  let isWhole: Bool

  /// Nil where there is no line of column names, which has been reported.
  init?(_ source: SourceText, _ findings: Findings) {
    var header: [Cell]?
    var rows: [Row] = []
    var isWhole = true
    for (index, line) in source.lines.enumerated() {
      if line.hasPrefix("#") || line.allSatisfy(\.isWhitespace) { continue }
      guard
        let cells = Self.cells(of: line, SourcePlace(file: source.name, line: index + 1), findings)
      else {
        isWhole = false
        continue
      }
      guard let names = header else {
        header = cells
        continue
      }
      guard cells.count == names.count else {
        findings.report(
          "cells in this row: \(cells.count); columns: \(names.count)",
          at: cells[min(cells.count, names.count + 1) - 1].place,
          notes: [.init(message: "the columns are named here", place: names[0].place)])
        isWhole = false
        continue
      }
      rows.append(Row(line: index + 1, cells: cells))
    }
    guard let header else {
      if isWhole { findings.report("the table is empty", at: SourcePlace(file: source.name)) }
      return nil
    }
    (self.source, self.header, self.rows, self.isWhole) = (source, header, rows, isWhole)
    for (index, cell) in header.enumerated() {
      guard !cell.text.isEmpty else { continue }
      if let first = header[..<index].first(where: { $0.text == cell.text }) {
        findings.report(
          "the column \(cell.text) is there twice", at: cell.place,
          notes: [.init(message: "it is here already", place: first.place)])
      }
    }
  }

  /// Where a column stands; nil if there is none of that name.
  func position(of column: String) -> Int? { header.firstIndex { $0.text == column } }

  /// Where the columns stand; nil if some are missing, which is then reported.
  func positions(ofAll columns: [String], _ findings: Findings) -> [Int]? {
    let found = columns.compactMap(position)
    guard found.count < columns.count else { return found }
    for column in columns where position(of: column) == nil {
      reportMissing("the table has no column \(column)", meaning: [column], findings)
    }
    return nil
  }

  /// Reports that none of `columns` is there, at the one that may have been meant, if any; those
  /// called `known` mean something else.
  func reportMissing(
    _ message: String, meaning columns: [String], besides known: [String] = [],
    _ findings: Findings
  ) {
    // A table with other separators is one column to this reader.
    if header.count == 1, let sign = header[0].text.first(where: { ";\t|".contains($0) }) {
      findings.report(
        "cells are separated by commas here, not by \(sign == "\t" ? "tabs" : "\"\(sign)\"")",
        at: header[0].place)
      return
    }
    for column in columns {
      let near = header.first {
        !known.contains($0.text) && Spelling.nearest(to: $0.text, among: [column]) != nil
      }
      guard let near else { continue }
      findings.report("no column is called \"\(near.text)\"", at: near.place, suggestion: column)
      return
    }
    findings.report(message, at: header[0].place)
  }

  /// The cells of a line; nil where a quotation does not end, which is then reported.
  private static func cells(
    of line: String, _ start: SourcePlace, _ findings: Findings
  ) -> [Cell]? {
    let scalars = Array(line.unicodeScalars)
    var cells: [Cell] = []
    var index = 0
    while true {
      while index < scalars.count, isBlank(scalars[index]) { index += 1 }
      let first = index
      var text = String.UnicodeScalarView()
      func place(_ end: Int) -> SourcePlace {
        SourcePlace(file: start.file, line: start.line, column: first + 1, length: end - first)
      }
      if index < scalars.count, scalars[index] == "\"" {
        index += 1
        while index < scalars.count {
          if scalars[index] == "\"" {
            guard index + 1 < scalars.count, scalars[index + 1] == "\"" else { break }
            index += 1
          }
          text.append(scalars[index])
          index += 1
        }
        guard index < scalars.count else {
          findings.report("this quotation does not end in its line", at: place(index))
          return nil
        }
        index += 1
      }
      while index < scalars.count, scalars[index] != "," {
        text.append(scalars[index])
        index += 1
      }
      while let last = text.last, isBlank(last) { text.removeLast() }
      cells.append(Cell(text: String(text), place: place(first + text.count)))
      guard index < scalars.count else { return cells }
      index += 1
    }
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\t" || scalar == "\r"
  }
}

extension SourceTable.Cell {
  /// The number in the cell; nil where it is none or out of range, which is then reported.
  func number(_ range: ClosedRange<Double>, _ findings: Findings) -> Double? {
    guard !text.isEmpty else {
      findings.report("a number is missing here", at: place)
      return nil
    }
    return Form<Double>.number(range).read(.scalar(text, isQuoted: false, place), findings)
  }
}
