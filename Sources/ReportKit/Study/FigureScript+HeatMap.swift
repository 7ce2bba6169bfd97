import StudyKit

extension FigureScript {
  private var columns: Int { figure.x.categories?.count ?? 0 }
  private var rows: Int { figure.y.categories?.count ?? 0 }

  /// Room for names beside the squares, by the longest.
  private func room(for categories: [String]?) -> Int {
    30 + 8 * (categories?.map(\.count).max() ?? 0)
  }
  private var left: Int { 30 + room(for: figure.y.categories) }
  private var bottom: Int { 30 + room(for: figure.x.categories) }
  private static let square = 44
  private static let top = 90
  /// Beside the last panel, for what the colours mean.
  private static let scale = 100

  var heatMapSize: (width: Int, height: Int) {
    let panels = figure.panels.count
    let width = left + panels * (columns * Self.square + 24) + Self.scale
    return (max(width, 520), Self.top + rows * Self.square + bottom)
  }

  /// A square for each place, panel beside panel, its number in it.
  func heatMap(_ value: Figure.Axis) -> [String] {
    let (width, height) = heatMapSize
    func share(_ points: Int, of whole: Int) -> String { "\(Double(points) / Double(whole))" }
    var lines = figure.panels.enumerated().flatMap(data)
    lines += [
      "set palette defined (0 '#f7fbff', 0.25 '#c6dbef', 0.5 '#6baed6', 0.75 '#2171b5', "
        + "1 '#08306b')",
      "set cblabel \(Self.label(value))",
      value.isShare ? "set cbrange [0:1]" : "set cbrange [\(range)]",
      "unset key", "unset grid", "set tics scale 0",
      "set xrange [-0.5:\(Double(columns) - 0.5)]",
      // The first row stands at the top, as in a table.
      "set yrange [\(Double(rows) - 0.5):-0.5]",
      Self.tics("x", figure.x.categories ?? []) + " rotate by 60 right",
      "set xlabel \(Self.label(figure.x))", "set ylabel \(Self.label(figure.y))",
      "set multiplot title \(title(figure.title, figure.caption))",
      "set tmargin at screen \(share(height - Self.top, of: height))",
      "set bmargin at screen \(share(bottom, of: height))",
    ]
    for number in figure.panels.indices {
      let from = left + number * (columns * Self.square + 24)
      lines += [
        "set lmargin at screen \(share(from, of: width))",
        "set rmargin at screen \(share(from + columns * Self.square, of: width))",
        number == 0 ? Self.tics("y", figure.y.categories ?? []) : "unset ytics",
        number == figure.panels.count - 1 ? "set colorbox" : "unset colorbox",
        "set title \(Self.quoted(figure.panels[number].title))",
        "plot $data\(number) using 1:2:3 with image, \\",
        "  $data\(number) using 1:2:4:5 with labels tc rgb variable",
        "unset ylabel",
      ]
    }
    return lines + ["unset multiplot"]
  }

  /// A line a square: its place, its value, the value's text, and the colour of that.
  private func data(_ number: Int, _ panel: Figure.Panel) -> [String] {
    var lines = ["$data\(number) << EOD"]
    for (row, values) in panel.cells.enumerated() {
      for (column, value) in values.enumerated() {
        guard let value else {
          lines.append("\(column) \(row) NaN \"–\" \(0x888888)")
          continue
        }
        let text = NumberText.significant(value, isShare ? 2 : 3)
        let isDark = (value - bounds.low) / max(bounds.high - bounds.low, .ulpOfOne) > 0.6
        lines.append("\(column) \(row) \(value) \"\(text)\" \(isDark ? 0xFFFFFF : 0x222222)")
      }
    }
    return lines + ["EOD"]
  }

  private var isShare: Bool { figure.value?.isShare ?? false }

  private var bounds: (low: Double, high: Double) {
    guard !isShare else { return (0, 1) }
    let values = figure.panels.flatMap(\.cells).joined().compactMap { $0 }
    return (values.min() ?? 0, values.max() ?? 1)
  }

  private var range: String {
    // Where all are alike, colours still need two ends.
    bounds.low < bounds.high ? "\(bounds.low):\(bounds.high)" : "*:*"
  }
}
