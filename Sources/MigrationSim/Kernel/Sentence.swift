/// A sentence that can be told in any language: a template in English, and what stands in its
/// places.
///
/// The template is also what a translation is found by. It stands in an enumeration of phrases, so
/// that all there are can be listed; see `Phrase`.
public struct Sentence: Hashable, Sendable {
  /// What stands in a place of a template.
  public enum Argument: Hashable, Sendable {
    /// A name, a code or a command: the same in every language.
    case text(String)
    /// Digits as English writes them, with a decimal point.
    case number(String)
    /// A part with words of its own.
    case sentence(Sentence)
    case list([Argument], Joint)
  }

  /// What stands between the items of a list.
  public enum Joint: BitwiseCopyable, Hashable, Sendable, CaseIterable {
    /// "a, b, c"
    case commas
    /// "a, b and c"
    case and
    /// "a or b or c"
    case or
    /// "a; b; c"
    case semicolons
  }

  /// In English.
  public let template: String
  /// In the order in which the English template first names them.
  public let arguments: [Argument]

  public init(template: String, arguments: [Argument]) {
    self.template = template
    self.arguments = arguments
  }

  /// A text that is the same in every language.
  public static func verbatim(_ text: String) -> Sentence {
    Sentence(template: "{text}", arguments: [.text(text)])
  }

  /// In English.
  public var text: String { text(in: English()) }
}

extension Sentence: CustomStringConvertible {
  public var description: String { text }
}

/// An enumeration of all that a room may say: its raw values are the templates, in English.
///
/// A name in braces is a place: "{host} is off." Where the words depend on a number, both forms
/// stand behind its name: "{count} {count|page|pages}" takes the first for one and the second for
/// any other. A template holds a whole sentence, or a part that no grammar joins to the rest: what
/// is glued together in one language comes apart in another. To say one, call it:
/// `PoolPhrase.isOff(name)`.
public protocol Phrase: RawRepresentable, CaseIterable, Hashable, Sendable
where RawValue == String {}

extension Phrase {
  /// The sentence with these in its places, in the order in which the template first names them.
  public func callAsFunction<each Part: SentencePart>(_ parts: repeat each Part) -> Sentence {
    var arguments: [Sentence.Argument] = []
    repeat arguments.append((each parts).argument)
    assert(
      PhraseTemplate(rawValue).accepts(arguments),
      "\"\(rawValue)\" does not go with \(arguments)")
    return Sentence(template: rawValue, arguments: arguments)
  }
}

/// What can stand in a place of a sentence.
public protocol SentencePart {
  var argument: Sentence.Argument { get }
}

extension String: SentencePart {
  public var argument: Sentence.Argument { .text(self) }
}
extension Int: SentencePart {
  public var argument: Sentence.Argument { .number("\(self)") }
}
extension Int32: SentencePart {
  public var argument: Sentence.Argument { .number("\(self)") }
}
extension Double: SentencePart {
  public var argument: Sentence.Argument { .number("\(self)") }
}
extension Sentence: SentencePart {
  public var argument: Sentence.Argument { .sentence(self) }
}
extension Sentence.Argument: SentencePart {
  public var argument: Sentence.Argument { self }
}

extension Array where Element: SentencePart {
  /// The elements as a list in a sentence.
  public func listed(_ joint: Sentence.Joint) -> Sentence.Argument {
    .list(map(\.argument), joint)
  }
}
