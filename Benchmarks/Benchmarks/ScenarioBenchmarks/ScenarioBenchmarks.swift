import Benchmark
import MigrationSim
import ScenarioKit

let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .throughput], maxDuration: .milliseconds(500))
  for name in ScenarioLoader.bundledNames {
    guard let setup = try? ScenarioLoader.load(name).setup else {
      preconditionFailure("the bundled scenario \(name) is not valid")
    }
    Benchmark("reading \(name)") { _ in blackHole(try ScenarioLoader.load(name).setup) }
    Benchmark("running \(name)") { benchmark in
      // Each time another replication, so that no luck weighs more than another.
      let replication = UInt64(benchmark.currentIteration)
      blackHole(
        MigrationSim.run(setup, seed: 1, replication: replication, keepsRecords: false))
    }
  }
}
