import StudyKit

extension FigureScript {
  var chartSize: (width: Int, height: Int) {
    let count = figure.panels.count
    return (Self.plotWidth + keyWidth, 80 + count * (count > 1 ? 230 : 360))
  }

  /// Of the plots with the numbers of their axes, and of those numbers.
  private static let plotWidth = 600
  private static let left = 80

  private var hasKey: Bool {
    !figure.legend.isEmpty || figure.panels.contains { $0.series.count > 1 }
  }

  /// By the longest name, of letters about as wide as the type's.
  private var keyWidth: Int {
    let names = figure.panels.flatMap(\.series).map(\.name) + [figure.legend, figure.spanMeaning]
    return hasKey ? 70 + 8 * (names.map(\.count).max() ?? 0) : 0
  }

  /// Axes and marks, panel under panel.
  var charts: [String] {
    let title = title(figure.title, figure.caption)
    let points = figure.panels.flatMap(\.series).flatMap(\.points)
    func values(_ middle: [Double], _ intervals: [ConfidenceInterval?]) -> [Double] {
      middle + intervals.compactMap { $0 }.flatMap { [$0.low, $0.high] }
    }
    func place(_ points: Int) -> String { "\(Double(points) / Double(chartSize.width))" }
    var lines = data
    lines += axis("x", figure.x, values(points.map(\.x), points.map(\.xInterval)))
    lines += axis("y", figure.y, values(points.map(\.y), points.map(\.yInterval)))
    lines.append("set lmargin at screen \(place(Self.left))")
    lines.append("set rmargin at screen \(place(Self.plotWidth - 20))")
    guard figure.panels.count > 1 else {
      return lines + ["set title \(title)"] + plots(0)
    }
    lines.append("set multiplot layout \(figure.panels.count),1 title \(title)")
    for number in figure.panels.indices {
      lines.append("set title \(Self.quoted(figure.panels[number].title))")
      lines += plots(number)
    }
    return lines + ["unset multiplot"]
  }

  /// A block a series.
  private var data: [String] {
    figure.panels.enumerated().flatMap { number, panel in
      panel.series.enumerated().flatMap { index, series in
        ["\(block(number, index)) << EOD"] + series.points.map(Self.row) + ["EOD"]
      }
    }
  }

  /// x, y, and the ends of both intervals, which are the point where there is no interval.
  private static func row(_ point: Figure.Point) -> String {
    let x = point.xInterval ?? ConfidenceInterval(low: point.x, high: point.x)
    let y = point.yInterval ?? ConfidenceInterval(low: point.y, high: point.y)
    return "\(point.x) \(point.y) \(x.low) \(x.high) \(y.low) \(y.high)"
  }

  private func block(_ panel: Int, _ series: Int) -> String { "$data\(panel)_\(series)" }

  /// What the marks are called; not once more where the panel above has the same.
  private func key(_ number: Int) -> String {
    func names(_ number: Int) -> [String] { figure.panels[number].series.map(\.name) }
    guard hasKey, number == 0 || names(number) != names(number - 1) else { return "unset key" }
    return "set key outside right top noautotitle Left reverse samplen 1.5 title "
      + Self.quoted(figure.legend)
  }

  private func plots(_ number: Int) -> [String] {
    let panel = figure.panels[number]
    var lines = [key(number)]
    lines += panel.spans.enumerated().map { index, span in
      "set object \(index + 1) rectangle from first \(span.from),graph 0 "
        + "to first \(span.to),graph 1 behind fc rgb \"#eeeeee\" fs noborder"
    }
    var plots = panel.series.enumerated().flatMap { index, series in
      marks(series, in: block(number, index))
    }
    if let first = panel.spans.first, !figure.spanMeaning.isEmpty {
      let place = (first.from + first.to) / 2
      plots.append(
        "\(place),NaN with boxes fc rgb \"#dddddd\" fs solid title "
          + Self.quoted(figure.spanMeaning))
    }
    if plots.isEmpty { plots = ["NaN"] }
    lines.append("plot " + plots.joined(separator: ", \\\n  "))
    lines += panel.spans.indices.map { "unset object \($0 + 1)" }
    return lines
  }

  /// What draws a series.
  private func marks(_ series: Figure.Series, in block: String) -> [String] {
    let style = "lt \(series.style + 1)"
    let title = series.name.isEmpty ? "notitle" : "title \(Self.quoted(series.name))"
    let hasX = series.points.contains { $0.xInterval != nil }
    let hasY = series.points.contains { $0.yInterval != nil }
    let bars =
      switch (hasX, hasY) {
      case (true, _): ["\(block) using 1:2:3:4:5:6 with xyerrorbars \(style) pt -1 lw 1 notitle"]
      case (false, true): ["\(block) using 1:2:5:6 with yerrorbars \(style) pt -1 lw 1 notitle"]
      case (false, false): [String]()
      }
    return switch series.marks {
    case .line: bars + ["\(block) using 1:2 with linespoints \(style) \(title)"]
    case .points: bars + ["\(block) using 1:2 with points \(style) \(title)"]
    case .crosses: ["\(block) using 1:2 with points \(style) pt 2 \(title)"]
    case .stair: ["\(block) using 1:2 with steps lc rgb \"#222222\" dt 2 lw 1 \(title)"]
    }
  }
}
