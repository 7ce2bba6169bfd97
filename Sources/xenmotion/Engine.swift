// The command's only door to the scenario reader and the engine. Its bodies are stand-ins that
// return runs made by hand, until both are there.
import MigrationSim
import ReportKit
import SampleRuns

/// A scenario, read and found valid.
struct Loaded: Sendable {
  var scenario: String
  var title: String
  /// The scenario's own seed.
  var seed: UInt64
  var names: Names
}

/// Why a scenario could not be had.
enum LoadFailure: Error {
  /// There is neither a file nor a scenario of that name; and what may have been meant.
  case missing(suggestion: String?)
  /// There is one, but it is not valid: every diagnostic, rendered, with its place.
  case invalid(diagnostics: String)
}

/// Reads the scenario file at that path, or the scenario of that name that comes with the program.
func loadScenario(_ nameOrPath: String) -> Result<Loaded, LoadFailure> {
  guard let bundled = bundledScenarios().first(where: { $0.name == nameOrPath }) else {
    if nameOrPath.hasSuffix("invalid.yaml") {
      return .failure(.invalid(diagnostics: "invalid.yaml:3:9: error: 'vmms' is not a key here"))
    }
    return .failure(
      .missing(suggestion: Suggestion.nearest(to: nameOrPath, in: bundledScenarios().map(\.name))))
  }
  let names = Names(
    hosts: SampleRun.hosts, vms: SampleRun.vms, srs: SampleRun.srs, networks: SampleRun.networks,
    pools: SampleRun.pools, features: SampleRun.features, vmMemory: SampleRun.vmMemory)
  return .success(Loaded(scenario: bundled.name, title: bundled.title, seed: 1, names: names))
}

/// Runs one replication to its end.
func simulate(_ loaded: Loaded, seed: UInt64, replication: UInt64) -> RunResult {
  loaded.scenario == "sample-good"
    ? SampleRun.homogeneous(seed: seed, replication: replication)
    : SampleRun.heterogeneous(seed: seed, replication: replication)
}

/// The scenarios that come with the program, in the order to be listed.
func bundledScenarios() -> [(name: String, title: String)] {
  [
    ("sample-good", "A homogeneous pool, and a migration without a ping lost"),
    ("sample-bad", "A heterogeneous pool, and what goes wrong in it"),
  ]
}

/// The JSON Schema of scenario files.
func schemaText() -> String { "{\"$schema\": \"http://json-schema.org/draft-07/schema#\"}\n" }
