import ScenarioKit
import Testing

@Suite struct `The bundled scenarios` {
  @Test(arguments: ScenarioLoader.bundledNames)
  func `load without a diagnostic`(name: String) {
    do {
      let scenario = try ScenarioLoader.load(name)
      #expect(scenario.id.value == name)
    } catch {
      Issue.record("\(error.rendered)")
    }
  }
}
