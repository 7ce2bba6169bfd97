import ArgumentParser
import MigrationSim
import ReportKit
import ScenarioKit
import StudyKit

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `xenmotion calibrate`: fits page classes to the rounds of a measured migration.
struct Calibrate: ParsableCommand, Exemplified {
  static let configuration = CommandConfiguration(
    commandName: "calibrate",
    abstract: "Fits page classes to the measured rounds of one migration.",
    usage: "xenmotion calibrate <table> [<options>]",
    discussion: """
      The table is CSV with a row a round and a line of column names: duration_s or duration_ms; \
      pages_sent, sent_mib or rate_mbit_s; and, where known, pages_skipped; pages_dirtied, \
      dirtied_mib or dirty_mbit_s (found dirty at the round's end); wrote_s or wrote_ms (for how \
      long the guest wrote to those, if not for the round); round; live (false for the round \
      after the guest was stopped). Tables of 'run --csv rounds' are of this kind. What is fitted \
      is written as a workload that a scenario includes: workload: {include: FILE}.
      """)
  static let examples = [
    "xenmotion calibrate rounds.csv --memory '512 MiB'",
    "xenmotion calibrate rounds.csv --memory '2 GiB' --output oltp.yaml",
    "xenmotion calibrate rounds.csv --classes 2 --pattern random --json -",
  ]

  @Argument(help: ArgumentHelp("The measured rounds, as CSV.", valueName: "table"))
  var table: String

  @Option(
    help: ArgumentHelp(
      "The guest's memory; without it, the first round is taken to have gone through all.",
      valueName: "size"))
  var memory: String?

  @Option(help: "How many page classes, 1 to 5; left out, AICc chooses.")
  var classes: Int?

  @Option(help: "How they are written; with auto, AICc chooses.")
  var pattern = PatternChoice.auto

  @Option(
    help: ArgumentHelp(
      """
      What the sender did with pages dirtied again before their batch: skip them, as Xen did to \
      4.5, or send them (plain). Left out: skip if pages_skipped tells of any.
      """))
  var policy: MeasuredMigration.Sender?

  @Option(help: ArgumentHelp("Write the workload to a file.", valueName: "file"))
  var output: String?

  @Option(
    help: ArgumentHelp("Write the report as JSON to a file, or to stdout.", valueName: "file|-"))
  var json: String?

  @Option(help: "When to colour the text; NO_COLOR and TERM=dumb count in auto.")
  var color = Painter.Choice.auto

  func validate() throws {
    if let classes, !(1...Calibration.mostClasses).contains(classes) {
      throw ValidationError("--classes must be from 1 to \(Calibration.mostClasses).")
    }
    _ = try size()
    if output == "-" { throw ValidationError("--output takes a file; the text report shows it.") }
    if let output, output == json { throw ValidationError("two outputs cannot go to one file.") }
  }

  func run() throws {
    for path in [output, json] {
      if let path, path != "-" { try OutputFile(path).check() }
    }
    let report = CalibrationReport(try fit(), source: table)
    var files: [(file: OutputFile, text: String)] = []
    if let output { files.append((OutputFile(output), report.workload)) }
    let text = try json.map { _ in try JSONReport.text(report) }
    if let json, let text, json != "-" { files.append((OutputFile(json), text)) }
    try OutputFile.write(files)
    if json == "-", let text {
      Console.output(text)
      return
    }
    let painter = Painter(
      color, isTerminal: Console.outputIsTerminal,
      environment: ProcessInfo.processInfo.environment)
    Console.output(TextReport(width: Console.columns, painter: painter).text(report))
    if output == nil { Console.output("\n" + report.workload) }
  }

  private func fit() throws -> Calibration {
    do throws(ScenarioError) {
      let rounds = try MeasuredRounds.load(table, memory: try? size())
      // Without what it skipped, the first pass of a sender that skips does not tell the memory.
      guard memory != nil || policy != .skip || rounds.rows.first?.skipped != nil else {
        throw rounds.refused("the first round does not tell the guest's memory: give --memory")
      }
      return try fit(rounds)
    } catch {
      Console.error(error.rendered)
      throw error.kind == .missing ? Exit.missingInput : Exit.invalidScenario
    }
  }

  private func fit(_ rounds: MeasuredRounds) throws(ScenarioError) -> Calibration {
    let migration = MeasuredMigration(
      rounds.rows.map {
        MeasuredRound(
          number: $0.number, isLive: $0.isLive, duration: $0.duration, sent: $0.sent,
          skipped: $0.skipped, dirtied: $0.dirtied, wrote: $0.wrote)
      }, memory: rounds.memory, sender: policy)
    do throws(CalibrationError) {
      return try Calibration(fitting: migration, classes: classes, pattern: pattern.pattern)
    } catch {
      throw rounds.refused("\(error)")
    }
  }

  private func size() throws -> ByteCount? {
    do {
      return try memory.map { try WrittenQuantity.memorySize($0) }
    } catch let error as WrittenQuantity.Failure {
      throw ValidationError("--memory: \(error.description).")
    }
  }
}

/// How the pages of the classes are written, or that it is to be found out.
enum PatternChoice: String, CaseIterable, ExpressibleByArgument {
  case random, sequential, auto

  var pattern: WritePattern? {
    switch self {
    case .random: .random
    case .sequential: .sequential
    case .auto: nil
    }
  }
}

extension MeasuredMigration.Sender: ExpressibleByArgument {}
