import BenchKit
import MigrationSim

// The engine's side of `Benchmarks/Peers/compare.py`: simulates so many migrations of a workload
// and prints on one line of JSON what they cost and what came of them.
let arguments = Arguments(Array(CommandLine.arguments.dropFirst()))
var tally = Tally()
var costs = Costs()
if arguments.apart {
  let setup = arguments.world(1).estate.setup
  let before = Usage.now
  for replication in 0..<arguments.count {
    tally.add(
      run(
        setup, seed: 1, replication: UInt64(replication), keepsRecords: arguments.records))
  }
  let after = Usage.now
  costs.cpu = after.cpu - before.cpu
  costs.kibibytes.peak = after.peakKibibytes
  tally.check(migrations: arguments.count)
} else {
  let begin = Usage.now
  let world = arguments.world(arguments.count)
  let setup = world.estate.setup
  var simulation = Simulation(setup, seed: 1, keepsRecords: arguments.records)
  let ready = Usage.now
  simulation.run(through: .zero + setup.timeLimit)
  let done = Usage.now
  costs.setUp = ready.cpu - begin.cpu
  costs.cpu = done.cpu - ready.cpu
  costs.kibibytes = (ready.peakKibibytes - begin.peakKibibytes, done.peakKibibytes)
  // What came of it is asked of a second run: it is the same to the last bit.
  let result = run(setup, seed: 1, keepsRecords: arguments.records)
  precondition(
    result.fingerprint == simulation.system.fingerprint, "two runs of one set-up differ")
  tally.add(result)
  tally.check(migrations: world.migrations)
}
print(costs.json(of: tally))
