import Benchmark
import MigrationSim
import ScenarioKit

let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .throughput], maxDuration: .milliseconds(500))
  for name in ScenarioLoader.bundledNames {
    Benchmark("reading \(name)") { benchmark in
      for _ in benchmark.scaledIterations { blackHole(try ScenarioLoader.load(name).setup) }
    }
    Benchmark("running \(name)") { benchmark in
      let setup = try ScenarioLoader.load(name).setup
      benchmark.startMeasurement()
      for replication in benchmark.scaledIterations {
        blackHole(
          MigrationSim.run(
            setup, seed: 1, replication: UInt64(replication), keepsRecords: false))
      }
      benchmark.stopMeasurement()
    }
  }
}
