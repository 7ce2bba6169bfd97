import BenchKit
import Benchmark

extension Workload {
  /// Makes benchmarks of the framework's of all workloads of a group, under their names.
  ///
  /// Each iteration is a repetition, its set-up left out; one that comes to another hash than the
  /// first stops the program.
  public static func register(_ group: Group) {
    for workload in standard where workload.group == group {
      let scale = workload.scale(.full)
      Benchmark(
        workload.name,
        configuration: .init(
          metrics: [.wallClock, .throughput], tags: ["unit": workload.unit],
          maxDuration: .seconds(1))
      ) { benchmark in
        var hash: UInt64?
        for _ in benchmark.scaledIterations {
          var trial = workload.prepare(scale)
          benchmark.startMeasurement()
          trial.run()
          benchmark.stopMeasurement()
          let found = trial.outcome.hash
          precondition(hash ?? found == found, "\(workload.name) came to two results")
          hash = found
        }
      }
    }
  }
}
