import ScenarioKit
import Testing

@testable import ReportKit

@Suite struct `The titles of bundled scenarios` {
  /// Of the scenarios and of their steps, each once.
  private static func titles() throws -> Set<String> {
    var titles: Set<String> = []
    for name in ScenarioLoader.bundledNames {
      let scenario = try ScenarioLoader.load(name)
      titles.insert(scenario.title)
      titles.formUnion(scenario.timeline.map(\.title).filter { !$0.isEmpty })
    }
    return titles
  }

  @Test(arguments: ReportLanguage.allCases.filter { $0 != .english })
  func `are all translated, and no others`(language: ReportLanguage) throws {
    let name = "Sources/ReportKit/Languages/scenarios.\(language.rawValue).po"
    let file = try #require(EmbeddedFiles.all.first { $0.name == name })
    let entries = try PortableObject(file.text).entries
    let titles = try Self.titles()
    #expect(titles.count > 100)
    let translated = Set(entries.map(\.original))
    #expect(translated.count == entries.count, "one is there twice")
    #expect(titles.subtracting(translated).sorted() == [], "not in \(name)")
    #expect(translated.subtracting(titles).sorted() == [], "no title, but in \(name)")
    for entry in entries {
      #expect(entry.translation != entry.original && !entry.translation.isEmpty)
      #expect(
        entry.translation.hasSuffix(".") == entry.original.hasSuffix("."), "\(entry.translation)")
    }
  }

  @Test func `are told in a language, and others as their author wrote them`() {
    let galician = Catalogue(.galician)
    #expect(galician.title("A heterogeneous pool") == "Un pool heteroxéneo")
    #expect(galician.title("My own pool") == "My own pool")
    #expect(Catalogue(.english).title("A heterogeneous pool") == "A heterogeneous pool")
  }
}
