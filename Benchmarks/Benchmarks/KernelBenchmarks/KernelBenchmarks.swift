import BenchKit
import Benchmark
import HoldModel
import Workloads

let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .throughput], scalingFactor: .kilo, maxDuration: .milliseconds(500))
  for contender in [Contender.eventQueue, .schedule] {
    for pending in [10, 100, 1_000, 10_000, 100_000, 1_000_000] {
      Benchmark("HOLD \(contender.rawValue), \(pending) pending") { benchmark in
        var hold = Hold(contender, pending: pending)
        benchmark.startMeasurement()
        blackHole(hold.run(benchmark.scaledIterations.count))
        benchmark.stopMeasurement()
      }
    }
  }
  Workload.register(.kernel)
}
