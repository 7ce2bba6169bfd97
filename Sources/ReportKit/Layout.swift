/// The setting of lines of text; a character counts as one column.
enum Layout {
  static let noBreak: Character = "\u{A0}"

  /// `text` broken between words into lines of at most `width` columns.
  ///
  /// Line breaks of its own count as blanks; a word longer than `width` has a line to itself. At a
  /// no-break space no line ends.
  static func wrap(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(whereSeparator: { $0.isWhitespace && $0 != noBreak }) {
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }

  /// `text` filled up with spaces to `width` columns, on its right.
  static func left(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  /// `text` filled up with spaces to `width` columns, on its left.
  static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }

  /// A bar of `share` of `width` columns, to an eighth of a column; a share above zero shows.
  static func bar(_ share: Double, width: Int) -> String {
    guard share > 0 else { return "" }
    let eighths = max(1, Int((min(share, 1) * Double(width) * 8).rounded()))
    let rest = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8]
    return String(repeating: "█", count: eighths / 8) + rest
  }
}
