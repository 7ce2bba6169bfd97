import Foundation
import ScenarioKit
import Testing

/// Files as students get them wrong, each beside what the reader must say.
@Suite struct `What is said of a wrong file` {
  private static let folder = Repository.tests.appending(path: "Diagnostics")

  static let cases: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
  }()

  @Test func `is kept for many cases`() { #expect(Self.cases.count >= 25) }

  @Test(arguments: cases)
  func `is exactly what is expected`(name: String) throws {
    let text = try Repository.text("Diagnostics/\(name).yaml")
    let files = try Repository.files(in: "Diagnostics", "named")
    var said = ""
    do throws(ScenarioError) {
      _ = try ScenarioLoader.load(text: text, name: "\(name).yaml", files: files)
    } catch {
      said = error.rendered
      #expect(error.exitCode == 65)
    }
    #expect(!said.isEmpty, "the file was accepted")
    let expected = Self.folder.appending(path: "\(name).expected")
    if ProcessInfo.processInfo.environment["XENMOTION_UPDATE_EXPECTED"] != nil {
      try said.write(to: expected, atomically: true, encoding: .utf8)
    }
    #expect(said == (try? String(contentsOf: expected, encoding: .utf8)))
  }
}
