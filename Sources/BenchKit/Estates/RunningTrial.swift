import MigrationSim
import ScenarioKit

/// Runs of a set-up, each from the world's making to its result.
struct RunningTrial: Trial {
  private let setup: Setup
  private let units: Int
  private let runs: Int
  private let keepsRecords: Bool
  private var tally = Tally()

  /// A bundled scenario, so many times, each with the luck of another replication.
  init(_ scenario: String, _ scale: Workload.Scale) {
    setup = bundledSetup(scenario)
    units = scale.units
    runs = scale.units
    keepsRecords = false
  }

  /// A set-up in which the unit is done so often, once.
  init(_ setup: Setup, units: Int, keepsRecords: Bool) {
    self.setup = setup
    self.units = units
    runs = 1
    self.keepsRecords = keepsRecords
  }

  mutating func run() {
    for replication in 0..<runs {
      tally.add(
        MigrationSim.run(
          setup, seed: 1, replication: UInt64(replication), keepsRecords: keepsRecords))
    }
  }

  var outcome: Outcome { Outcome(units: units, events: tally.events, hash: tally.hash.value) }
}

/// From the text of a bundled scenario to set-ups.
struct ReadingTrial: Trial {
  private let name: String
  private let units: Int
  private var setups: [Setup] = []

  init(_ scenario: String, _ scale: Workload.Scale) {
    name = scenario
    units = scale.units
    setups.reserveCapacity(units)
  }

  mutating func run() {
    for _ in 0..<units { setups.append(bundledSetup(name)) }
  }

  /// What was read is told by what comes of it.
  var outcome: Outcome {
    var tally = Tally()
    for setup in setups { tally.add(MigrationSim.run(setup, seed: 1, keepsRecords: false)) }
    return Outcome(units: units, events: nil, hash: tally.hash.value)
  }
}

private func bundledSetup(_ name: String) -> Setup {
  do throws(ScenarioError) {
    return try ScenarioLoader.load(name).setup
  } catch {
    preconditionFailure("the bundled scenario \(name) is not valid: \(error.rendered)")
  }
}
