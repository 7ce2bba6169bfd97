import StudyKit

/// A figure as a script for gnuplot, with its data in it: to be drawn, and to be changed by hand.
///
/// It draws SVG unless `form` is set to "png", into a file called after the figure unless `output`
/// is set: `gnuplot -e 'form="png"' downtime.gp`.
public struct FigureScript: Sendable {
  let figure: Figure

  public init(_ figure: Figure) { self.figure = figure }

  /// The script, with a line feed at its end.
  public var text: String {
    let body = figure.value.map(heatMap) ?? charts
    return (head + body).joined(separator: "\n") + "\n"
  }

  /// In points of the picture.
  private var size: (width: Int, height: Int) {
    figure.value == nil ? chartSize : heatMapSize
  }

  private var head: [String] {
    let (width, height) = size
    return [
      "# Draws \(figure.name).svg, or with form=\"png\" before it \(figure.name).png.",
      "if (!exists(\"form\")) form = \"svg\"",
      "if (!exists(\"output\")) output = \(Self.quoted(figure.name)).\".\".form",
      "if (form eq \"png\") {",
      "  set terminal pngcairo noenhanced font \"DejaVu Sans,18\" size \(2 * width),\(2 * height) "
        + "linewidth 2 pointscale 2",
      "} else {",
      "  set terminal svg noenhanced font \"DejaVu Sans,12\" size \(width),\(height) dynamic "
        + "background \"#ffffff\" name \"\(Self.identifier(figure.name))\"",
      "}",
      "set output output",
      "set encoding utf8",
      "set border 3 lc rgb \"#444444\"",
      "set tics nomirror tc rgb \"#222222\"",
      "set grid lc rgb \"#dddddd\" lt 1",
      "set bars small",
    ]
      + Self.palette.enumerated().map { index, style in
        "set linetype \(index + 1) lc rgb \"\(style.colour)\" pt \(style.shape) ps 0.8 lw 1.6"
      } + ["set linetype cycle \(Self.palette.count)"]
  }

  /// Colours that differ to eyes that do not see red and green apart (Okabe and Ito, 2008), each
  /// with a shape of its own for paper without colours.
  private static let palette: [(colour: String, shape: Int)] = [
    ("#0072b2", 7), ("#d55e00", 5), ("#009e73", 9), ("#cc79a7", 13), ("#e69f00", 11),
    ("#56b4e9", 6), ("#555555", 4), ("#a6761d", 8),
  ]

  /// Single quotes, inside of which nothing but themselves means anything.
  static func quoted(_ text: String) -> String {
    "'" + text.replacing("'", with: "''").replacing("\n", with: " ") + "'"
  }

  /// For an SVG's scripts: letters, digits and underscores.
  private static func identifier(_ text: String) -> String {
    String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
  }

  /// A title in one line and what the marks mean in the next.
  func title(_ title: String, _ caption: String) -> String {
    let lines = [title, caption].filter { !$0.isEmpty }.map(Self.quoted)
    return lines.joined(separator: ".\"\\n\".")
  }

  static func label(_ axis: Figure.Axis) -> String {
    quoted(axis.unit.isEmpty ? axis.label : "\(axis.label) [\(axis.unit)]")
  }

  /// The names of an axis's places.
  static func tics(_ axis: String, _ categories: [String]) -> String {
    let places = categories.enumerated().map { "\(quoted($1)) \($0)" }
    return "set \(axis)tics (\(places.joined(separator: ", ")))"
  }
}
