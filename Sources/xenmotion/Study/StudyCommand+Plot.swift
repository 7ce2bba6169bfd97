import ArgumentParser
import Foundation
import ReportKit
import ScenarioKit
import StudyKit

extension StudyCommand {
  /// `xenmotion study plot`: the figures that the study asks for.
  struct Plot: ParsableCommand, Exemplified {
    static let configuration = CommandConfiguration(
      commandName: "plot", abstract: "Draws the figures of a study.",
      discussion: """
        Each figure goes to the folder's figures/ as a script for gnuplot, with the data in it, \
        and as the SVG, and PNG if asked for, that gnuplot draws of it. A study that asks for no \
        figures gets one of each response. Exit code 69 says that gnuplot is not there, 75 that \
        runs are missing.
        """)
    static let examples = [
      "xenmotion study plot stop-policies.results",
      "xenmotion study plot stop-policies.results --figure front --png",
    ]

    @Argument(help: "The folder of the results.")
    var folder: String

    @Option(help: ArgumentHelp("Draw this figure alone; may be repeated.", valueName: "name"))
    var figure: [String] = []

    @Flag(help: "Draw PNG besides SVG.")
    var png = false

    @Flag(help: "Write the scripts, and draw nothing.")
    var scriptsOnly = false

    @Flag(help: "Draw what there is, though runs are missing.")
    var allowPartial = false

    func run() throws {
      let folder = StudyFolder(folder)
      let results = StudyResults(try StudyArguments.study(in: folder), in: folder)
      guard results.isWhole || allowPartial else {
        Console.error(
          """
          error: at least \(results.missing) runs are missing: 'xenmotion study run' goes on; \
          --allow-partial draws what there is
          """)
        throw Exit.incomplete
      }
      let requests = try wanted(of: results.study)
      let figures = folder.file("figures")
      try FileManager.default.createDirectory(atPath: figures, withIntermediateDirectories: true)
      let drawer = FigureDrawer(folder: figures, forms: png ? ["svg", "png"] : ["svg"])
      if !scriptsOnly { try drawer.check() }
      for request in requests {
        let figure = try StudyArguments.reportingMistakes { () throws(ScenarioError) in
          try Figure(results, request)
        }
        let paths = try drawer.draw(figure, isDrawn: !scriptsOnly)
        Console.output(paths.map { "\($0)\n" }.joined())
      }
    }

    private func wanted(of study: Study) throws -> [FigureRequest] {
      let all = study.wantedFigures
      let names = all.map(\.name)
      for name in figure where !names.contains(name) {
        let near = Spelling.nearest(to: name, among: names)
        throw ValidationError(
          "there is no figure '\(name)'; "
            + (near.map { "did you mean '\($0)'?" }
              ?? "the figures are \(names.joined(separator: ", "))."))
      }
      return figure.isEmpty ? all : all.filter { figure.contains($0.name) }
    }
  }
}

/// Writes figures into a folder, and has gnuplot draw them.
struct FigureDrawer {
  let folder: String
  /// "svg", "png".
  let forms: [String]

  /// Throws the exit code where gnuplot is not there.
  func check() throws {
    guard try gnuplot(["--version"]) == nil else {
      Console.error(
        """
        Error: gnuplot is needed to draw, and is not there: 'apt-get install gnuplot-nox', or \
        --scripts-only
        """)
      throw Exit.unavailable
    }
  }

  /// What it wrote.
  func draw(_ figure: Figure, isDrawn: Bool) throws -> [String] {
    let script = "\(figure.name).gp"
    try OutputFile.write([(OutputFile("\(folder)/\(script)"), FigureScript(figure).text)])
    guard isDrawn else { return ["\(folder)/\(script)"] }
    return try ["\(folder)/\(script)"]
      + forms.map { form in
        let path = "\(folder)/\(figure.name).\(form)"
        // A picture that was cut short must not stand where a whole one was.
        let temporary = "\(figure.name).\(ProcessInfo.processInfo.processIdentifier).tmp"
        defer { try? FileManager.default.removeItem(atPath: "\(folder)/\(temporary)") }
        let complaint = try gnuplot([
          "-e", "form=\"\(form)\"; output='\(temporary.replacing("'", with: "''"))'", script,
        ])
        if let complaint {
          Console.error("Error: gnuplot does not draw \(folder)/\(script): \(complaint)")
          throw Exit.unavailable
        }
        try OutputFile(path).take(over: "\(folder)/\(temporary)")
        return path
      }
  }

  /// Runs it in the folder; what it complained of, or nil where all went well.
  private func gnuplot(_ arguments: [String]) throws -> String? {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["gnuplot"] + arguments
    process.currentDirectoryURL = URL(filePath: folder)
    let pipe = Pipe()
    process.standardOutput = FileHandle.nullDevice
    process.standardError = pipe
    try process.run()
    let said = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus != 0 else { return nil }
    return String(decoding: said, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
