/// How a language tells a sentence.
public protocol Language {
  /// The translation of an English template.
  func template(for english: String) -> String
  /// Digits with a decimal point, as the language writes them.
  func number(_ digits: String) -> String
  /// The items of a list, two at least, as the language joins them.
  func list(_ items: [String], _ joint: Sentence.Joint) -> String
}

/// The language that templates are written in.
public struct English: Language {
  public init() {}

  public func template(for english: String) -> String { english }
  public func number(_ digits: String) -> String { digits }

  public func list(_ items: [String], _ joint: Sentence.Joint) -> String {
    switch joint {
    case .commas: items.joined(separator: ", ")
    case .and: items.dropLast().joined(separator: ", ") + " and " + items[items.count - 1]
    case .or: items.joined(separator: " or ")
    case .semicolons: items.joined(separator: "; ")
    }
  }
}

extension Sentence {
  /// The sentence in a language.
  public func text(in language: some Language) -> String {
    let names = PhraseTemplate(template).names
    return PhraseTemplate(language.template(for: template)).pieces.reduce(into: "") { text, piece in
      switch piece {
      case .words(let words): text += words
      case .place(let name):
        guard let position = names.firstIndex(of: name), arguments.indices.contains(position)
        else {
          text += "{\(name)}"
          return
        }
        text += arguments[position].text(in: language)
      case .choice(let name, let one, let other):
        let position = names.firstIndex(of: name) ?? arguments.count
        let isOne = arguments.indices.contains(position) && arguments[position] == .number("1")
        text += isOne ? one : other
      }
    }
  }
}

extension Sentence.Argument {
  fileprivate func text(in language: some Language) -> String {
    switch self {
    case .text(let text): return text
    case .number(let digits): return language.number(digits)
    case .sentence(let sentence): return sentence.text(in: language)
    case .list(let items, let joint):
      let texts = items.map { $0.text(in: language) }
      return texts.count > 1 ? language.list(texts, joint) : texts.first ?? ""
    }
  }
}
