import ScenarioKit
import Testing

@Suite struct `The bundled scenarios` {
  @Test(arguments: ScenarioLoader.bundledNames + ScenarioLoader.validationNames)
  func `load without a diagnostic`(name: String) {
    do {
      let scenario = try ScenarioLoader.load(name)
      #expect(scenario.id.value == name.split(separator: "/").last.map(String.init))
    } catch {
      Issue.record("\(error.rendered)")
    }
  }
}
