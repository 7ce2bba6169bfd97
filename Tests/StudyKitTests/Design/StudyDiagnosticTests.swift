import Foundation
import ScenarioKit
import StudyKit
import Testing

/// Studies as researchers get them wrong, each beside what the reader must say.
@Suite struct `What is said of a wrong study` {
  private static let folder = Repository.tests.appending(path: "Diagnostics")

  static let cases: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
  }()

  /// Those whose scenario alone is missing: an input that is not there, as a program tells it.
  static let missing = ["scenario-unknown"]

  @Test func `is kept for many cases`() { #expect(Self.cases.count >= 25) }

  @Test(arguments: cases)
  func `is exactly what is expected`(name: String) throws {
    let text = try Repository.text("Diagnostics/\(name).yaml")
    let files = try Repository.files(in: "Diagnostics/named", named: "named/")
    var said = ""
    do throws(ScenarioError) {
      _ = try StudyLoader.load([("\(name).yaml", text)] + files, named: "\(name).yaml")
    } catch {
      said = error.rendered
      #expect(error.exitCode == (Self.missing.contains(name) ? 66 : 65))
    }
    #expect(!said.isEmpty, "the file was accepted")
    let expected = Self.folder.appending(path: "\(name).expected")
    if ProcessInfo.processInfo.environment["XENMOTION_UPDATE_EXPECTED"] != nil {
      try said.write(to: expected, atomically: true, encoding: .utf8)
    }
    #expect(said == (try? String(contentsOf: expected, encoding: .utf8)))
  }
}
