import ArgumentParser
import ReportKit
import ScenarioKit
import ValidationKit
import StudyKit

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `xenmotion validate`: holds the model against published measurements.
struct Validate: AsyncParsableCommand, Exemplified {
  static let configuration = CommandConfiguration(
    commandName: "validate", abstract: "Holds the model against published measurements.",
    usage: "xenmotion validate [<target> ...] [<options>]",
    discussion: """
      Every measured system is a scenario, and every published figure a row of a table: it is \
      simulated, compared, and passes or not. Exit code 10 says that a figure was not met which is \
      not listed as a known miss. The report goes to stdout as text, unless another form goes there.
      """)
  static let examples = [
    "xenmotion validate", "xenmotion validate C12 XL --csv -", "xenmotion validate --cpu",
    "xenmotion validate --targets my-measurements.csv",
  ]

  @Argument(
    help: ArgumentHelp(
      "Only targets that begin so, or those of a measured system.", valueName: "target"))
  var selection: [String] = []

  @Option(
    help: ArgumentHelp(
      "A table of your own, with the columns of Scenarios/validation/targets.csv.",
      valueName: "file"))
  var targets: String?

  @Option(
    help: ArgumentHelp("Write the report as JSON to a file, or to stdout.", valueName: "file|-"))
  var json: String?

  @Option(
    help: ArgumentHelp(
      "Write a row per figure as CSV to a file, or to stdout.", valueName: "file|-")
  )
  var csv: String?

  @Option(
    help: ArgumentHelp("Write the report as a document in Markdown.", valueName: "file|-"))
  var markdown: String?

  @Flag(help: "Instead, the rules on CPUs: against processes that were moved between CPUs.")
  var cpu = false

  @Option(help: "Run each system so many times, and take the means.")
  var replications = ValidationSuite.replications

  @Option(help: "How many runs go on at a time.")
  var threads = 1

  @Flag(name: .shortAndLong, help: "No text report.")
  var quiet = false

  @Option(help: "When to colour the text; NO_COLOR and TERM=dumb count in auto.")
  var color = Painter.Choice.auto

  func validate() throws {
    guard threads >= 1 else { throw ValidationError("--threads must be at least 1.") }
    guard (1...100_000).contains(replications) else {
      throw ValidationError("--replications must be from 1 to 100000.")
    }
    guard !cpu || selection.isEmpty && targets == nil else {
      throw ValidationError("--cpu takes no targets.")
    }
    let outputs = [json, csv, markdown].compactMap(\.self)
    guard outputs.count(where: { $0 == "-" }) <= 1 else {
      throw ValidationError("only one of JSON, CSV and Markdown can go to stdout.")
    }
    guard Set(outputs).count == outputs.count else {
      throw ValidationError("two outputs cannot go to one file.")
    }
  }

  func run() async throws {
    let paths = [json, csv, markdown]
    for case let path? in paths where path != "-" { try OutputFile(path).check() }
    if cpu { return try runOnCPUs() }
    let suite = try read().selecting(selection)
    guard !suite.targets.isEmpty else {
      Console.error("Error: no target begins with \(selection.joined(separator: " or ")).")
      throw Exit.missingInput
    }
    let results = await suite.run(replications: replications, threads: threads)
    let report = ValidationReport(suite, results, replications: replications)
    try deliver(
      [try JSONReport.text(report), report.csv, ValidationDocument(report).text]
    ) { $0.text(report) }
    if report.count(of: .fail) > 0 { throw Exit.outcome }
  }

  /// The other half: no run is needed, only the rules.
  private func runOnCPUs() throws {
    let report = CPUValidationReport.bundled
    try deliver(
      [try JSONReport.text(report), report.csv, CPUValidationDocument(report).text]
    ) { $0.text(report) }
    if report.mistakes.contains(where: \.missed) { throw Exit.outcome }
  }

  /// Writes JSON, CSV and Markdown where they are asked for, and else the text.
  private func deliver(_ texts: [String], text: (TextReport) -> String) throws {
    var files: [(file: OutputFile, text: String)] = []
    var output: String?
    for case (let path?, let content) in zip([json, csv, markdown], texts) {
      if path == "-" { output = content } else { files.append((OutputFile(path), content)) }
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

  private func read() throws -> ValidationSuite {
    do {
      return try targets.map { path throws(ScenarioError) in try ValidationSuite(path: path) }
        ?? ValidationSuite.bundled()
    } catch let error as ScenarioError {
      Console.error(error.rendered)
      throw error.kind == .missing ? Exit.missingInput : Exit.invalidScenario
    }
  }
}
