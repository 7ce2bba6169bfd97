import ScenarioKit

/// The rows of a table of comma-separated values, each cell with its place.
///
/// As RFC 4180 has it: a cell with a comma or a quotation mark stands in quotation marks, and those
/// within are doubled; a cell ends with its line. Empty lines and those with `#` are left out.
struct CommaSeparated {
  struct Cell {
    let text: String
    let place: SourcePlace
  }

  private(set) var rows: [[Cell]] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(_ source: SourceText) {
    for (index, line) in source.lines.enumerated() {
      let scalars = Array(line.unicodeScalars)
      if scalars.first == "#" || scalars.allSatisfy({ $0 == " " }) { continue }
      rows.append(cells(of: scalars, file: source.name, line: index + 1))
    }
  }

  private mutating func cells(of line: [Unicode.Scalar], file: String, line number: Int) -> [Cell] {
    var cells: [Cell] = []
    var index = 0
    while index <= line.count {
      let start = index
      var text = String.UnicodeScalarView()
      if index < line.count, line[index] == "\"" {
        index += 1
        while index < line.count, line[index] != "\"" || line[safe: index + 1] == "\"" {
          text.append(line[index])
          index += line[index] == "\"" ? 2 : 1
        }
        let place = SourcePlace(file: file, line: number, column: start + 1)
        if index == line.count {
          diagnostics.append(Diagnostic("a quotation mark is not closed on its line", at: place))
        } else if let next = line[safe: index + 1], next != "," {
          diagnostics.append(
            Diagnostic("there is more after a closing quotation mark than a comma", at: place))
        }
        while index < line.count, line[index] != "," { index += 1 }
      } else {
        while index < line.count, line[index] != "," {
          text.append(line[index])
          index += 1
        }
      }
      let place = SourcePlace(
        file: file, line: number, column: start + 1, length: max(1, index - start))
      cells.append(Cell(text: String(text), place: place))
      index += 1
    }
    return cells
  }
}

extension [Unicode.Scalar] {
  fileprivate subscript(safe index: Int) -> Unicode.Scalar? {
    index < count ? self[index] : nil
  }
}
