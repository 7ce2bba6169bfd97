import ScenarioKit

/// A matrix of CPUs as a drawing in SVG: a square a crossing, its letter in it, and a legend.
///
/// The colours differ in lightness too, so that they can be told apart without seeing colours, and
/// on paper; the letters say the same once more.
public struct CPUHeatMap: Sendable {
  let report: CPUMatrixReport
  /// The side of a square, in the drawing's units.
  private let side = 22
  private let fontSize = 12
  /// A guess at a letter's width in most sans-serif types, as a part of its size.
  private let letterWidth = 0.6

  public init(_ report: CPUMatrixReport) { self.report = report }

  private var names: [String] { report.cpus.map { CPUSummary.short($0.name) } }
  private var labelWidth: Int {
    Int(Double(names.map(\.count).max() ?? 0) * letterWidth * Double(fontSize)) + 16
  }
  private var left: Int { labelWidth + 24 }
  /// Labels of columns stand upright.
  private var top: Int { 76 + labelWidth }
  private var extent: Int { side * names.count }
  private var bottom: Int { top + extent }
  private var height: Int { bottom + 34 + 24 * report.legend.count }
  /// The caption and the legend have to fit beside a small matrix.
  private var width: Int {
    let caption = Double(report.caption.count) * letterWidth * 15
    return max(left + extent + 24, Int(caption) + 40, 460)
  }

  /// The drawing, with a line feed at its end.
  public var text: String {
    let title = "What comes of a migration from CPU to CPU"
    return """
      \(Self.head(width: width, height: height, fontSize: fontSize))
      <title>\(title)</title>
      <desc>\(Self.escaped(report.caption))</desc>
      <rect width="\(width)" height="\(height)" fill="#ffffff"/>
      <text x="20" y="30" font-size="17" font-weight="bold">\(title)</text>
      \(([panel] + legend).joined(separator: "\n"))
      </svg>

      """
  }

  private static func head(width: Int, height: Int, fontSize: Int) -> String {
    """
    <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
    viewBox="0 0 \(width) \(height)" role="img" \
    font-family="DejaVu Sans, Verdana, sans-serif" font-size="\(fontSize)" fill="#222222">
    """
  }

  /// The squares with what stands around them, below the place of a title.
  private var panel: String {
    let caption = "<text x=\"20\" y=\"52\">\(Self.escaped(report.caption))</text>"
    return ([caption] + labels + squares + [axes]).joined(separator: "\n")
  }

  /// Several matrices of the same CPUs in one drawing, side by side, with one legend.
  public static func text(_ reports: [CPUMatrixReport]) -> String {
    guard reports.count > 1, let first = reports.first else {
      return reports.first.map { CPUHeatMap($0).text } ?? ""
    }
    var whole = first
    whole.cells = reports.flatMap(\.cells)
    let maps = reports.map(CPUHeatMap.init)
    let columns = Int(Double(maps.count).squareRoot().rounded(.up))
    let rows = (maps.count + columns - 1) / columns
    // A title stands above the first row alone.
    let (wide, high) = (maps.map(\.width).max() ?? 0, maps[0].bottom - 20)
    let panels = maps.enumerated().map { place, map in
      let (x, y) = (wide * (place % columns), high * (place / columns))
      return "<g transform=\"translate(\(x),\(y))\">\n\(map.panel)\n</g>"
    }
    let end = high * rows + 20
    let legend = CPUHeatMap(whole).legend(from: end)
    let (width, height) = (wide * columns, end + 34 + 24 * whole.legend.count)
    let title = "What comes of a migration from CPU to CPU, guest by guest"
    return """
      \(head(width: width, height: height, fontSize: maps[0].fontSize))
      <title>\(title)</title>
      <rect width="\(width)" height="\(height)" fill="#ffffff"/>
      <text x="20" y="30" font-size="17" font-weight="bold">\(title)</text>
      \((panels + legend).joined(separator: "\n"))
      </svg>

      """
  }

  private var labels: [String] {
    names.enumerated().flatMap { place, name in
      let middle = side * place + side / 2 + 4
      let name = Self.escaped(name)
      return [
        "<text x=\"\(left - 6)\" y=\"\(top + middle)\" text-anchor=\"end\">\(name)</text>",
        "<text transform=\"translate(\(left + middle),\(top - 6)) rotate(-90)\">\(name)</text>",
      ]
    }
  }

  /// Which way to read it.
  private var axes: String {
    "<text x=\"\(left - 6)\" y=\"\(top - 8)\" text-anchor=\"end\" font-size=\"11\" "
      + "fill=\"#666666\">from ↓ to →</text>"
  }

  private var squares: [String] {
    names.indices.flatMap { row in
      names.indices.map { column in
        let cell = report.cell(row, column)
        let (x, y) = (left + side * column, top + side * row)
        let ends = "\(report.cpus[row].name) → \(report.cpus[column].name)"
        let told = Self.escaped("\(ends): \(cell.verdict.meaning)\(risk(cell))")
        return "<g><title>\(told)</title>" + square(cell.verdict, x: x, y: y) + "</g>"
      }
    }
  }

  private func risk(_ cell: CrossingReport) -> String {
    guard cell.probability > 0 else { return "" }
    return cell.layers.map { layer in
      ", \(layer.layer) (\(layer.features.joined(separator: ", "))) with probability "
        + Wording.probability(layer.probability)
    }.joined()
  }

  private func square(_ verdict: Crossing.Verdict, x: Int, y: Int) -> String {
    let letter = verdict == .safe ? "·" : verdict.letter
    return "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(side)\" height=\"\(side)\" "
      + "fill=\"\(verdict.fill)\" stroke=\"#ffffff\"/>"
      + "<text x=\"\(x + side / 2)\" y=\"\(y + side / 2 + 4)\" text-anchor=\"middle\" "
      + "font-size=\"11\" fill=\"\(verdict.ink)\">\(letter)</text>"
  }

  private var legend: [String] { legend(from: bottom) }

  private func legend(from top: Int) -> [String] {
    report.legend.enumerated().map { place, entry in
      let y = top + 20 + 24 * place
      return square(entry.verdict, x: 20, y: y)
        + "<text x=\"52\" y=\"\(y + side / 2 + 4)\">\(entry.verdict.meaning): \(entry.count)</text>"
    }
  }

  /// Text that stands in XML.
  static func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.append(character)
      }
    }
  }
}

extension Crossing.Verdict {
  fileprivate var fill: String {
    switch self {
    case .safe: "#d5ecd4"
    case .otherVendor: "#cfe3f2"
    case .refused: "#d9dce1"
    case .rejected: "#a9b1bd"
    case .processDies: "#fbe08a"
    case .servicesDie: "#f2a154"
    case .machineCrashes: "#c43c39"
    case .restoreFails: "#5b3a86"
    }
  }

  fileprivate var ink: String {
    switch self {
    case .machineCrashes, .restoreFails: "#ffffff"
    default: "#222222"
    }
  }
}
