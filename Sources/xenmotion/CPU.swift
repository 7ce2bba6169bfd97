import ArgumentParser
import MigrationSim
import ReportKit
import ScenarioKit

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `xenmotion cpu`: asks about CPUs without a scenario.
struct CPU: ParsableCommand, Exemplified {
  static let configuration = CommandConfiguration(
    commandName: "cpu",
    abstract: "Tells what CPUs have, and what a migration between them does to a guest.",
    discussion: CPUOptions.naming,
    subcommands: [Show.self, Diff.self, Level.self, Matrix.self])
  static let examples = [
    "xenmotion cpu show Core-i7-860", "xenmotion cpu diff Westmere Conroe",
    "xenmotion cpu matrix --svg matrix.svg",
  ]
}

/// What the commands on CPUs have in common.
struct CPUOptions: ParsableArguments {
  static let naming = """
    A CPU is a model of the catalogue ('Westmere', in any case), perhaps with features added or \
    taken away behind commas ('Westmere,-aes,+avx'), or its features as xe prints them: four \
    words of the XCP era (ECX first), or today's form of more words (EDX first), with the vendor \
    before a colon ('AMD:178bfbff-...') if it is not Intel.
    """

  @Option(help: "Who made the CPUs that are told by words of features: intel, amd, hygon...")
  var vendor: String?

  @Option(
    help: ArgumentHelp("Write the report as JSON to a file, or to stdout.", valueName: "file|-"))
  var json: String?

  @Option(help: "When to colour the text; NO_COLOR and TERM=dumb count in auto.")
  var color = Painter.Choice.auto

  func validate() throws {
    if let vendor, CPUCatalogue.vendor(vendor) == nil {
      throw ValidationError(
        "--vendor: there is no vendor '\(vendor)'; there are "
          + CPUVendor.allCases.map { "\($0)" }.joined(separator: ", ") + ".")
    }
  }

  /// The CPUs, and the guests where one was asked for; every mistake in either goes to stderr.
  func read(_ texts: [String], guest: String? = nil) throws -> ([NamedCPU], [GuestProfile]) {
    var messages: [String] = []
    var cpus: [NamedCPU] = []
    var guests: [GuestProfile] = []
    do throws(NamingErrors) {
      cpus = try CPUCatalogue.bundled.cpus(
        named: texts, vendor: vendor.flatMap(CPUCatalogue.vendor) ?? .intel)
    } catch {
      messages += error.messages
    }
    do throws(NamingErrors) {
      guests = try CPUCatalogue.bundled.guests(named: guest)
    } catch {
      messages += error.messages
    }
    guard messages.isEmpty else {
      for message in messages { Console.error("error: \(message)") }
      throw Exit.invalidScenario
    }
    return (cpus, guests)
  }

  var page: TextReport {
    let painter = Painter(
      color, isTerminal: Console.outputIsTerminal,
      environment: ProcessInfo.processInfo.environment)
    return TextReport(width: Console.columns, painter: painter)
  }

  /// Writes JSON where it is asked for, the other files with it, and else or besides the text.
  func write(
    _ report: some Encodable, text: String, others: [(path: String?, text: String)] = []
  ) throws {
    let outputs = [(json, try json.map { _ in try JSONReport.text(report) } ?? "")] + others
    var output = text
    var files: [(file: OutputFile, text: String)] = []
    for case (let path?, let content) in outputs {
      if path == "-" { output = content } else { files.append((OutputFile(path), content)) }
    }
    try OutputFile.write(files)
    Console.output(output)
  }
}

/// What the commands that move a guest have in common.
struct CrossingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "For how long the guest is watched after it has resumed.", valueName: "time"))
  var within = "1h"

  @Option(help: "How guests are virtualised whose profile leaves it open: pv or hvm.")
  var mode = ModeChoice.pv

  func validate() throws { _ = try span() }

  func span() throws -> SimDuration { try Self.span(within) }

  static func span(_ within: String) throws -> SimDuration {
    do {
      return try WrittenQuantity.span(within)
    } catch {
      throw ValidationError("--within: \(error.description).")
    }
  }
}

/// How a guest is virtualised.
enum ModeChoice: String, CaseIterable, ExpressibleByArgument {
  case pv, hvm

  var mode: GuestMode { self == .pv ? .pv : .hvm }
}
