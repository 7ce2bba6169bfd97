import Foundation
import ScenarioKit
import StudyKit
import Testing
import Yams

@Suite struct `The schema of studies` {
  private static func schema() throws -> JSONSchema { try JSONSchema(StudySchema.text) }

  @Test func `is the committed one`() throws {
    let file = Repository.root.appending(path: "Scenarios/studies/study.schema.json")
    if ProcessInfo.processInfo.environment["XENMOTION_UPDATE_EXPECTED"] != nil {
      try StudySchema.text.write(to: file, atomically: true, encoding: .utf8)
    }
    let committed = try String(contentsOf: file, encoding: .utf8)
    #expect(
      committed == StudySchema.text, "run the tests with XENMOTION_UPDATE_EXPECTED=1 to renew it")
  }

  @Test(arguments: StudyLoader.bundledNames)
  func `allows every bundled study`(name: String) throws {
    let text = try String(
      contentsOf: Repository.root.appending(path: "Scenarios/studies/\(name).yaml"),
      encoding: .utf8)
    #expect(text.hasPrefix("# yaml-language-server: $schema=study.schema.json\n"))
    let value = try #require(try Yams.load(yaml: text))
    #expect(try Self.schema().faults(of: value) == [])
  }

  @Test(arguments: ["listed", "sampled"])
  func `allows the studies with everything, as the reader does`(name: String) throws {
    let value = try #require(try Yams.load(yaml: Repository.text("everything/\(name).yaml")))
    #expect(try Self.schema().faults(of: value) == [])
    do {
      let study = try Repository.everything(name)
      #expect(study.name == name)
    } catch let error as ScenarioError {
      Issue.record("\(error.rendered)")
    }
  }

  @Test func `has no key that the studies with everything lack`() throws {
    let there = try ["listed", "sampled"].reduce(into: Set<String>()) { keys, name in
      let value = try #require(try Yams.load(yaml: Repository.text("everything/\(name).yaml")))
      keys.formUnion(JSONSchema.keys(of: value))
    }
    let lacking = try Self.schema().keys.subtracting(there).sorted()
    #expect(lacking == [])
  }

  /// Whatever the schema forbids, the reader refuses; it tells more than a schema can.
  @Test(arguments: [
    "misspelt-keys", "scenario-left-out", "goals-left-out", "no-study", "unknown-names",
  ])
  func `forbids what is wrong in form`(name: String) throws {
    let value = try #require(try Yams.load(yaml: Repository.text("Diagnostics/\(name).yaml")))
    #expect(try !Self.schema().faults(of: value).isEmpty)
  }

  @Test func `tells the units and words that may stand`() throws {
    let text = StudySchema.text
    for measure in Response.Measure.allCases { #expect(text.contains("\"\(measure.rawValue)\"")) }
    for kind in Design.Kind.allCases { #expect(text.contains("\"\(kind.rawValue)\"")) }
  }
}
