import MigrationSim

/// The replications of one scenario, summed up.
public struct ReplicationSummary: Sendable {
  /// One migration of the scenario over all replications.
  public struct MigrationSummary: Sendable {
    /// Who moved where, as in the first replication that came to it.
    public let example: Observation.Migration
    /// How often it was completed, of the replications that came to it.
    public let completed: Proportion
    /// Over the completed ones; nil where none was [ms].
    public let downtimeMilliseconds: SampleSummary?
    public let totalTimeMilliseconds: SampleSummary?
    /// Bytes on the wire [B].
    public let bytes: SampleSummary?
  }

  /// One pinger of the scenario over all replications.
  public struct PingSummary: Sendable {
    public let example: Observation.Ping
    /// Requests lost in a run.
    public let lost: SampleSummary?
  }

  /// How a guest that migrated fared on its last CPU, over all replications.
  public struct MachineSummary: Sendable {
    /// What had come about a span after the guest had resumed.
    public struct Outlook: Sendable {
      /// Since it resumed; nil for the end of each run.
      public let span: SimDuration?
      /// That it had come about, or worse: these are not cut short by one another.
      public let deaths: [FaultConsequence: SurvivalEstimate]
    }

    public let vm: VMID
    /// Replications in which it migrated.
    public let arrivals: Int
    public let outlooks: [Outlook]
  }

  /// After which spans a study looks at guests, unless told otherwise.
  public static let spans: [SimDuration] = [.seconds(60), .seconds(3600)]

  public let replications: Int
  /// By the number of the virtual machine; those that never migrated are left out.
  public let machines: [MachineSummary]
  /// In the order of the scenario.
  public let migrations: [MigrationSummary]
  public let pings: [PingSummary]
  /// Replications in which every migration was completed.
  public let completed: Proportion
  /// Replications in which a virtual machine ended crashed.
  public let crashed: Proportion
  /// Replications that met every expectation of the scenario.
  public let asExpected: Proportion
  /// A hash over the fingerprints of the replications, in their order (FNV-1a, 64 bits).
  public let fingerprint: UInt64

  /// - Parameter spans: after which spans it looks at guests, besides the end of each run.
  public init(_ observations: [Observation], within spans: [SimDuration] = ReplicationSummary.spans)
  {
    let count = observations.count
    replications = count
    completed = Proportion(observations.count { !$0.hasAbort }, of: count)
    crashed = Proportion(observations.count(where: \.hasCrash), of: count)
    asExpected = Proportion(observations.count(where: \.isAsExpected), of: count)
    fingerprint = observations.reduce(0xCBF2_9CE4_8422_2325) { hash, observation in
      (0..<8).reduce(hash) { ($0 ^ observation.fingerprint >> (8 * $1) & 0xFF) &* 0x100_0000_01B3 }
    }

    let stays = observations.flatMap(\.stays)
    machines = Set(stays.map(\.vm)).sorted { $0.position < $1.position }.map { vm in
      MachineSummary(of: stays.filter { $0.vm == vm }, vm, within: spans)
    }
    let longest = observations.map(\.migrations.count).max() ?? 0
    migrations = (0..<longest).map { number in
      MigrationSummary(
        of: observations.compactMap {
          number < $0.migrations.count ? $0.migrations[number] : nil
        })
    }
    let pingers = observations.map(\.pings.count).max() ?? 0
    pings = (0..<pingers).map { number in
      let runs = observations.compactMap { number < $0.pings.count ? $0.pings[number] : nil }
      return PingSummary(
        example: runs[0], lost: SampleSummary(runs.map { Double($0.lostCount) }))
    }
  }
}

extension ReplicationSummary.MigrationSummary {
  /// Sums up `runs`, of which there is at least one.
  init(of runs: [Observation.Migration]) {
    let completedRuns = runs.filter(\.isCompleted)
    example = runs[0]
    completed = Proportion(completedRuns.count, of: runs.count)
    downtimeMilliseconds = SampleSummary(completedRuns.map { $0.downtime.exactMilliseconds })
    totalTimeMilliseconds = SampleSummary(completedRuns.map { $0.totalTime.exactMilliseconds })
    bytes = SampleSummary(completedRuns.map { Double($0.bytes.bytes) })
  }
}

extension ReplicationSummary.MachineSummary {
  init(of stays: [Observation.Stay], _ vm: VMID, within spans: [SimDuration]) {
    self.vm = vm
    arrivals = stays.count
    outlooks = (spans.map(Optional.some) + [nil]).map { span in
      Outlook(
        span: span,
        deaths: FaultConsequence.allCases.reduce(into: [:]) { deaths, consequence in
          deaths[consequence] = SurvivalEstimate(
            stays.map { $0.time(until: consequence) }, within: span?.seconds)
        })
    }
  }
}

extension SimDuration {
  /// Milliseconds, rounded once: 430 ms is 430.0, where a factor of 1e-6 leaves 430.00000000000006.
  fileprivate var exactMilliseconds: Double { Double(nanoseconds) / 1e6 }
}
