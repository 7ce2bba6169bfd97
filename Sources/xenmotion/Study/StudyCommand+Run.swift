import ArgumentParser
import Foundation
import ReportKit
import StudyKit

extension StudyCommand {
  /// `xenmotion study run`: runs what is missing, and reports once all is there.
  struct Run: AsyncParsableCommand, Exemplified {
    static let configuration = CommandConfiguration(
      commandName: "run", abstract: "Runs what is missing of a study, and reports.",
      usage: "xenmotion study run <study> [<options>]",
      discussion: """
        Ctrl-C ends it after the runs in hand; the same command goes on where it was. With --shard \
        several processes, on one machine or many, share the work in one folder; 'study merge' \
        then puts the results together. A folder of results has its study in its manifest.json: \
        whoever is given the folder runs that, whatever has become of the study's file. Exit code \
        75 says that it was told to end (SIGTERM) before its part was done, 130 that Ctrl-C was \
        pressed.
        """)
    static let examples = [
      "xenmotion study run stop-policies", "xenmotion study run my-study.yaml --out /tmp/mine",
      "xenmotion study run my-study.yaml --shard 3/8", "xenmotion study run my-study.results",
    ]

    @OptionGroup var choice: StudyChoice

    @Option(help: "How many runs go on at a time; as many as there are processors.")
    var threads: Int?

    @Option(
      help: ArgumentHelp(
        """
        Which part of the work to do: 3/8 is the fourth of eight; auto takes it from Slurm's \
        array or srun, or from MPI, auto/8 from GNU parallel and Kubernetes too.
        """, valueName: "i/n"))
    var shard: String?

    @Flag(name: .shortAndLong, help: "No progress and no report.")
    var quiet = false

    @Option(help: "When to colour the text; NO_COLOR and TERM=dumb count in auto.")
    var color = Painter.Choice.auto

    func validate() throws {
      if let threads, threads < 1 { throw ValidationError("--threads must be at least 1.") }
      _ = try part()
    }

    func run() async throws {
      let target = try choice.target()
      let part = try part()
      let outcome = try await StudyRunning(
        target: target, shard: part ?? .whole, threads: threads, isQuiet: quiet
      ).run()
      if let part, part != .whole {
        if !quiet {
          Console.error("\(part.index)/\(part.count): \(outcome.progress.done) runs are there")
        }
        return
      }
      try StudyMerging(folder: target.folder, allowsPartial: false).merge(
        showing: quiet ? nil : color)
    }

    private func part() throws -> Shard? {
      do throws(Shard.Failure) {
        return try shard.map { text throws(Shard.Failure) in
          try Shard.read(text, environment: ProcessInfo.processInfo.environment)
        }
      } catch {
        throw ValidationError("--shard: \(error.description)")
      }
    }
  }

  /// `xenmotion study status`: how much of a study is there.
  struct Status: ParsableCommand, Exemplified {
    static let configuration = CommandConfiguration(
      commandName: "status", abstract: "Tells how much of a study is there.",
      discussion: "Exit code 75 says that runs are missing.")
    static let examples = ["xenmotion study status stop-policies.results"]

    @Argument(help: "The folder of the results.")
    var folder: String

    func run() throws {
      let folder = StudyFolder(folder)
      let results = StudyResults(try StudyArguments.study(in: folder), in: folder)
      let cells = results.runs.count { !$0.isEmpty }
      Console.output(
        """
        \(results.count) runs of \(results.study.cells.count) cells are there\
        \(results.isWhole ? ": all" : "; missing: at least \(results.missing)"); \
        cells begun: \(cells)

        """)
      if !results.isWhole { throw Exit.incomplete }
    }
  }
}
