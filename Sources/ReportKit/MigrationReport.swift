/// One migration, whole.
public struct MigrationReport: Hashable, Codable, Sendable {
  /// From 1, in the order of the requests.
  public var number: Int
  public var vm: String
  public var source: String
  public var destination: String
  /// The network that carried the memory.
  public var network: String?
  /// The stop policy.
  public var policy: String
  /// The profile of the phases' durations.
  public var profile: String
  /// What ended the live passes: below_threshold, passes, volume or time; absent before they ended.
  public var stop: String?
  /// completed, refused, failed or unfinished.
  public var outcome: String
  /// The phase in which it was given up.
  public var failedPhase: String?
  /// Why it was refused or failed, or what was waived by force.
  public var reasons: [ReasonReport]
  public var requestedS: Double
  public var endedS: Double
  public var totalTimeMs: Double
  /// From the suspend's acknowledgement to the end of unpause.
  public var downtimeMs: Double
  public var downtimeByPhaseMs: [String: Double]
  public var phases: [PhaseReport]
  public var rounds: [RoundReport]
  public var pagesSent: Int
  /// Bytes on the wire, headers included.
  public var bytes: Int64
  /// The virtual machine's memory; absent where it is not known.
  public var memoryBytes: Int64?
  /// Bytes on the wire over the bytes of the memory.
  public var ratioToMemory: Double?
}

/// One phase of a migration.
public struct PhaseReport: Hashable, Codable, Sendable {
  public var phase: String
  public var beganS: Double
  public var durationMs: Double
  /// Whether the guest stood still.
  public var downtime: Bool
}

/// One pass over the pages to send.
public struct RoundReport: Hashable, Codable, Sendable {
  /// From 1, the last pass included.
  public var number: Int
  /// Whether the guest ran meanwhile.
  public var live: Bool
  public var beganS: Double
  public var durationMs: Double
  public var pagesToSend: Int
  public var pagesSent: Int
  /// Pages passed over because the guest had written to them again.
  public var pagesSkipped: Int
  public var bytes: Int64
  public var rateMbitPerS: Double
  /// Pages found dirty after the pass.
  public var pagesDirtied: Int
  public var dirtyRatePagesPerS: Double
}
