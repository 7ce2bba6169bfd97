import ArgumentParser
import Foundation
import MigrationSim
import ReportKit
import ScenarioKit
import StudyKit

/// `xenmotion cpu`: asks about CPUs without a scenario.
struct CPU: ParsableCommand, Exemplified {
  static let configuration = CommandConfiguration(
    commandName: "cpu",
    abstract: "Tells what CPUs have, and what a migration between them does to a guest.",
    discussion: CPUOptions.naming,
    subcommands: [Show.self, Diff.self, Level.self, Matrix.self, List.self])
  static let examples = [
    "xenmotion cpu list", "xenmotion cpu diff Westmere Conroe",
    "xenmotion cpu show @/proc/cpuinfo",
  ]
}

/// What the commands on CPUs have in common.
struct CPUOptions: ParsableArguments {
  static let naming = """
    A CPU is a model or a real CPU of the catalogue ('Westmere', 'Xeon-E5-2650-v3', in any case: \
    'xenmotion cpu list'), perhaps with features added or taken away behind commas \
    ('Westmere,-aes,+avx'), or its features as xe prints them: four words of the XCP era (ECX \
    first), or today's form of more words (EDX first), with the vendor before a colon \
    ('AMD:178bfbff-...') if it is not Intel. '@FILE' reads a file and '@-' stdin, in whatever \
    form: words, /proc/cpuinfo or its flags, xe host-cpu-info or its map on one line, names of \
    features, QEMU's -cpu, libvirt's XML.
    """

  @Option(help: "Who made the CPUs that are told by words of features: intel, amd, hygon...")
  var vendor: String?

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let vendor, CPUCatalogue.vendor(vendor) == nil {
      throw ValidationError(
        "--vendor: there is no vendor '\(vendor)'; there are "
          + CPUVendor.allCases.map { "\($0)" }.joined(separator: ", ") + ".")
    }
  }

  /// The CPUs, and the guests where one was asked for; every mistake in either goes to stderr.
  ///
  /// - Parameter names: the guests' names; all guests there are, without any.
  func read(_ texts: [String], guests names: [String] = []) throws -> ([NamedCPU], [GuestProfile]) {
    var messages: [String] = []
    var files: ScenarioError?
    var cpus: [NamedCPU] = []
    var guests: [GuestProfile] = []
    do throws(NamingErrors) {
      cpus = try CPUCatalogue.bundled.cpus(
        named: texts, vendor: vendor.flatMap(CPUCatalogue.vendor) ?? .intel,
        input: Self.input(for: texts))
    } catch {
      messages += error.messages
      files = error.files
    }
    for name in names.isEmpty ? [nil] : names.map(Optional.some) {
      do throws(NamingErrors) {
        guests += try CPUCatalogue.bundled.guests(named: name)
      } catch {
        messages += error.messages
      }
    }
    for message in messages { Console.error("error: \(message)") }
    if let files { Console.error(files.rendered) }
    guard messages.isEmpty else { throw Exit.invalidScenario }
    if let files { throw ExitCode(files.exitCode) }
    return (cpus, guests)
  }

  /// All of stdin, where a CPU is to be read from it.
  private static func input(for texts: [String]) -> SourceText? {
    let isAsked = texts.contains { $0 == "@-" || $0.hasPrefix("@-,") }
    guard isAsked, let data = try? FileHandle.standardInput.readToEnd() else {
      return isAsked ? SourceText(name: "<stdin>", text: "") : nil
    }
    return SourceText(name: "<stdin>", text: String(decoding: data, as: UTF8.self))
  }

  var json: String? { output.json }
  var page: TextReport { output.page }

  func write(
    _ report: some Encodable, text: String, others: [(path: String?, text: String)] = []
  ) throws {
    try output.write(report, text: text, others: others)
  }
}

/// Where a report goes.
struct OutputOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Write the report as JSON to a file, or to stdout.", valueName: "file|-"))
  var json: String?

  @Option(help: "When to colour the text; NO_COLOR and TERM=dumb count in auto.")
  var color = Painter.Choice.auto

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

  @Option(
    help: ArgumentHelp(
      "What hypervisors check at a restore: pre-stream (Xen to 4.2), context-only (4.3.1 to 4.13, "
        + "so XenServer 7) or policy-stream (4.14 on); what those of the era do, if left out.",
      valueName: "checks"))
  var checks: ChecksChoice?

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

/// What hypervisors check of a CPU when a VM is restored.
enum ChecksChoice: String, CaseIterable, ExpressibleByArgument {
  case preStream = "pre-stream"
  case contextOnly = "context-only"
  case policyStream = "policy-stream"

  var checks: RestoreChecks {
    switch self {
    case .preStream: .preStream
    case .contextOnly: .contextOnly
    case .policyStream: .cpuPolicyStream
    }
  }
}
