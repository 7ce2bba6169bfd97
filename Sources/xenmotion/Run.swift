import ArgumentParser
import MigrationSim
import ReportKit
import StudyKit

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `xenmotion run`: runs a scenario once, or many times, and reports.
struct Run: AsyncParsableCommand, Exemplified {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Runs a scenario, and reports what happened.",
    usage: "xenmotion run <scenario> [<options>]",
    discussion: """
      The report goes to stdout as text, unless JSON or a table goes there. Equal seeds give equal \
      bytes, on any number of threads. Exit code 10 says that the simulated outcome was not as it \
      should be.
      """)
  static let examples = [
    "xenmotion run 6.J", "xenmotion run my-pool.yaml --csv rounds | head",
    "xenmotion run 6.K --replications 1000 --threads 2 --json study.json",
  ]

  @Argument(help: "A scenario file, or the name of a bundled one.")
  var scenario: String

  @Option(
    help: ArgumentHelp("Write the report as JSON to a file, or to stdout.", valueName: "file|-"))
  var json: String?

  @Option(
    help: ArgumentHelp(
      """
      Write a table as CSV to stdout, or with =FILE to a file; summary sums up replications. \
      Repeatable.
      """, valueName: "table[=file]"))
  var csv: [TableRequest] = []

  @Option(help: "The master seed, instead of the scenario's own.")
  var seed: UInt64?

  @Option(help: "Run it this many times, each with its own random streams, and sum up.")
  var replications: UInt64?

  @Option(
    help: ArgumentHelp(
      """
      How long after its last resumption replications look whether a guest has died of its CPU, \
      besides the end of the run. Repeatable; 1min and 1h if left out.
      """, valueName: "time"))
  var within: [String] = []

  @Option(help: "How many replications run at a time.")
  var threads = 1

  @Option(
    help: ArgumentHelp(
      """
      Which outcomes end in exit code 10, with commas between: crash (a VM ended crashed), abort \
      (a migration was not completed), expectation (one of the scenario's did not hold).
      """,
      valueName: "what"))
  var failOn = FailureConditions([.expectation])

  @Flag(help: "Put every record into the JSON.")
  var records = false

  @Flag(name: .shortAndLong, help: "No text report.")
  var quiet = false

  @Option(help: "When to colour the text; NO_COLOR and TERM=dumb count in auto.")
  var color = Painter.Choice.auto

  func validate() throws {
    guard threads >= 1 else { throw ValidationError("--threads must be at least 1.") }
    if let replications, replications < 1 || replications > 10_000_000 {
      throw ValidationError("--replications must be from 1 to 10000000.")
    }
    guard replications != nil || !csv.contains(where: { $0.table == .summary }) else {
      throw ValidationError("--csv summary sums up replications: give --replications too.")
    }
    guard replications != nil || within.isEmpty else {
      throw ValidationError("--within looks at replications: give --replications too.")
    }
    _ = try spans()
    guard replications == nil || !records else {
      throw ValidationError("--records tells of a single run: leave --replications out.")
    }
    let toOutput = (json == "-" ? 1 : 0) + csv.count { $0.path == nil }
    guard toOutput <= 1 else {
      throw ValidationError("only one of JSON and the tables can go to stdout.")
    }
    let files = csv.compactMap(\.path) + [json].compactMap { $0 == "-" ? nil : $0 }
    guard Set(files).count == files.count else {
      throw ValidationError("two outputs cannot go to one file.")
    }
  }

  func run() async throws {
    for path in csv.map(\.path) + [json] {
      if let path, path != "-" { try OutputFile(path).check() }
    }
    let loaded = try Loaded.named(scenario)
    let seed = seed ?? loaded.seed
    let failed: Bool
    if let replications {
      failed = try await study(loaded, seed: seed, replications)
    } else {
      failed = try single(loaded, seed: seed)
    }
    if failed { throw Exit.outcome }
  }

  /// Runs the scenario once; returns whether it is to count as failed.
  private func single(_ loaded: Loaded, seed: UInt64) throws -> Bool {
    let result = loaded.run(seed: seed, replication: 0, keepsRecords: true)
    let report = RunReport(
      result, scenario: loaded.scenario, title: loaded.title, about: loaded.about,
      names: loaded.names, includesRecords: records)
    try deliver(
      json: try json.map { _ in try JSONReport.text(report) },
      tables: csv.map { $0.table.header + $0.table.lines(of: report) },
      text: { $0.text(report) })
    return failOn.isMet(by: Observation(result))
  }

  /// Runs the replications; returns whether one of them is to count as failed.
  private func study(_ loaded: Loaded, seed: UInt64, _ replications: UInt64) async throws -> Bool {
    let tables = csv.map(\.table)
    let runs = await Replications.run(replications, threads: threads) { replication in
      let result = loaded.run(seed: seed, replication: replication, keepsRecords: false)
      guard tables.contains(where: { $0 != .summary }) else {
        return (observation: Observation(result), lines: tables.map { _ in "" })
      }
      let report = RunReport(
        result, scenario: loaded.scenario, title: loaded.title, names: loaded.names)
      return (observation: Observation(result), lines: tables.map { $0.lines(of: report) })
    }
    let observations = runs.map(\.observation)
    let report = ReplicationReport(
      ReplicationSummary(observations, within: try spans()), scenario: loaded.scenario,
      title: loaded.title,
      seed: seed, names: loaded.names)
    try deliver(
      json: try json.map { _ in try JSONReport.text(report) },
      tables: tables.enumerated().map { number, table in
        table.header
          + (table == .summary
            ? CSVTable.summaryLines(of: report) : runs.map { $0.lines[number] }.joined())
      },
      text: { $0.text(report) })
    return observations.contains(where: failOn.isMet)
  }

  /// After which spans a study looks at guests, from the shortest.
  private func spans() throws -> [SimDuration] {
    within.isEmpty ? ReplicationSummary.spans : try Set(within.map(CrossingOptions.span)).sorted()
  }

  /// Sends every output where it belongs: first the files, all or none, then stdout.
  private func deliver(json: String?, tables: [String], text: (TextReport) -> String) throws {
    var files: [(file: OutputFile, text: String)] = []
    var output: String?
    var outputs = Array(zip(csv.map { $0.path ?? "-" }, tables))
    if let path = self.json, let json { outputs.append((path, json)) }
    for (path, text) in outputs {
      if path == "-" { output = text } else { files.append((OutputFile(path), text)) }
    }
    try OutputFile.write(files)
    if let output {
      Console.output(output)
    } else if !quiet {
      let painter = Painter(
        color, isTerminal: Console.outputIsTerminal,
        environment: ProcessInfo.processInfo.environment)
      Console.output(text(TextReport(width: Console.columns, painter: painter)))
    }
  }
}
