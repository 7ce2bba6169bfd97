import ArgumentParser
import Foundation
import ScenarioKit
import StudyKit

extension StudyCommand {
  /// `xenmotion study check`: what a study would run, without running it.
  struct Check: ParsableCommand, Exemplified {
    static let configuration = CommandConfiguration(
      commandName: "check", abstract: "Reads a study, and tells every mistake, or how large it is.",
      discussion: """
        Every level of every factor is put into the scenario once. How long the study will take is \
        told by running a few of its cells.
        """)
    static let examples = [
      "xenmotion study check my-study.yaml", "xenmotion study check stop-policies",
    ]

    @Argument(help: "A study's file, or the name of a bundled one.")
    var study: String

    /// Cells that are run for the sake of the estimate.
    private static let trials = 8

    func run() throws {
      let study = try StudyArguments.study(study)
      let cells = study.cells.count
      let most = study.replications.most
      let least = study.replications.least
      let each = least == most ? "\(most)" : "\(least) to \(most)"
      Console.output(
        """
        \(study.name): \(study.design.kind.rawValue), \(cells) cells, \(each) runs each, at most \
        \(study.mostRuns) in all

        """)
      for factor in study.factors {
        let levels = factor.levels.map { $0.map(\.label).joined(separator: ", ") }
        Console.output("  \(factor.name): \(levels ?? "follows a law [\(factor.unit ?? "")]")\n")
      }
      Console.output("  looks at \(study.responses.map(\.name).joined(separator: ", "))\n")
      try estimate(study)
    }

    private func estimate(_ study: Study) throws {
      let step = max(1, study.cells.count / Self.trials)
      let cells = Array(stride(from: 0, to: study.cells.count, by: step).prefix(Self.trials))
      let clock = ContinuousClock()
      var spent = Duration.zero
      for cell in cells {
        try StudyArguments.reportingMistakes { () throws(ScenarioError) in
          let began = clock.now
          try study.runOnce(cell: cell)
          spent += clock.now - began
        }
      }
      let each = spent / max(1, cells.count)
      let threads = ProcessInfo.processInfo.activeProcessorCount
      let whole = Int((each * study.mostRuns / threads) / .seconds(1))
      Console.output(
        """
        a run takes about \(Int(each / .milliseconds(1)) + 1) ms here, all of them at most \
        \(ProgressBar.span(seconds: whole + 1)) on \(threads) threads

        """)
    }
  }
}
