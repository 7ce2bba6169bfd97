/// A phrase taken apart: words, and places for what varies.
public struct PhraseTemplate: Hashable, Sendable {
  public enum Piece: Hashable, Sendable {
    case words(String)
    /// "{host}"
    case place(String)
    /// "{count|page|pages}": the first for one, the second for any other number.
    case choice(String, one: String, other: String)
  }

  public let pieces: [Piece]

  /// Takes a template apart; a brace that nothing closes counts as words.
  public init(_ text: String) {
    var pieces: [Piece] = []
    var rest = Substring(text)
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      if open > rest.startIndex { pieces.append(.words(String(rest[..<open]))) }
      let parts = rest[rest.index(after: open)..<close]
        .split(separator: "|", omittingEmptySubsequences: false).map { String($0) }
      pieces.append(
        parts.count == 3
          ? .choice(parts[0], one: parts[1], other: parts[2])
          : .place(parts.joined(separator: "|")))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { pieces.append(.words(String(rest))) }
    self.pieces = pieces
  }

  /// Whether there is one for each place, and a number where the words depend on one.
  func accepts(_ arguments: [Sentence.Argument]) -> Bool {
    let names = names
    let counts = pieces.compactMap { piece -> String? in
      if case .choice(let name, _, _) = piece { name } else { nil }
    }
    return names.count == arguments.count
      && zip(names, arguments).allSatisfy { name, argument in
        if case .number = argument { true } else { !counts.contains(name) }
      }
  }

  /// The names of its places, each once, in the order in which they first stand there.
  public var names: [String] {
    pieces.reduce(into: []) { names, piece in
      switch piece {
      case .words: break
      case .place(let name), .choice(let name, _, _):
        if !names.contains(name) { names.append(name) }
      }
    }
  }
}
