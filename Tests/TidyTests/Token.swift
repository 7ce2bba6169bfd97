/// A word, number or sign of Swift source; a literal's text is left out.
struct Token: Equatable {
  /// `"` stands for a string.
  let text: String
  let line: Int
  /// Whether no space parts it from what stands before.
  let isGlued: Bool

  var startsAsType: Bool { text.first?.isUppercase == true }
}

/// Cuts Swift source into tokens: without comments, and of strings only what is interpolated.
struct Lexer {
  private let bytes: [UInt8]
  private var position = 0
  private var line = 1
  private var isGlued = false
  private var tokens: [Token] = []

  static func tokens(of text: String) -> [Token] {
    var lexer = Lexer(bytes: Array(text.utf8))
    lexer.readCode(isInterpolation: false)
    return lexer.tokens
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  /// Reads to the end, or past the parenthesis that closes an interpolation.
  private mutating func readCode(isInterpolation: Bool) {
    var depth = 0
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "\n"), UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
        skipByte()
        isGlued = false
      case UInt8(ascii: "/") where at(1) == UInt8(ascii: "/"): skip(while: { $0 != 10 })
      case UInt8(ascii: "/") where at(1) == UInt8(ascii: "*"): skipBlockComment()
      case UInt8(ascii: "/") where beginsPattern: skipPattern()
      case UInt8(ascii: "\""): readString(hashes: 0)
      case UInt8(ascii: "#") where hashesBeforeQuote > 0: readString(hashes: hashesBeforeQuote)
      case UInt8(ascii: "`"): readQuotedName()
      case _ where byte.isOfWord: readWord()
      case UInt8(ascii: "-") where at(1) == UInt8(ascii: ">"): emit(length: 2)
      default:
        if byte == UInt8(ascii: "(") { depth += 1 }
        if byte == UInt8(ascii: ")") { depth -= 1 }
        if isInterpolation && depth < 0 {
          position += 1
          return
        }
        emit(length: 1)
      }
    }
  }

  private func at(_ offset: Int) -> UInt8? {
    position + offset < bytes.count ? bytes[position + offset] : nil
  }

  private mutating func skipByte() {
    if bytes[position] == UInt8(ascii: "\n") { line += 1 }
    position += 1
  }

  private mutating func skip(while condition: (UInt8) -> Bool) {
    while position < bytes.count, condition(bytes[position]) { skipByte() }
  }

  private mutating func emit(length: Int) {
    let text = String(decoding: bytes[position..<position + length], as: UTF8.self)
    tokens.append(Token(text: text, line: line, isGlued: isGlued))
    position += length
    isGlued = true
  }

  private mutating func readWord() {
    var length = 1
    while let byte = at(length), byte.isOfWord { length += 1 }
    emit(length: length)
  }

  /// A name in backquotes: never a keyword.
  private mutating func readQuotedName() {
    var length = 1
    while let byte = at(length), byte != UInt8(ascii: "`") { length += 1 }
    emit(length: min(length + 1, bytes.count - position))
  }

  private mutating func skipBlockComment() {
    var depth = 0
    repeat {
      if at(0) == UInt8(ascii: "/"), at(1) == UInt8(ascii: "*") {
        depth += 1
        position += 2
      } else if at(0) == UInt8(ascii: "*"), at(1) == UInt8(ascii: "/") {
        depth -= 1
        position += 2
      } else {
        skipByte()
      }
    } while depth > 0 && position < bytes.count
  }

  /// Whether a slash begins a regular expression: a division has a space on both sides or on none.
  private var beginsPattern: Bool {
    guard let next = at(1), next != UInt8(ascii: " "), next != UInt8(ascii: "=") else {
      return false
    }
    return !isGlued || tokens.last?.text == "("
  }

  private mutating func skipPattern() {
    position += 1
    while let byte = at(0), byte != UInt8(ascii: "/"), byte != 10 {
      position += byte == UInt8(ascii: "\\") ? 2 : 1
    }
    position += 1
    isGlued = true
  }

  /// How many number signs stand here before a quotation mark; zero if none does.
  private var hashesBeforeQuote: Int {
    var count = 0
    while at(count) == UInt8(ascii: "#") { count += 1 }
    return at(count) == UInt8(ascii: "\"") ? count : 0
  }

  private mutating func readString(hashes: Int) {
    tokens.append(Token(text: "\"", line: line, isGlued: isGlued))
    position += hashes
    let quotes = at(1) == UInt8(ascii: "\"") && at(2) == UInt8(ascii: "\"") ? 3 : 1
    position += quotes
    let hash = Array(repeating: UInt8(ascii: "#"), count: hashes)
    let end = Array(repeating: UInt8(ascii: "\""), count: quotes) + hash
    let escape = [UInt8(ascii: "\\")] + hash
    while position < bytes.count {
      if stands(end) {
        position += end.count
        break
      }
      guard stands(escape) else {
        skipByte()
        continue
      }
      position += escape.count
      if at(0) == UInt8(ascii: "(") {
        position += 1
        isGlued = false
        readCode(isInterpolation: true)
      } else if position < bytes.count {
        skipByte()
      }
    }
    isGlued = true
  }

  private func stands(_ expected: [UInt8]) -> Bool {
    position + expected.count <= bytes.count
      && bytes[position..<position + expected.count].elementsEqual(expected)
  }
}

extension UInt8 {
  /// Whether it can stand in a name or number; all of UTF-8 beyond ASCII can.
  fileprivate var isOfWord: Bool {
    self >= 0x80 || self == UInt8(ascii: "_")
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
  }
}
