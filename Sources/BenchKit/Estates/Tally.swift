import MigrationSim

/// What came of runs, all together: to be compared, and hashed.
public struct Tally: Hashable, Sendable {
  public private(set) var migrations = 0
  public private(set) var completed = 0
  public private(set) var transfers = 0
  public private(set) var bytes: Int64 = 0
  /// Sums over the migrations [s].
  public private(set) var simulated = 0.0
  public private(set) var downtime = 0.0
  public private(set) var pings = 0
  public private(set) var events = 0
  /// Over each migration's spans and bytes, and each run's fingerprint.
  public private(set) var hash = Fingerprint()

  public init() {}

  public mutating func add(_ result: RunResult) {
    for migration in result.migrations {
      migrations += 1
      if migration.outcome == .completed { completed += 1 }
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
}
