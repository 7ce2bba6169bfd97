import MigrationSim
import StudyKit

/// The replications of one scenario, told in plain values: keys and units as in `RunReport`.
public struct ReplicationReport: Hashable, Codable, Sendable {
  /// One migration of the scenario over all replications.
  public struct Migration: Hashable, Codable, Sendable {
    public var number: Int
    public var vm: String
    public var source: String
    public var destination: String
    /// Of the replications that came to it.
    public var completed: Proportion
    /// Over the completed ones, like the next two; absent where none was.
    public var downtimeMs: SampleSummary?
    public var totalTimeMs: SampleSummary?
    public var bytes: SampleSummary?
  }

  /// One pinger of the scenario over all replications.
  public struct Ping: Hashable, Codable, Sendable {
    public var number: Int
    public var vm: String
    public var from: String
    public var peer: String
    /// Requests lost in a run.
    public var lost: SampleSummary?
  }

  /// One guest that migrated: how it fared on its last CPU.
  public struct Machine: Hashable, Codable, Sendable {
    public var vm: String
    /// Replications in which it migrated.
    public var arrivals: Int
    public var outlooks: [Outlook]
  }

  /// What had come about, or worse, a span after a guest had last resumed.
  public struct Outlook: Hashable, Codable, Sendable {
    /// Absent for the end of each run, however far that was.
    public var withinS: Double?
    public var processDied: SurvivalEstimate
    public var servicesDied: SurvivalEstimate
    public var machineCrashed: SurvivalEstimate
  }

  public var schemaVersion: Int
  public var toolVersion: String
  public var scenario: String
  public var title: String
  public var seed: UInt64
  public var replications: Int
  /// A hash over the fingerprints of all replications, in order.
  public var fingerprint: String
  /// Replications in which every migration was completed.
  public var completed: Proportion
  public var crashed: Proportion
  public var asExpected: Proportion
  public var migrations: [Migration]
  /// Absent where no guest migrated.
  public var machines: [Machine]?
  public var pings: [Ping]

  public init(
    _ summary: ReplicationSummary, scenario: String, title: String, seed: UInt64, names: Names
  ) {
    schemaVersion = Release.schemaVersion
    toolVersion = Release.version
    self.scenario = scenario
    self.title = title
    self.seed = seed
    replications = summary.replications
    fingerprint = Wording.hexadecimal(summary.fingerprint)
    completed = summary.completed
    crashed = summary.crashed
    asExpected = summary.asExpected
    migrations = summary.migrations.enumerated().map { index, migration in
      Migration(
        number: index + 1, vm: names.name(of: migration.example.vm),
        source: names.name(of: migration.example.source),
        destination: names.name(of: migration.example.destination),
        completed: migration.completed, downtimeMs: migration.downtimeMilliseconds,
        totalTimeMs: migration.totalTimeMilliseconds, bytes: migration.bytes)
    }
    if !summary.machines.isEmpty {
      machines = summary.machines.map { machine in
        Machine(
          vm: names.name(of: machine.vm), arrivals: machine.arrivals,
          outlooks: machine.outlooks.map(Outlook.init))
      }
    }
    pings = summary.pings.enumerated().map { index, ping in
      Ping(
        number: index + 1, vm: names.name(of: ping.example.vm),
        from: ping.example.isFromConsole ? "console" : "outside", peer: ping.example.peer,
        lost: ping.lost)
    }
  }
}

extension ReplicationReport.Outlook {
  init(_ outlook: ReplicationSummary.MachineSummary.Outlook) {
    func estimate(_ consequence: FaultConsequence) -> SurvivalEstimate {
      outlook.deaths[consequence] ?? SurvivalEstimate([])
    }
    withinS = outlook.span.map { Double($0.nanoseconds) / 1e9 }
    processDied = estimate(.processDies)
    servicesDied = estimate(.servicesDie)
    machineCrashed = estimate(.machineCrashes)
  }

  /// The three, with a key for each.
  var deaths: [(key: String, estimate: SurvivalEstimate)] {
    [
      ("process_died", processDied), ("services_died", servicesDied),
      ("machine_crashed", machineCrashed),
    ]
  }
}

extension CSVTable {
  /// The lines of `report` in the table of sums, without the header: one row per response.
  ///
  /// A proportion has a mean and Wilson's interval, and no spread.
  public static func summaryLines(of report: ReplicationReport) -> String {
    func row(_ response: String, _ subject: String, _ numbers: [String]) -> String {
      line([report.scenario, "\(report.seed)", response, subject] + numbers)
    }
    func row(_ response: String, _ subject: String, _ sample: SampleSummary?) -> String {
      guard let sample else { return "" }
      let spread = [sample.standardDeviation, sample.interval?.low, sample.interval?.high]
      return row(
        response, subject,
        ["\(sample.count)", "\(sample.mean)"] + spread.map { $0.map { "\($0)" } ?? "" }
          + [
            sample.minimum, sample.percentile5, sample.percentile25, sample.median,
            sample.percentile75, sample.percentile95, sample.percentile99, sample.maximum,
          ].map { "\($0)" })
    }
    func row(_ response: String, _ subject: String, _ proportion: Proportion) -> String {
      row(
        response, subject,
        [
          "\(proportion.of)", "\(proportion.share)", "", "\(proportion.interval.low)",
          "\(proportion.interval.high)",
        ] + Array(repeating: "", count: 8))
    }
    let runs =
      row("completed", "run", report.completed) + row("crashed", "run", report.crashed)
      + row("as_expected", "run", report.asExpected)
    let migrations = report.migrations.map { migration in
      let subject = "migration \(migration.number)"
      return row("completed", subject, migration.completed)
        + row("downtime_ms", subject, migration.downtimeMs)
        + row("total_time_ms", subject, migration.totalTimeMs)
        + row("bytes", subject, migration.bytes)
    }
    let deaths = (report.machines ?? []).flatMap { machine in
      machine.outlooks.flatMap { outlook in
        outlook.deaths.map { key, estimate in
          let span = outlook.withinS.map { "within \($0) s" } ?? "by the end"
          let numbers = [estimate.share, nil, estimate.interval?.low, estimate.interval?.high]
          return row(
            key, "\(machine.vm) \(span)",
            ["\(estimate.of)"] + numbers.map { $0.map { "\($0)" } ?? "" }
              + Array(repeating: "", count: 8))
        }
      }
    }
    let pings = report.pings.map { row("pings_lost", "ping \($0.number)", $0.lost) }
    return runs + migrations.joined() + deaths.joined() + pings.joined()
  }
}
