/// A table for the eye: headings of one or two lines, a rule, and rows.
struct TextTable {
  /// A column: its heading, its unit in a second line, and the side its cells keep to.
  struct Column {
    var heading: String
    var unit = ""
    var isNumber = true
    /// Columns with a rank go, the highest first, where the table would be too wide.
    var rank = 0
  }

  var columns: [Column]
  var rows: [[String]] = []

  /// The table's lines, each after `indent` spaces, within `width` columns if that can be had:
  /// first the columns move together, then those with a rank are left out.
  func lines(indent: Int, width: Int) -> [String] {
    for spacing in [2, 1] where self.width(spacing) + indent <= width {
      return lines(indent: indent, spacing: spacing)
    }
    guard let rank = columns.map(\.rank).max(), rank > 0,
      let place = columns.firstIndex(where: { $0.rank == rank })
    else { return lines(indent: indent, spacing: 1) }
    return leavingOut(place).lines(indent: indent, width: width)
  }

  /// The table without the column at `place`.
  func leavingOut(_ place: Int) -> TextTable {
    var narrower = self
    narrower.columns.remove(at: place)
    for row in narrower.rows.indices { narrower.rows[row].remove(at: place) }
    return narrower
  }

  private var widths: [Int] {
    columns.enumerated().map { place, column in
      rows.reduce(max(column.heading.count, column.unit.count)) { max($0, $1[place].count) }
    }
  }

  private func width(_ spacing: Int) -> Int {
    widths.reduce(0, +) + spacing * (columns.count - 1)
  }

  private func lines(indent: Int, spacing: Int) -> [String] {
    let widths = widths
    func line(_ cells: [String]) -> String {
      let padded = zip(zip(columns, widths), cells).map { column, cell in
        column.0.isNumber ? Layout.right(cell, column.1) : Layout.left(cell, column.1)
      }
      return trimmed(
        String(repeating: " ", count: indent)
          + padded.joined(separator: String(repeating: " ", count: spacing)))
    }
    var lines = [line(columns.map(\.heading))]
    if columns.contains(where: { !$0.unit.isEmpty }) { lines.append(line(columns.map(\.unit))) }
    lines.append(line(widths.map { String(repeating: "─", count: $0) }))
    return lines + rows.map(line)
  }

  private func trimmed(_ line: String) -> String {
    String(line.reversed().drop { $0 == " " }.reversed())
  }
}
