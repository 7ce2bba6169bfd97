/// A text as one word of a command line that people copy and scripts hold.
public struct ShellWord: Sendable, CustomStringConvertible {
  /// The text itself where a shell takes it so, and otherwise in quotes.
  public let description: String

  public init(_ text: String) {
    description =
      Self.isPlain(text) ? text : "'" + text.replacing("'", with: "'\\''") + "'"
  }

  /// Some shells take a word that begins with "=" for the path of a program.
  private static func isPlain(_ text: String) -> Bool {
    guard !text.isEmpty, !text.hasPrefix("=") else { return false }
    return text.utf8.allSatisfy {
      $0 >= 0x80 || "/._-+:@%,=".utf8.contains($0) || Character(UnicodeScalar($0)).isLetter
        || Character(UnicodeScalar($0)).isNumber
    }
  }
}
