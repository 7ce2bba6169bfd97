/// Lends colour to text on a terminal, and leaves it plain anywhere else.
public struct Painter: Sendable {
  /// When to use colour, as `--color` tells.
  public enum Choice: String, CaseIterable, Sendable {
    case auto, always, never
  }

  /// What a piece of text is, and so how it looks.
  enum Style: String {
    case heading = "1"
    case faint = "2"
    case good = "32"
    case doubtful = "33"
    case bad = "1;31"
  }

  let isOn: Bool

  /// - Parameters:
  ///   - choice: `auto` means colour on a terminal that can show it.
  ///   - isTerminal: whether the text goes to a terminal.
  ///   - environment: of it, `NO_COLOR` (not empty) and `TERM=dumb` each forbid colour.
  public init(_ choice: Choice, isTerminal: Bool, environment: [String: String]) {
    isOn =
      switch choice {
      case .always: true
      case .never: false
      case .auto:
        isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
      }
  }

  /// Leaves everything plain.
  public static let plain = Painter(.never, isTerminal: false, environment: [:])

  func callAsFunction(_ style: Style, _ text: String) -> String {
    isOn && !text.isEmpty ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }
}
