import Foundation
import MigrationSim
import ScenarioKit
import Testing

@testable import ReportKit

@Suite struct `A catalogue` {
  static let translated = ReportLanguage.allCases.filter { $0 != .english }
  static let templates = Phrases.all.flatMap { list in
    list.cases.map { (name: "\(list.name).\($0.name)", template: $0.template) }
  }

  static func entries(_ language: ReportLanguage) throws -> [PortableObject.Entry] {
    let name = "Sources/ReportKit/Languages/\(language.rawValue).po"
    return try PortableObject(try #require(EmbeddedFiles.all.first { $0.name == name }).text)
      .entries
  }

  @Test(arguments: translated) func `has every phrase, and no other`(
    language: ReportLanguage
  ) throws {
    let known = Set(try Self.entries(language).map(\.original))
    for phrase in Self.templates where !known.contains(phrase.template) {
      Issue.record("\(language.rawValue) lacks \(phrase.name): \(phrase.template)")
    }
    let all = Set(Self.templates.map(\.template))
    for entry in try Self.entries(language) where !all.contains(entry.original) {
      Issue.record("\(language.rawValue).po:\(entry.line): nobody says \"\(entry.original)\"")
    }
  }

  @Test(arguments: translated) func `has each phrase once, with its places, and not empty`(
    language: ReportLanguage
  ) throws {
    var seen: Set<String> = []
    for entry in try Self.entries(language) {
      let place = "\(language.rawValue).po:\(entry.line): \(entry.translation)"
      #expect(seen.insert(entry.original).inserted, "twice: \(place)")
      #expect(entry.translation.contains { !$0.isWhitespace }, "\(place)")
      #expect(
        Set(PhraseTemplate(entry.original).names) == Set(PhraseTemplate(entry.translation).names),
        "other places: \(place)")
    }
  }

  /// What is written alike in every language: units, and places alone.
  static let alike: Set<String> = ["B", "KiB", "MiB", "GiB", "ms", "s", "min", "h", "%"]

  @Test(arguments: translated) func `leaves no English word`(language: ReportLanguage) throws {
    for entry in try Self.entries(language) where entry.translation == entry.original {
      let words = PhraseTemplate(entry.original).pieces.flatMap { piece -> [Substring] in
        guard case .words(let text) = piece else { return [] }
        return text.split { !$0.isLetter && $0 != "%" }
      }
      #expect(
        words.allSatisfy { Self.alike.contains(String($0)) },
        "\(language.rawValue).po:\(entry.line): \(entry.original)")
    }
  }

  @Test(arguments: translated) func `ends each phrase as the English one ends`(
    language: ReportLanguage
  ) throws {
    for entry in try Self.entries(language) {
      let ends = [entry.original, entry.translation].map { $0.last.map { ".:".contains($0) } }
      #expect(ends[0] == ends[1], "\(language.rawValue).po:\(entry.line): \(entry.translation)")
    }
  }

  @Test(arguments: ReportLanguage.allCases) func `leaves no place open`(
    language: ReportLanguage
  ) {
    let catalogue = Catalogue(language)
    for phrase in Self.templates {
      let arguments = PhraseTemplate(phrase.template).names.map {
        Sentence.Argument.text("<\($0)>")
      }
      let text = Sentence(template: phrase.template, arguments: arguments).text(in: catalogue)
      #expect(!text.contains("{") && !text.contains("}"), "\(phrase.name): \(text)")
    }
  }

  @Test func `knows every enumeration of phrases that the sources have`() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources")
    let files = try #require(
      FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil))
    var found: Set<String> = []
    for case let file as URL in files where file.pathExtension == "swift" {
      for match in try String(contentsOf: file, encoding: .utf8)
        .matches(of: /enum (\w+): String, Phrase\b/)
      {
        found.insert(String(match.1))
      }
    }
    #expect(found == Set(Phrases.all.map(\.name)))
  }

  @Test func `writes numbers as its readers do`() {
    #expect(Catalogue(.english).number("1.50") == "1.50")
    #expect(Catalogue(.galician).number("1.50") == "1,50")
    #expect(Catalogue(.spanish).number("128.0") == "128")
  }

  @Test(arguments: [
    (ReportLanguage.english, Sentence.Joint.and, ["a", "b", "c"], "a, b and c"),
    (.galician, .and, ["a", "b", "c"], "a, b e c"), (.galician, .or, ["a", "b"], "a ou b"),
    (.spanish, .and, ["a", "b", "c"], "a, b y c"), (.spanish, .and, ["a", "ibrsb"], "a e ibrsb"),
    (.spanish, .and, ["a", "hielo"], "a y hielo"), (.spanish, .or, ["a", "otro"], "a u otro"),
    (.spanish, .or, ["a", "b"], "a o b"), (.galician, .semicolons, ["a", "b"], "a; b"),
  ]) func `joins lists as its readers do`(
    language: ReportLanguage, joint: Sentence.Joint, items: [String], text: String
  ) { #expect(Catalogue(language).list(items, joint) == text) }
}

@Suite struct `A PO file` {
  @Test func `is read entry by entry, its head left out`() throws {
    let file = try PortableObject(
      """
      msgid ""
      msgstr "Language: gl\\n"

      #. A comment.
      msgid "{host} is off."
      msgstr "{host} está apagado."

      msgid ""
      "one "
      "two"
      msgstr ""
      "unha "
      "\\"dúas\\""
      """)
    #expect(file.entries.map(\.original) == ["{host} is off.", "one two"])
    #expect(file.entries.map(\.translation) == ["{host} está apagado.", "unha \"dúas\""])
    #expect(file.entries.map(\.line) == [5, 8])
  }

  @Test(arguments: [
    ("msgid \"a\"\n", 1), ("msgid \"a\"\n\nmsgstr \"b\"\n", 1), ("msgid a\n", 1),
    ("msgstr \"a\"\n", 1), ("#\nmsgid \"a\"\nmsgstr \"b\"\nmsgfoo \"c\"\n", 4),
  ]) func `is refused with the line of its mistake`(text: String, line: Int) {
    let mistake = #expect(throws: PortableObject.Mistake.self) { _ = try PortableObject(text) }
    #expect(mistake?.line == line)
  }
}

@Suite struct `The language of a report` {
  @Test(arguments: [
    (["LANG": "gl_ES.UTF-8"], ReportLanguage.galician), (["LANG": "es_MX.UTF-8"], .spanish),
    (["LANG": "C"], .english), (["LANG": "de_DE.UTF-8"], .english), ([:], .english),
    (["LANG": "es_ES", "LC_ALL": "gl"], .galician), (["LANG": "gl", "LC_ALL": ""], .galician),
    (["LANG": "gl", "LC_MESSAGES": "es_ES@euro"], .spanish),
    (["LANG": "gl", "LC_ALL": "C.UTF-8"], .english),
  ]) func `is the one that the environment asks for`(
    environment: [String: String], language: ReportLanguage
  ) { #expect(ReportLanguage(environment: environment) == language) }
}
