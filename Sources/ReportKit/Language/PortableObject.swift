/// A catalogue of translations as gettext writes it: a PO file, of which plain entries are read.
///
/// Lines of `msgid` and `msgstr` with their strings, which may go on in further lines; comments
/// begin with a number sign. The entry for the empty string is the file's head, and left out.
public struct PortableObject: Sendable {
  public struct Entry: Hashable, Sendable {
    public let original: String
    public let translation: String
    /// Of its `msgid`, from 1.
    public let line: Int
  }

  /// What is wrong with a file, and where.
  public struct Mistake: Error, Hashable, Sendable {
    public let line: Int
    public let problem: String
  }

  public let entries: [Entry]

  public init(_ text: String) throws(Mistake) {
    var found: [Entry] = []
    var original: (text: String, line: Int)?
    var translation: String?
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let number = index + 1
      let isNew = line.isEmpty || line.hasPrefix("msgid ")
      if isNew, let (id, place) = original {
        guard let translation else {
          throw Mistake(line: place, problem: "msgid without msgstr")
        }
        if !id.isEmpty { found.append(Entry(original: id, translation: translation, line: place)) }
        original = nil
      }
      if line.isEmpty || line.hasPrefix("#") { continue }
      if line.hasPrefix("msgid ") {
        original = (try Self.string(line.dropFirst(6), number), number)
        translation = nil
      } else if line.hasPrefix("msgstr "), original != nil, translation == nil {
        translation = try Self.string(line.dropFirst(7), number)
      } else if line.hasPrefix("\""), translation != nil {
        translation? += try Self.string(line, number)
      } else if line.hasPrefix("\""), original != nil {
        original?.text += try Self.string(line, number)
      } else {
        throw Mistake(line: number, problem: "neither msgid nor msgstr nor a string")
      }
    }
    if let (id, place) = original {
      guard let translation else { throw Mistake(line: place, problem: "msgid without msgstr") }
      found.append(Entry(original: id, translation: translation, line: place))
    }
    entries = found
  }

  /// What stands between quotation marks, with `\"`, `\\` and `\n` resolved.
  private static func string(_ text: Substring, _ line: Int) throws(Mistake) -> String {
    guard text.count >= 2, text.first == "\"", text.last == "\"" else {
      throw Mistake(line: line, problem: "a string stands between quotation marks")
    }
    var isEscaped = false
    return text.dropFirst().dropLast().reduce(into: "") { string, character in
      if isEscaped {
        string.append(character == "n" ? "\n" : character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        string.append(character)
      }
    }
  }
}
