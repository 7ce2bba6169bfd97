import MigrationSim

/// What a study keeps of one replication: small, so that millions fit into memory.
public struct Observation: Hashable, Sendable {
  /// What is kept of one migration.
  public struct Migration: Hashable, Sendable {
    public let vm: VMID
    public let source: HostID
    public let destination: HostID
    public let isCompleted: Bool
    public let downtime: SimDuration
    public let totalTime: SimDuration
    public let bytes: ByteCount
  }

  /// What is kept of one run of `ping`.
  public struct Ping: Hashable, Sendable {
    public let vm: VMID
    public let isFromConsole: Bool
    public let peer: String
    public let lostCount: Int
  }

  public let migrations: [Migration]
  public let pings: [Ping]
  /// Whether a virtual machine ended the run crashed.
  public let hasCrash: Bool
  public let isAsExpected: Bool
  public let fingerprint: UInt64

  public init(_ result: RunResult) {
    migrations = result.migrations.map {
      Migration(
        vm: $0.vm, source: $0.source, destination: $0.destination,
        isCompleted: $0.outcome == .completed, downtime: $0.downtime, totalTime: $0.totalTime,
        bytes: $0.bytes)
    }
    pings = result.pings.map { ping in
      Ping(
        vm: ping.vm, isFromConsole: ping.isFromConsole, peer: ping.peer,
        lostCount: ping.requests.count {
          if case .lost = $0.fate { true } else { false }
        })
    }
    hasCrash = result.machines.contains { $0.state == .crashed }
    isAsExpected = result.isAsExpected
    fingerprint = result.fingerprint
  }

  /// Whether a migration was refused, failed, or had not ended.
  public var hasAbort: Bool { migrations.contains { !$0.isCompleted } }
}
