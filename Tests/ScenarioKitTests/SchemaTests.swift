import Foundation
import ScenarioKit
import Testing

@Suite struct `The schema` {
  @Test func `is the committed one`() throws {
    let file = Repository.root.appending(path: "Scenarios/scenario.schema.json")
    if ProcessInfo.processInfo.environment["UPDATE_EXPECTED"] != nil {
      try ScenarioSchema.text.write(to: file, atomically: true, encoding: .utf8)
    }
    let committed = try String(contentsOf: file, encoding: .utf8)
    #expect(committed == ScenarioSchema.text, "run the tests with UPDATE_EXPECTED=1 to renew it")
  }
}
