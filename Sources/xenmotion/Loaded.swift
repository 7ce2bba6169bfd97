import MigrationSim
import ReportKit
import ScenarioKit

/// A scenario, read, found valid, and ready to run.
struct Loaded: Sendable {
  let scenario: String
  let title: String
  let about: String
  /// The scenario's own seed.
  let seed: UInt64
  let names: Names
  private let setup: Setup

  /// The scenario in the file at that path, or of that name among the bundled ones.
  init(_ nameOrPath: String) throws(ScenarioError) {
    let scenario = try ScenarioLoader.load(nameOrPath)
    self.scenario = scenario.id.value
    title = scenario.title
    about = scenario.about
    seed = scenario.seed
    setup = scenario.setup
    names = Names(setup.inventory, features: setup.toolstack.featureNames)
  }

  /// As above, with every mistake written to stderr: what is thrown is the exit code.
  static func named(_ nameOrPath: String) throws -> Loaded {
    do {
      return try Loaded(nameOrPath)
    } catch {
      Console.error(error.rendered)
      throw error.kind == .missing ? Exit.missingInput : Exit.invalidScenario
    }
  }

  /// What happens in one replication, and why.
  func explanation(seed: UInt64, replication: UInt64) -> Explanation {
    Explanation(
      run(seed: seed, replication: replication, keepsRecords: false), of: setup, names: names)
  }

  /// Runs one replication to its end.
  func run(seed: UInt64, replication: UInt64, keepsRecords: Bool) -> RunResult {
    MigrationSim.run(setup, seed: seed, replication: replication, keepsRecords: keepsRecords)
  }
}
