import ArgumentParser
import ReportKit
import StudyKit

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `xenmotion explain`: runs a scenario once, and tells in words what happened and why.
struct Explain: ParsableCommand, Exemplified {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Tells in plain words what happens in a scenario, and why.",
    usage: "xenmotion explain <scenario> [<options>]",
    discussion: """
      Every step of the timeline is told: what was asked, what came of it, every reason, and what \
      follows from it for guests and pings. Codes of errors, names of features and the author's \
      titles stay as they are in every language.
      """)
  static let examples = [
    "xenmotion explain 6.K", "xenmotion explain 6.K-dies-later --lang gl",
    "LANG=es_ES.UTF-8 xenmotion explain my-pool.yaml | less",
  ]

  @Argument(help: "A scenario file, or the name of a bundled one.")
  var scenario: String

  @Option(
    help: ArgumentHelp(
      """
      The language: English, Galician or Spanish; without it, the one that LC_ALL, LC_MESSAGES or \
      LANG asks for.
      """))
  var lang: ReportLanguage?

  @Option(help: "The master seed, instead of the scenario's own.")
  var seed: UInt64?

  @Option(help: "Which of the replications that 'run' makes of a seed, from 0.")
  var replication: UInt64 = 0

  @Option(
    help: ArgumentHelp(
      "Write the same sentences as JSON to a file, or to stdout.", valueName: "file|-"))
  var json: String?

  @Option(help: "When to colour the text; NO_COLOR and TERM=dumb count in auto.")
  var color = Painter.Choice.auto

  func run() throws {
    if let json, json != "-" { try OutputFile(json).check() }
    let environment = ProcessInfo.processInfo.environment
    let loaded = try Loaded.named(scenario)
    let seed = seed ?? loaded.seed
    let catalogue = Catalogue(lang ?? ReportLanguage(environment: environment))
    let report = ExplanationReport(
      loaded.explanation(seed: seed, replication: replication), in: catalogue,
      scenario: loaded.scenario, title: loaded.title, seed: seed, replication: replication)
    if let json {
      let text = try JSONReport.text(report)
      if json == "-" {
        Console.output(text)
        return
      }
      try OutputFile.write([(OutputFile(json), text)])
    }
    let painter = Painter(
      color, isTerminal: Console.outputIsTerminal, environment: environment)
    Console.output(
      TextReport(width: Console.columns, painter: painter).text(report, in: catalogue))
  }
}

extension ReportLanguage: ExpressibleByArgument {}
