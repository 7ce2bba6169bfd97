/// One migration, whole.
public struct MigrationReport: Hashable, Codable, Sendable {
  /// From 1, in the order of the requests.
  public var number: Int
  public var vm: String
  public var source: String
  public var destination: String
  /// The network that carried the memory.
  public var network: String?
  /// pre-copy, stop-and-copy, post-copy or hybrid.
  public var strategy: String
  /// The stop policy.
  public var policy: String
  /// The profile of the phases' durations.
  public var profile: String
  /// What ended the live passes: below_threshold, passes, volume, time, rate or switched; absent
  /// before they ended.
  public var stop: String?
  /// Whether the live passes came to their end by themselves; absent before they ended.
  public var converged: Bool?
  /// completed, refused, failed, not_converged or unfinished.
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
  /// Time that the guest lost while it was not paused: to logging, throttling, the sender's work,
  /// and waiting for pages.
  public var brownoutMs: Double
  /// Of that, what it lost to the faults by which writes are logged.
  public var logDirtyMs: Double
  /// Pages that the guest asked for in post-copy before they were pushed; absent without post-copy.
  public var pagesFaulted: Int?
  public var phases: [PhaseReport]
  public var rounds: [RoundReport]
  public var pagesSent: Int
  /// Bytes of memory on the wire, headers included.
  public var bytes: Int64
  /// The virtual machine's memory; absent where it is not known.
  public var memoryBytes: Int64?
  /// Bytes on the wire over the bytes of the memory.
  public var ratioToMemory: Double?
  /// What moved with the disks: guest, disks_alone or cold; absent of a migration without storage.
  public var storage: String?
  /// The disks in the order in which they went; absent of a migration without storage.
  public var disks: [DiskReport]?
  public var bytesCopied: Int64?
  public var bytesMirrored: Int64?
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
  /// Whether the guest ran at the source meanwhile.
  public var live: Bool
  /// live, paused or post_copy: where the guest was.
  public var kind: String
  public var beganS: Double
  public var durationMs: Double
  public var pagesToSend: Int
  public var pagesSent: Int
  /// Pages passed over because the guest had written to them again.
  public var pagesSkipped: Int
  /// Pages of which nothing was sent but that they hold zeros.
  public var pagesZero: Int
  /// The share of its time that the guest was kept from running, in percent.
  public var throttlePercent: Double
  public var bytes: Int64
  public var rateMbitPerS: Double
  /// Pages found dirty after the pass.
  public var pagesDirtied: Int
  public var dirtyRatePagesPerS: Double
}
