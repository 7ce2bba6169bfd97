/// A mistake in a data file, and where it is; lines and columns count from 1.
public struct CatalogueDiagnostic: Hashable, Sendable, CustomStringConvertible {
  public let file: String
  public let line: Int
  public let column: Int
  public let message: String

  public var description: String { "\(file):\(line):\(column): error: \(message)" }
}

/// Every mistake found in the CPU data.
public struct CatalogueError: Error, Hashable, CustomStringConvertible {
  public let diagnostics: [CatalogueDiagnostic]

  public var description: String {
    diagnostics.map(\.description).joined(separator: "\n")
  }
}

/// A table of comma-separated values with a line of column names; lines with `#` are comments.
///
/// Cells are trimmed and never quoted: the data has no commas of its own, and a quote is an error.
struct CSVTable {
  /// One cell and its place.
  struct Cell {
    let text: Substring
    let line: Int
    fileprivate let row: Substring

    /// Counted where it is asked for, which is where the cell is wrong.
    var column: Int {
      row.unicodeScalars.distance(from: row.startIndex, to: text.startIndex) + 1
    }
  }

  struct Row {
    let line: Int
    fileprivate let cells: [Cell]
    fileprivate let positions: [String: Int]

    /// The cell in a column that the table was asked to have.
    subscript(column: String) -> Cell { cells[positions[column]!] }
    /// The cell's text, or nil if it is empty.
    func text(_ column: String) -> String? {
      let text = self[column].text
      return text.isEmpty ? nil : String(text)
    }
  }

  let rows: [Row]

  /// Reads `text`; rows with mistakes are told and left out.
  init(
    _ text: String, file: String, columns: [String], diagnostics: inout [CatalogueDiagnostic]
  ) {
    var rows: [Row] = []
    var header: [String]?
    var positions: [String: Int] = [:]
    func report(_ line: Int, _ column: Int, _ message: String) {
      diagnostics.append(
        CatalogueDiagnostic(file: file, line: line, column: column, message: message))
    }
    // By bytes, since every start of the program reads these tables: whole characters take many
    // times as long to find. A carriage return at the end of a line is trimmed with its last cell.
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, bytes) in lines.enumerated() {
      let number = index + 1
      if bytes.first == UInt8(ascii: "#") || bytes.allSatisfy(CSVTable.isBlank) { continue }
      let line = Substring(bytes)
      if let quote = bytes.firstIndex(of: UInt8(ascii: "\"")) {
        let before = line.unicodeScalars.distance(from: line.startIndex, to: quote)
        report(number, before + 1, "Cells are not quoted here.")
        continue
      }
      let cells = CSVTable.cells(of: line, number)
      guard let names = header else {
        header = cells.map { String($0.text) }
        for (position, cell) in cells.enumerated() {
          if positions.updateValue(position, forKey: String(cell.text)) != nil {
            report(number, cell.column, "Column '\(cell.text)' is there twice.")
          }
        }
        let absent = columns.filter { positions[$0] == nil }
        if !absent.isEmpty {
          report(number, 1, "Missing columns: \(absent.joined(separator: ", ")).")
          break
        }
        continue
      }
      guard cells.count == names.count else {
        let place = cells[min(cells.count, names.count + 1) - 1].column
        report(number, place, "Expected \(names.count) cells, but found \(cells.count).")
        continue
      }
      rows.append(Row(line: number, cells: cells, positions: positions))
    }
    if header == nil { report(1, 1, "The table has no line of column names.") }
    self.rows = rows
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
  }

  private static func cells(of line: Substring, _ number: Int) -> [Cell] {
    var cells: [Cell] = []
    cells.reserveCapacity(16)
    for part in line.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
      let text = part.drop(while: isBlank)
      let end = text.lastIndex { !isBlank($0) }.map(text.index(after:)) ?? text.startIndex
      cells.append(Cell(text: Substring(text[..<end]), line: number, row: line))
    }
    return cells
  }
}
