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

  /// What is kept of a guest that came from another host: how it fared on the CPU there.
  public struct Stay: Hashable, Sendable {
    public let vm: VMID
    /// From its resumption to its end, or the run's [s].
    public let watched: Double
    /// When the guest first executed what its CPU lacks, by what that took down [s].
    public let deaths: [FaultConsequence: Double]
  }

  public let migrations: [Migration]
  /// Of each guest that migrated, the last.
  public let stays: [Stay]
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
    stays = result.machines.compactMap { Stay($0, ended: result.ended) }
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

extension Observation.Stay {
  init?(_ machine: MachineResult, ended: SimTime) {
    guard let stay = machine.stay else { return nil }
    let end = stay.ended ?? ended
    vm = machine.vm
    watched = (end - stay.began).seconds
    deaths = machine.faults.filter { $0.time >= stay.began && $0.time <= end }
      .reduce(into: [:]) { deaths, fault in
        let delay = (fault.time - stay.began).seconds
        deaths[fault.layer.consequence] = min(deaths[fault.layer.consequence] ?? delay, delay)
      }
  }

  /// Until what is asked for had come about, or worse.
  func time(until consequence: FaultConsequence) -> SurvivalEstimate.Case {
    let times = deaths.filter { $0.key.rawValue <= consequence.rawValue }.values
    return times.min().map { .init(time: $0, isMet: true) } ?? .init(time: watched, isMet: false)
  }
}
