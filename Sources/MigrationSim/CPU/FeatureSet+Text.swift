/// Why a text is not a feature set.
public enum FeatureTextError: Error, Hashable, Sendable {
  /// The count of words found, and those that the form allows.
  case wordCount(found: Int, allowed: ClosedRange<Int>)
  /// A word that is not eight hexadecimal digits: which one, from 0.
  case notAWord(position: Int)

  /// What is wrong, in a sentence.
  public var explanation: String {
    switch self {
    case .wordCount(let found, let allowed) where allowed.count == 1:
      "Expected \(allowed.lowerBound) words, but found \(found)."
    case .wordCount(let found, let allowed):
      "Expected \(allowed.lowerBound) to \(allowed.upperBound) words, but found \(found)."
    case .notAWord(let position):
      "Word \(position + 1) is not eight hexadecimal digits."
    }
  }
}

extension FeatureSet {
  /// Reads today's form: words of eight hexadecimal digits joined by hyphens, EDX of leaf 1 first.
  ///
  /// A short text is extended by zeros. Source: `ocaml/libs/cpuid/cpuid.ml` (xapi-project/xen-api).
  public init(text: some StringProtocol) throws(FeatureTextError) {
    let words = try FeatureSet.words(in: text, allowed: 1...FeatureSet.wordCount)
    self.init(words: words)
  }

  /// Reads the form of XenServer 5.6 to 6.5 and XCP: four words, ECX before EDX, leaf 1 first.
  ///
  /// Hyphens may be left out, as `xe host-set-cpu-features` has it: 32 digits.
  /// Source: `cpuid/cpuid.ml` (xapi-project/xen-api-libs).
  public init(legacyText text: some StringProtocol) throws(FeatureTextError) {
    var hyphenated = String(text)
    if text.utf8.count == 32, text.count == 32, !text.contains("-") {
      let digits = Array(text)
      hyphenated = stride(from: 0, to: 32, by: 8).map { String(digits[$0..<$0 + 8]) }
        .joined(separator: "-")
    }
    let words = try FeatureSet.words(in: hyphenated, allowed: 4...4)
    self.init(words: [words[1], words[0], words[3], words[2]])
  }

  /// Today's form, in as many words as reach the last feature, and at least `count`.
  public func text(words count: Int = 1) -> String {
    let last = words.indices.last { words[$0] != 0 } ?? 0
    return text(trimmedTo: Swift.max(count, last + 1))
  }

  /// Today's form in exactly `count` words; features past them are left out.
  public func text(trimmedTo count: Int) -> String {
    precondition(
      (1...FeatureSet.wordCount).contains(count),
      "A feature set has 1 to \(FeatureSet.wordCount) words, not \(count).")
    return (0..<count).map { FeatureSet.hexadecimal(words[$0]) }.joined(separator: "-")
  }

  /// The XCP era's form; features past the first four words have no place in it.
  public var legacyText: String {
    [1, 0, 3, 2].map { FeatureSet.hexadecimal(words[$0]) }.joined(separator: "-")
  }

  private static func words(
    in text: some StringProtocol, allowed: ClosedRange<Int>
  ) throws(FeatureTextError) -> [UInt32] {
    // Digit by digit: the tables of CPUs hold hundreds of words, read at every start.
    let hyphen = UInt8(ascii: "-")
    let count = text.utf8.reduce(1) { $0 + ($1 == hyphen ? 1 : 0) }
    guard allowed.contains(count) else { throw .wordCount(found: count, allowed: allowed) }
    var words: [UInt32] = []
    var word: UInt32 = 0
    var digits = 0
    for byte in text.utf8 {
      if byte == hyphen {
        guard digits == 8 else { throw .notAWord(position: words.count) }
        words.append(word)
        (word, digits) = (0, 0)
        continue
      }
      guard let digit = hexadecimalDigit(byte), digits < 8 else {
        throw .notAWord(position: words.count)
      }
      word = word << 4 | digit
      digits += 1
    }
    guard digits == 8 else { throw .notAWord(position: words.count) }
    return words + [word]
  }

  private static func hexadecimalDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a")) + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A")) + 10
    default: nil
    }
  }

  private static func hexadecimal(_ word: UInt32) -> String {
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}
