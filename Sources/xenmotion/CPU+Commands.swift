import ArgumentParser
import MigrationSim
import ReportKit
import ScenarioKit

extension CPU {
  /// `xenmotion cpu show`: one CPU's features.
  struct Show: ParsableCommand, Exemplified {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Shows a CPU's features by CPUID leaf, and what stands behind them.",
      usage: "xenmotion cpu show <cpu> [<options>]", discussion: CPUOptions.naming)
    static let examples = [
      "xenmotion cpu show Westmere", "xenmotion cpu show Westmere,-aes,+avx --json -",
      "xenmotion cpu show 0098e3fd-bfebfbff-00000001-28100800",
    ]

    @Argument(help: "The CPU.")
    var cpu: String
    @OptionGroup var options: CPUOptions

    func run() throws {
      let cpus = try options.read([cpu]).0
      if let path = options.json, path != "-" { try OutputFile(path).check() }
      let report = CPUReport(cpus[0], catalogue: .bundled)
      try options.write(report, text: options.page.text(report))
    }
  }

  /// `xenmotion cpu diff`: two CPUs, and what guests make of the difference.
  struct Diff: ParsableCommand, Exemplified {
    static let configuration = CommandConfiguration(
      commandName: "diff",
      abstract: "Tells what a guest loses and gains between two CPUs, and what comes of it.",
      usage: "xenmotion cpu diff <a> <b> [<options>]", discussion: CPUOptions.naming)
    static let examples = [
      "xenmotion cpu diff Westmere Conroe",
      "xenmotion cpu diff Haswell Westmere,-aes --guest numerical --mode hvm",
      "xenmotion cpu diff Westmere Conroe --guest linux-glibc --within '10 min'",
    ]

    @Argument(help: "Where the guest boots, and where it comes back to.")
    var a: String
    @Argument(help: "Where it goes.")
    var b: String
    @Option(help: ArgumentHelp("A guest profile; all of them if left out.", valueName: "name"))
    var guest: String?
    @OptionGroup var crossing: CrossingOptions
    @OptionGroup var options: CPUOptions

    func run() throws {
      let (cpus, guests) = try options.read([a, b], guest: guest)
      if let path = options.json, path != "-" { try OutputFile(path).check() }
      let report = CPUDiffReport(
        cpus[0], cpus[1],
        question: .init(guests: guests, mode: crossing.mode.mode, span: try crossing.span()),
        catalogue: .bundled)
      try options.write(report, text: options.page.text(report))
    }
  }

  /// `xenmotion cpu level`: what a pool of CPUs has in common.
  struct Level: ParsableCommand, Exemplified {
    static let configuration = CommandConfiguration(
      commandName: "level",
      abstract: "Tells the level of a pool of CPUs, and what each of them costs it.",
      usage: "xenmotion cpu level <cpu> <cpu> ... [<options>]", discussion: CPUOptions.naming)
    static let examples = [
      "xenmotion cpu level Haswell IvyBridge Westmere",
      "xenmotion cpu level EPYC EPYC-Rome EPYC-Milan --mode pv",
      "xenmotion cpu level Westmere Westmere,-aes --json -",
    ]

    @Argument(help: "The CPUs, two or more.")
    var cpus: [String]
    @Option(help: "The level of which guests: pv or hvm.")
    var mode = ModeChoice.hvm
    @OptionGroup var options: CPUOptions

    func validate() throws {
      guard cpus.count >= 2 else { throw ValidationError("a level takes two CPUs or more.") }
    }

    func run() throws {
      let cpus = try options.read(cpus).0
      if let path = options.json, path != "-" { try OutputFile(path).check() }
      let report = CPULevelReport(cpus, mode: mode.mode, catalogue: .bundled)
      try options.write(report, text: options.page.text(report))
    }
  }

  /// `xenmotion cpu matrix`: every CPU against every other.
  struct Matrix: ParsableCommand, Exemplified {
    static let configuration = CommandConfiguration(
      commandName: "matrix",
      abstract: "Tells what comes of a guest that goes from any of the CPUs to any other.",
      usage: "xenmotion cpu matrix [<cpu> ...] [<options>]",
      discussion: CPUOptions.naming)
    static let examples = [
      "xenmotion cpu matrix", "xenmotion cpu matrix Westmere Conroe Haswell --csv -",
      "xenmotion cpu matrix --guest windows-server --era levelling --svg matrix.svg",
    ]

    @Argument(help: "The CPUs; all models of the catalogue if left out.")
    var cpus: [String] = []
    @Option(help: ArgumentHelp("The guest's profile.", valueName: "name"))
    var guest = "linux-glibc"
    @Option(help: "The toolstack's era: none, masking or levelling.")
    var era = EraChoice.none
    @Flag(help: "The guest booted when both hosts were in one pool; levelling asks that.")
    var pooled = false
    @OptionGroup var crossing: CrossingOptions
    @Option(
      help: ArgumentHelp("Write a row per pair as CSV to a file or stdout.", valueName: "file|-"))
    var csv: String?
    @Option(help: ArgumentHelp("Draw it as SVG, to a file or stdout.", valueName: "file|-"))
    var svg: String?
    @OptionGroup var options: CPUOptions

    func validate() throws {
      let outputs = [options.json, csv, svg].compactMap(\.self)
      guard outputs.count(where: { $0 == "-" }) <= 1 else {
        throw ValidationError("only one of JSON, CSV and SVG can go to stdout.")
      }
      guard Set(outputs).count == outputs.count else {
        throw ValidationError("two outputs cannot go to one file.")
      }
    }

    func run() throws {
      let names = cpus.isEmpty ? CPUCatalogue.bundled.modelNames : cpus
      let (cpus, guests) = try options.read(names, guest: guest)
      for case let path? in [options.json, csv, svg] where path != "-" {
        try OutputFile(path).check()
      }
      let report = CPUMatrixReport(
        cpus, guest: guests[0], mode: crossing.mode.mode, era: era.era,
        company: pooled ? .pooled : .alone, within: try crossing.span(), catalogue: .bundled)
      try options.write(
        report, text: options.page.text(report),
        others: [(csv, report.csv), (svg, CPUHeatMap(report).text)])
    }
  }
}

/// The toolstack's era.
enum EraChoice: String, CaseIterable, ExpressibleByArgument {
  case none, masking, levelling

  var era: LevellingEra {
    switch self {
    case .none: .none
    case .masking: .masking
    case .levelling: .levelling
    }
  }
}
