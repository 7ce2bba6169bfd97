import ArgumentParser
import BenchKit
import ReportKit
import ScenarioKit
import StudyKit

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `xenmotion bench`: measures the program itself.
struct Bench: ParsableCommand, Exemplified {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measures how fast this build is, and whether it still comes to the same.",
    usage: "xenmotion bench [<options>]",
    discussion: """
      A fixed set of workloads is run in turn, one repetition after the other. Of each it tells \
      the CPU time of a unit (cpu_ns: median, minimum, and for six repetitions or more how far \
      the ends of the median's 95 % interval lie from it), the events and how many a second, the \
      most memory, and a hash over all that was simulated, which is the same on every machine. \
      Exit code 2 says that a limit of --thresholds is broken: a hash or a number of events is \
      another, or the lower end of a cost's interval is past its limit, which noise alone seldom \
      is. Measure release builds.
      """)
  static let examples = [
    "xenmotion bench", "xenmotion bench --filter 'fleet 6.K' --repetitions 30",
    "xenmotion bench --write-thresholds limits.yaml",
    "xenmotion bench --thresholds limits.yaml --junit bench.xml --github bench.json",
  ]

  @Option(
    help: ArgumentHelp(
      """
      Only benchmarks whose names hold one of these words, with blanks or commas between; a whole \
      name stands for itself alone.
      """,
      valueName: "words"))
  var filter: String?

  @Flag(help: "List the benchmarks, and run none.")
  var list = false

  @Flag(help: "Tiny sizes and three repetitions: to try out what they come to, not what they cost.")
  var smoke = false

  @Option(help: "How often each is run, 1 to 1000; 15 if left out.")
  var repetitions: Int?

  @Option(help: "How many repetitions come first and do not count; 1 if left out, 0 for --smoke.")
  var warmUps: Int?

  @Option(
    help: ArgumentHelp(
      "How often each unit is done in a repetition, instead of what suits it.", valueName: "count"))
  var units: Int?

  @Option(
    help: ArgumentHelp(
      "Hold the run against limits: YAML, as --write-thresholds makes it.",
      valueName: "file"))
  var thresholds: String?

  @Option(help: ArgumentHelp("Write limits that this run keeps.", valueName: "file|-"))
  var writeThresholds: String?

  @Option(
    help: ArgumentHelp("Write the report as JSON to a file, or to stdout.", valueName: "file|-"))
  var json: String?

  @Option(
    help: ArgumentHelp(
      "Write JSON for github-action-benchmark, tool customSmallerIsBetter.", valueName: "file|-"))
  var github: String?

  @Option(help: ArgumentHelp("Write Bencher Metric Format, JSON.", valueName: "file|-"))
  var bencher: String?

  @Option(
    help: ArgumentHelp(
      "Write JUnit XML: a test case a benchmark, which fails past a limit.", valueName: "file|-"))
  var junit: String?

  @Flag(name: .shortAndLong, help: "No table.")
  var quiet = false

  @Option(help: "When to colour the text; NO_COLOR and TERM=dumb count in auto.")
  var color = Painter.Choice.auto

  private var paths: [String?] { [json, github, bencher, junit, writeThresholds] }

  func validate() throws {
    try check("--repetitions", repetitions, 1...1000)
    try check("--warm-ups", warmUps, 0...1000)
    try check("--units", units, 1...1_000_000)
    let outputs = paths.compactMap(\.self)
    guard outputs.count(where: { $0 == "-" }) <= 1 else {
      throw ValidationError("only one output can go to stdout.")
    }
    guard Set(outputs).count == outputs.count else {
      throw ValidationError("two outputs cannot go to one file.")
    }
    guard units == nil || thresholds == nil && writeThresholds == nil else {
      throw ValidationError("limits are of the usual sizes: leave --units out.")
    }
  }

  private func check(_ name: String, _ value: Int?, _ range: ClosedRange<Int>) throws {
    guard let value, !range.contains(value) else { return }
    throw ValidationError("\(name) must be from \(range.lowerBound) to \(range.upperBound).")
  }

  func run() throws {
    let workloads = try selected()
    let size: BenchSize = smoke ? .smoke : .full
    if list { return tell(workloads, size) }
    for case let path? in paths where path != "-" { try OutputFile(path).check() }
    let limits = try thresholds.map { try read($0, size) }
    if BuildKind.hasAssertions {
      Console.error(
        "note: this build checks its assertions, and is many times slower than a release build")
    }
    let session = BenchSession(
      workloads, size: size, repetitions: repetitions ?? (smoke ? 3 : 15),
      warmUps: warmUps ?? (smoke ? 0 : 1), units: units)
    let measurements = try measure(session)
    let report = BenchReport(
      measurements, size: size, repetitions: session.repetitions, thresholds: limits)
    try deliver(report, Thresholds(recording: measurements, size: size))
    if report.isPastLimits { throw Exit.regression }
  }

  private func selected() throws -> [Workload] {
    guard let filter else { return Workload.standard }
    let words = filter.split { $0 == "," || $0.isWhitespace }.map(String.init)
    let names = Workload.standard.map(\.name)
    for word in words where !names.contains(where: { $0.contains(word) }) {
      let near = Spelling.nearest(to: word, among: names)
      let hint =
        near.map { "did you mean '\($0)'?" } ?? "there are \(names.joined(separator: ", "))."
      Console.error("Error: no benchmark's name holds '\(word)'; \(hint)")
      throw Exit.missingInput
    }
    guard !words.isEmpty else { throw ValidationError("--filter needs a word.") }
    return Workload.standard.filter { workload in
      words.contains { names.contains($0) ? workload.name == $0 : workload.name.contains($0) }
    }
  }

  private func tell(_ workloads: [Workload], _ size: BenchSize) {
    let width = workloads.map(\.name.count).max() ?? 0
    for workload in workloads {
      let scale = workload.scale(size)
      let amount = "\(scale.units) × \(workload.unit)"
      let padding = String(repeating: " ", count: width - workload.name.count)
      let about = workload.about(scale)
      // A tab between: `cut -f1` gives the names.
      Console.output(
        Console.outputIsTerminal
          ? "\(workload.name)\(padding)  \(about) (\(amount))\n"
          : "\(workload.name)\t\(amount)\t\(about)\n")
    }
  }

  private func read(_ path: String, _ size: BenchSize) throws -> Thresholds {
    do throws(ScenarioError) {
      return try Thresholds.load(path: path, size: size)
    } catch {
      Console.error(error.rendered)
      throw ExitCode(error.exitCode)
    }
  }

  private func measure(_ session: BenchSession) throws -> [Measurement] {
    let rounds = session.warmUps + session.repetitions
    defer { Console.passing("") }
    do throws(BenchSession.Discord) {
      return try session.run { Console.passing("round \($0 + 1) of \(rounds)") }
    } catch {
      Console.error("Error: \(error)")
      throw Exit.internalError
    }
  }

  /// Writes the files, all or none, and then stdout.
  private func deliver(_ report: BenchReport, _ recorded: Thresholds) throws {
    let texts: [() throws -> String] = [
      { try JSONReport.text(report) }, { try report.gitHub }, { try report.bencher },
      { report.jUnit }, { recorded.text },
    ]
    var files: [(file: OutputFile, text: String)] = []
    var output: String?
    for case (let path?, let text) in zip(paths, texts) {
      if path == "-" { output = try text() } else { files.append((OutputFile(path), try text())) }
    }
    try OutputFile.write(files)
    if let output {
      Console.output(output)
    } else if !quiet {
      let painter = Painter(
        color, isTerminal: Console.outputIsTerminal,
        environment: ProcessInfo.processInfo.environment)
      Console.output(TextReport(width: Console.columns, painter: painter).text(report))
    }
  }
}
