import MigrationSim
import ScenarioKit

/// A system that somebody has measured, as a scenario.
public struct MeasuredSystem: Sendable {
  /// As the table of targets names it.
  public let name: String
  public let title: String
  /// What was measured, and which constants were fitted.
  public let about: String
  let seed: UInt64
  let setup: Setup

  init(_ scenario: Scenario, name: String) {
    self.name = name
    title = scenario.title
    about = scenario.about
    seed = scenario.seed
    setup = scenario.setup
  }
}
