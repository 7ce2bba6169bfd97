import MigrationSim
import ScenarioKit

/// The sentences of a language, by what they are in English.
public struct Catalogue: Language, Sendable {
  public let language: ReportLanguage
  /// Empty for English, which templates are written in.
  private let translations: [String: String]
  /// Titles of the bundled scenarios and of their steps, alike.
  private let titles: [String: String]

  /// The catalogue of a language, which is read now; a mistake in it is the project's own, and the
  /// tests find it first.
  public init(_ language: ReportLanguage) {
    self.language = language
    guard language != .english else {
      translations = [:]
      titles = [:]
      return
    }
    translations = Self.table("\(language.rawValue).po")
    titles = Self.table("scenarios.\(language.rawValue).po")
  }

  private static func table(_ file: String) -> [String: String] {
    let name = "Sources/ReportKit/Languages/\(file)"
    guard let file = EmbeddedFiles.all.first(where: { $0.name == name }) else {
      preconditionFailure("the catalogue \(name) does not come with the program")
    }
    do {
      return try PortableObject(file.text).entries.reduce(into: [:]) {
        $0[$1.original] = $1.translation
      }
    } catch {
      preconditionFailure("\(name):\(error.line): \(error.problem)")
    }
  }

  /// A title of a scenario or a step: its author's words where there is no translation.
  public func title(_ english: String) -> String { titles[english] ?? english }

  public func template(for english: String) -> String { translations[english] ?? english }

  public func number(_ digits: String) -> String {
    guard language != .english else { return digits }
    let short = digits.hasSuffix(".0") ? String(digits.dropLast(2)) : digits
    return String(short.map { $0 == "." ? "," : $0 })
  }

  public func list(_ items: [String], _ joint: Sentence.Joint) -> String {
    let last = items[items.count - 1]
    let rest = items.dropLast()
    switch (language, joint) {
    case (.english, _), (_, .commas), (_, .semicolons): return English().list(items, joint)
    case (.galician, .and): return rest.joined(separator: ", ") + " e " + last
    case (.galician, .or): return rest.joined(separator: ", ") + " ou " + last
    case (.spanish, .and):
      return rest.joined(separator: ", ") + (sounds(last, like: "i") ? " e " : " y ") + last
    case (.spanish, .or):
      return rest.joined(separator: ", ") + (sounds(last, like: "o") ? " u " : " o ") + last
    }
  }

  /// Whether a word begins with a vowel as it is heard in Spanish: the h is silent.
  private func sounds(_ word: String, like vowel: Character) -> Bool {
    let letters = word.lowercased().drop { $0 == "h" }
    return letters.first == vowel && !letters.hasPrefix("ie") && !letters.hasPrefix("ia")
  }
}
