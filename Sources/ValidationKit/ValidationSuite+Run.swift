import MigrationSim
import StudyKit

extension ValidationSuite {
  /// Runs every system and compares; the same on any number of threads.
  public func run(replications: UInt64 = Self.replications, threads: Int = 1) async
    -> [TargetResult]
  {
    let systems = systems
    let compared = systems.map { system in
      targets.compactMap { target in
        target.comparison.flatMap {
          $0.scenario == system.name ? (target: target, comparison: $0) : nil
        }
      }
    }
    let comparisons = compared.map { $0.map(\.comparison) }
    let count = UInt64(systems.count) * replications
    let values = await Replications.run(count, threads: threads) { number in
      let place = Int(number / replications)
      let system = systems[place]
      let result = MigrationSim.run(
        system.setup, seed: system.seed, replication: number % replications, keepsRecords: false)
      return comparisons[place].map { comparison in
        comparison.metric.value(of: comparison.migration, in: result)
          .map { $0 / comparison.unit.factor }
      }
    }
    return compared.enumerated().flatMap { place, rows in
      let first = place * Int(replications)
      let runs = values[first..<first + Int(replications)]
      return rows.enumerated().map { row, pair in
        let sample = runs.map { $0[row] }
        return TargetResult(
          target: pair.target, comparison: pair.comparison,
          simulated: sample.contains(nil) ? nil : SampleSummary(sample.compactMap(\.self)))
      }
    }
  }
}
