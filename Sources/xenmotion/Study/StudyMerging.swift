import ArgumentParser
import Foundation
import MigrationSim
import ReportKit
import ScenarioKit
import StudyKit

/// Puts the runs of a study together: tables, a database, the analysis.
struct StudyMerging {
  let folder: StudyFolder
  let allowsPartial: Bool

  /// Writes what there is, and shows the report; throws the exit code where runs are missing.
  func merge(showing color: Painter.Choice?) throws {
    var manifest = try StudyArguments.manifest(at: folder.manifest)
    let study = try StudyArguments.reportingMistakes { () throws(ScenarioError) in
      try manifest.loadStudy()
    }
    let results = StudyResults(study, in: folder)
    guard results.isWhole || allowsPartial else {
      Console.error(
        """
        error: missing runs: at least \(results.missing), besides \(results.count) that are there: \
        'xenmotion study run' goes on; --allow-partial merges what there is
        """)
      throw Exit.incomplete
    }
    let report = StudyReport(results)
    let outputs = try write(results, report, manifest)
    manifest.note(results, outputs)
    try folder.write(manifest)
    if let color { Self.show(report, color) }
  }

  static func show(_ report: StudyReport, _ color: Painter.Choice) {
    let painter = Painter(
      color, isTerminal: Console.outputIsTerminal,
      environment: ProcessInfo.processInfo.environment)
    Console.output(TextReport(width: Console.columns, painter: painter).text(report))
  }

  private func write(
    _ results: StudyResults, _ report: StudyReport, _ manifest: Manifest
  ) throws -> [Manifest.Output] {
    let runs = ResultTable.runs(of: results)
    let cells = ResultTable.cells(of: results)
    let texts = [
      ("analysis.json", try JSONReport.text(report)), ("cells.csv", cells.csv),
      ("runs.csv", runs.csv),
    ]
    try OutputFile.write(texts.map { (OutputFile(folder.file($0.0)), $0.1) })
    try ResultDatabase.write(
      // Points of a sample may coincide: then their runs have the same keys.
      [("runs", ["cell", "replication"], runs), ("cells", ["cell", "response"], cells)],
      facts: [
        ("engine_version", manifest.engineVersion), ("seed", "\(manifest.seed)"),
        ("study", manifest.study), ("title", results.study.title),
        ("whole", results.isWhole ? "yes" : "no"),
      ], to: folder.file("results.sqlite"))
    return texts.map { Manifest.Output(file: $0.0, text: $0.1) }
  }
}

extension StudyCommand {
  /// `xenmotion study merge`: tables, a database and the analysis out of the shards.
  struct Merge: ParsableCommand, Exemplified {
    static let configuration = CommandConfiguration(
      commandName: "merge", abstract: "Puts the shards of a study together, and reports.",
      discussion: """
        Writes runs.csv (a row a run), cells.csv (a row a cell and response), results.sqlite with \
        both, and analysis.json into the folder. Exit code 75 says that runs are missing.
        """)
    static let examples = [
      "xenmotion study merge stop-policies.results",
      "xenmotion study merge stop-policies.results --allow-partial",
    ]

    @Argument(help: "The folder of the results.")
    var folder: String

    @Flag(help: "Merge what there is, though runs are missing; the results say so.")
    var allowPartial = false

    @Flag(name: .shortAndLong, help: "No report.")
    var quiet = false

    @Option(help: "When to colour the text; NO_COLOR and TERM=dumb count in auto.")
    var color = Painter.Choice.auto

    func run() throws {
      try StudyMerging(folder: StudyFolder(folder), allowsPartial: allowPartial)
        .merge(showing: quiet ? nil : color)
    }
  }

  /// `xenmotion study reproduce`: runs a study again from its manifest, and compares.
  struct Reproduce: AsyncParsableCommand, Exemplified {
    static let configuration = CommandConfiguration(
      commandName: "reproduce",
      abstract: "Runs a study again from its manifest, and compares what comes out.",
      discussion: """
        The manifest holds all that went in. What comes out is compared with the hashes in it, \
        byte by byte; exit code 10 says that something differs.
        """)
    static let examples = [
      "xenmotion study reproduce stop-policies.results/manifest.json --out again.results"
    ]

    @Argument(help: "A study's manifest.json.")
    var manifest: String

    @Option(help: ArgumentHelp("A folder for the new results.", valueName: "folder"))
    var out: String

    @Option(help: "How many runs go on at a time; as many as there are processors.")
    var threads: Int?

    @Flag(name: .shortAndLong, help: "No progress.")
    var quiet = false

    func run() async throws {
      let old = try StudyArguments.manifest(at: manifest)
      guard let outputs = old.outputs else {
        Console.error("\(manifest): error: its study was never merged: there is nothing to compare")
        throw Exit.invalidScenario
      }
      if old.engineVersion != EngineVersion.current {
        Console.error(
          """
          \(manifest): warning: it was made by engine \(old.engineVersion), and this is \
          \(EngineVersion.current)
          """)
      }
      let study = try StudyArguments.reportingMistakes { () throws(ScenarioError) in
        try old.loadStudy()
      }
      let folder = StudyFolder(out)
      try await StudyRunning(
        target: StudyTarget(study, in: folder), shard: .whole, threads: threads, isQuiet: quiet
      ).run()
      try StudyMerging(folder: folder, allowsPartial: false).merge(showing: nil)
      let new = try StudyArguments.manifest(at: folder.manifest).outputs ?? []
      for output in outputs {
        let isSame = new.contains(output)
        Console.output("\(isSame ? "✓ the same" : "✗ differs"): \(output.file)\n")
      }
      if !outputs.allSatisfy(new.contains) { throw Exit.outcome }
    }
  }
}
