import MigrationSim

/// What came of all migrations together, to be compared with what other simulators say.
struct Tally {
  var cpu = 0.0
  var setUp = 0.0
  /// Memory that the set-up took, and the peak of all [KiB].
  var kibibytes = (setUp: 0, peak: 0)
  var migrations = 0
  var transfers = 0
  var bytes: Int64 = 0
  /// Sums over the migrations [s].
  var simulated = 0.0
  var downtime = 0.0
  var pings = 0
  var events = 0
  var hash = Fingerprint()

  mutating func add(_ result: RunResult) {
    for migration in result.migrations {
      precondition(
        migration.outcome == .completed, "a migration ended otherwise: \(migration.outcome)")
      migrations += 1
      transfers += migration.rounds.count
      bytes += migration.bytes.bytes
      simulated += migration.totalTime.seconds
      downtime += migration.downtime.seconds
      hash.add(migration.totalTime.nanoseconds)
      hash.add(migration.downtime.nanoseconds)
      hash.add(migration.bytes.bytes)
    }
    pings += result.pings.reduce(0) { $0 + $1.requests.count }
    events += result.eventCount
    hash.add(Int64(bitPattern: result.fingerprint))
  }

  /// Stops the program where something else was simulated than was asked for; 0 asks for nothing.
  func check(migrations expected: Int) {
    precondition(
      expected == 0 || migrations == expected, "\(migrations) migrations of \(expected)")
    // Those that have much of a link to themselves are done with fewer.
    precondition(
      transfers <= 10 * migrations, "\(transfers) transfers of \(migrations) migrations")
  }

  /// The fields that every program prints, and some of its own.
  var json: String {
    """
    {"migrations": \(migrations), "transfers": \(transfers), "bytes": \(bytes), \
    "simulated_s": \(simulated), "downtime_s": \(downtime), "pings": \(pings), "cpu_s": \(cpu), \
    "setup_cpu_s": \(setUp), "setup_kib": \(kibibytes.setUp), "peak_kib": \(kibibytes.peak), \
    "events": \(events), "hash": "\(String(hash.value, radix: 16))"}
    """
  }
}
