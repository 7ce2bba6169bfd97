import ArgumentParser
import MigrationSim
import ReportKit
import ScenarioKit
import StudyKit

extension CPU {
  /// `xenmotion cpu show`: one CPU's features.
  struct Show: ParsableCommand, Exemplified {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Shows a CPU's features by CPUID leaf, and what stands behind them.",
      usage: "xenmotion cpu show <cpu> [<options>]", discussion: CPUOptions.naming)
    static let examples = [
      "xenmotion cpu show Westmere", "xenmotion cpu show Westmere,-aes,+avx --json -",
      "xenmotion cpu show Xeon-E5-2650-v3 --as linux",
      "ssh host xe host-cpu-info | xenmotion cpu show @-",
    ]

    @Argument(help: "The CPU.")
    var cpu: String
    @Flag(help: "Tell each feature on a line of its own.")
    var long = false
    @Option(
      name: .customLong("as"),
      help: ArgumentHelp(
        "Print it in one form alone: xapi, legacy, linux, libvirt, qemu or xen.", valueName: "form")
    )
    var form: FormChoice?
    @OptionGroup var options: CPUOptions

    func validate() throws {
      guard form == nil || options.json == nil && !long else {
        throw ValidationError("--as prints one form alone: leave --json and --long out.")
      }
    }

    func run() throws {
      let cpus = try options.read([cpu]).0
      if let form { return form.print(cpus[0]) }
      if let path = options.json, path != "-" { try OutputFile(path).check() }
      let report = CPUReport(cpus[0], catalogue: .bundled)
      try options.write(report, text: options.page.text(report, isLong: long))
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
      let (cpus, guests) = try options.read([a, b], guests: guest.map { [$0] } ?? [])
      if let path = options.json, path != "-" { try OutputFile(path).check() }
      let report = CPUDiffReport(
        cpus[0], cpus[1],
        question: .init(
          guests: guests, mode: crossing.mode.mode, span: try crossing.span(),
          checks: crossing.checks?.checks),
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
    @Option(
      help: ArgumentHelp(
        "The guest's profile, linux-glibc if left out; several times for a matrix each.",
        valueName: "name"))
    var guest: [String] = []
    @Flag(help: "A matrix for each guest profile.")
    var allGuests = false
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
      guard !allGuests || guest.isEmpty else {
        throw ValidationError("--all-guests leaves none to --guest: give one of the two.")
      }
    }

    func run() throws {
      let names = cpus.isEmpty ? CPUCatalogue.bundled.modelNames : cpus
      let (cpus, guests) = try options.read(
        names, guests: allGuests ? [] : guest.isEmpty ? ["linux-glibc"] : guest)
      for case let path? in [options.json, csv, svg] where path != "-" {
        try OutputFile(path).check()
      }
      let span = try crossing.span()
      let matrices = guests.map { profile in
        CPUMatrixReport(
          cpus, guest: profile, mode: crossing.mode.mode, era: era.era,
          company: pooled ? .pooled : .alone, within: span, checks: crossing.checks?.checks,
          catalogue: .bundled)
      }
      let drawing = svg.map { _ in CPUHeatMap.text(matrices) } ?? ""
      guard matrices.count > 1 else {
        return try options.write(
          matrices[0], text: options.page.text(matrices[0]),
          others: [(csv, matrices[0].csv), (svg, drawing)])
      }
      let report = CPUMatricesReport(matrices)
      try options.write(
        report, text: options.page.text(report), others: [(csv, report.csv), (svg, drawing)])
    }
  }

  /// `xenmotion cpu list`: what can be named.
  struct List: ParsableCommand, Exemplified {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "Lists the CPUs that can be named: models and real ones, and their sources.")
    static let examples = [
      "xenmotion cpu list", "xenmotion cpu list | grep AVX2",
      "xenmotion cpu list --json - | jq '.cpus[].name'",
    ]

    @OptionGroup var options: OutputOptions

    func run() throws {
      if let path = options.json, path != "-" { try OutputFile(path).check() }
      let report = CPUListReport(.bundled)
      try options.write(report, text: options.page.text(report))
    }
  }
}

/// A form in which a CPU is printed.
enum FormChoice: String, CaseIterable, ExpressibleByArgument {
  case xapi, legacy, linux, libvirt, qemu, xen

  private var form: CPUForm {
    switch self {
    case .xapi: .xapi
    case .legacy: .legacy
    case .linux: .linux
    case .libvirt: .libvirt
    case .qemu: .qemu
    case .xen: .xen
    }
  }

  /// Prints the form, and says on stderr what it cannot carry.
  func print(_ cpu: NamedCPU) {
    let catalogue = CPUCatalogue.bundled
    let written = catalogue.text(of: cpu, as: form)
    Console.output(written.text)
    let names = written.leftOut.withoutMirroredBits.map { catalogue.names[$0] }
    if !names.isEmpty {
      Console.error("note: \(rawValue) leaves out \(names.joined(separator: " "))")
    }
    if !written.untold.isEmpty {
      Console.error("note: \(rawValue) does not tell \(written.untold.joined(separator: ", "))")
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
