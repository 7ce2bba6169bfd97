import Foundation
import ScenarioKit
import Testing
import Yams

@Suite struct `The schema` {
  @Test func `is the committed one`() throws {
    let file = Repository.root.appending(path: "Scenarios/scenario.schema.json")
    if ProcessInfo.processInfo.environment["XENMOTION_UPDATE_EXPECTED"] != nil {
      try ScenarioSchema.text.write(to: file, atomically: true, encoding: .utf8)
    }
    let committed = try String(contentsOf: file, encoding: .utf8)
    #expect(
      committed == ScenarioSchema.text, "run the tests with XENMOTION_UPDATE_EXPECTED=1 to renew it"
    )
  }

  @Test(arguments: ScenarioLoader.bundledNames + ScenarioLoader.validationNames)
  func `has every key of every bundled scenario`(name: String) throws {
    let text = try #require(ScenarioLoader.bundledText(named: name))
    let unknown = try Self.keys(of: text).subtracting(Self.keysOfSchema())
    #expect(unknown.isEmpty)
  }

  @Test func `has no key that the file with everything lacks`() throws {
    let text = try Repository.text("everything.yaml")
    let there = try Set(Self.keys(of: text).map(Self.shared))
    let lacking = try Set(Self.keysOfSchema().map(Self.shared)).subtracting(there).sorted()
    #expect(lacking.isEmpty, "\(lacking)")
  }

  @Test func `promises nothing that the reader refuses`() throws {
    do {
      let scenario = try Repository.everything()
      #expect(scenario.timeline.count == 42)
      #expect(scenario.seed == 42)
    } catch let error as ScenarioError {
      Issue.record("\(error.rendered)")
    }
  }

  /// A key that is read by the same code in several places, under one of its paths.
  private static func shared(_ path: String) -> String {
    path.replacing("[storage migrate]", with: "[migrate]").replacing(
      /^\.timeline\[migrate\](?=\.(durations|guest_costs|inject|policy|sender|stream|switch_over))/,
      with: ".migration"
    )
    .replacing(".timeline[create vm].workload", with: ".vms.workload")
    .replacing(/\.durations\.[a-z_]+\./, with: ".durations.*.")
  }

  /// Paths of keys, as "hosts.nics.wire"; those of a step stand behind its operation.
  private static func keys(of yaml: String) throws -> Set<String> {
    var keys: Set<String> = []
    func walk(_ node: Node, _ path: String) {
      switch node {
      case .mapping(let mapping):
        let operation = mapping["do"]?.string.map { "[\($0)]" } ?? ""
        for (key, value) in mapping {
          let name = key.string ?? ""
          // Keys that every step may have are the timeline's own.
          let isCommon = ["do", "title", "at", "after", "expect"].contains(name)
          let inner = path + (isCommon ? "" : operation) + "." + name
          keys.insert(inner)
          walk(value, inner)
        }
      case .sequence(let sequence): for item in sequence { walk(item, path) }
      default: break
      }
    }
    walk(try #require(try Yams.compose(yaml: yaml)), "")
    return keys
  }

  private static func keysOfSchema() throws -> Set<String> {
    var keys: Set<String> = []
    func walk(_ schema: Any, _ path: String, operation: String = "") {
      guard let schema = schema as? [String: Any] else { return }
      for (key, inner) in schema["properties"] as? [String: Any] ?? [:] {
        // Where the rule of an operation says true or repeats the word, the key is common.
        let isCommon = inner is Bool || key == "do"
        let path = path + (isCommon ? "" : operation) + "." + key
        keys.insert(path)
        walk(inner, path)
      }
      if let items = schema["items"] { walk(items, path) }
      for inner in schema["anyOf"] as? [Any] ?? [] { walk(inner, path) }
      for case let rule as [String: Any] in schema["allOf"] as? [Any] ?? [] {
        guard let then = rule["then"] as? [String: Any],
          let condition = rule["if"] as? [String: Any],
          let properties = condition["properties"] as? [String: [String: Any]],
          let word = properties["do"]?["const"] as? String
        else { continue }
        walk(then, path, operation: "[\(word)]")
      }
    }
    let json = try JSONSerialization.jsonObject(with: Data(ScenarioSchema.text.utf8))
    walk(json, "")
    return keys
  }
}
