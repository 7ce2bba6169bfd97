/// Writes diagnostics as compilers do: `file:line:column: error: …`, the line, and a caret.
public struct DiagnosticRenderer: Sendable {
  /// How many diagnostics are shown; the rest are counted.
  public var limit = 100
  /// Columns of a source line that are shown around the caret.
  public var width = 100

  /// The lines of each file, by its name.
  private let lines: [String: [String]]

  /// `sources` are the files that the diagnostics speak of.
  public init(sources: [SourceText]) {
    lines = Dictionary(sources.map { ($0.name, $0.lines) }, uniquingKeysWith: { first, _ in first })
  }

  public func render(_ diagnostics: [Diagnostic]) -> String {
    var text = ""
    for diagnostic in diagnostics.prefix(limit) {
      let hint = diagnostic.suggestion.map { "; did you mean \"\(printable($0))\"?" } ?? ""
      text += head(diagnostic.place, diagnostic.severity.rawValue, diagnostic.message + hint)
      for note in diagnostic.notes {
        text += head(
          note.place ?? diagnostic.place, "note", note.message, isQuoted: note.place != nil)
      }
    }
    if diagnostics.count > limit {
      text += "and \(diagnostics.count - limit) more\n"
    }
    return text
  }

  private func head(
    _ place: SourcePlace, _ kind: String, _ message: String, isQuoted: Bool = true
  ) -> String {
    let position = place.line > 0 ? ":\(place.line):\(place.column)" : ""
    let line = "\(printable(place.file))\(position): \(kind): \(printable(message))\n"
    return isQuoted ? line + excerpt(place) : line
  }

  /// The source line and, below it, a caret under the place; empty without such a line.
  private func excerpt(_ place: SourcePlace) -> String {
    guard let lines = lines[place.file], place.line >= 1, place.line <= lines.count else {
      return ""
    }
    let scalars = Array(lines[place.line - 1].unicodeScalars)
    let start = min(max(place.column - 1, 0), scalars.count)
    let first = start > width * 3 / 4 ? start - width / 2 : 0
    let last = min(scalars.count, first + width)
    var shown = first > 0 ? "…" : ""
    var padding = first > 0 ? " " : ""
    for (index, scalar) in zip(first..<last, scalars[first..<last]) {
      shown.unicodeScalars.append(Self.isPrintable(scalar) || scalar == "\t" ? scalar : "\u{FFFD}")
      guard index < start else { continue }
      // A tab is as wide as the terminal makes it: another one stands for it.
      padding += scalar == "\t" ? "\t" : String(repeating: " ", count: Self.columns(of: scalar))
    }
    let end = max(start, min(start + place.length, last))
    let underlined = scalars[start..<end].reduce(0) { $0 + Self.columns(of: $1) }
    let tail = String(repeating: "~", count: max(0, underlined - 1))
    return "\(shown)\(last < scalars.count ? "…" : "")\n\(padding)^\(tail)\n"
  }

  /// Text from a file, safe to send to a terminal.
  private func printable(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      result.append(Self.isPrintable(scalar) ? scalar : "\u{FFFD}")
    }
    return String(result)
  }

  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    // Bidirectional overrides are of the category format: they could show a line reversed.
    case .control, .surrogate, .lineSeparator, .paragraphSeparator, .format: false
    default: true
    }
  }

  /// Terminal columns that a scalar takes: 0 for marks that combine, 2 for wide characters.
  ///
  /// Source: the blocks of wide and fullwidth characters of Unicode Standard Annex 11.
  private static func columns(of scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return 0
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF,
      0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}
