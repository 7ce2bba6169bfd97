import ArgumentParser
import Foundation
import ScenarioKit
import StudyKit

/// Runs a part of a study with a progress bar, and ends in good order when told to.
struct StudyRunning {
  let target: StudyTarget
  let shard: Shard
  let threads: Int?
  let isQuiet: Bool

  /// Runs what is missing; throws the exit code where it was interrupted, or could not go on.
  @discardableResult
  func run() async throws -> StudyRunner.Outcome {
    try target.prepare()
    let count = threads ?? ProcessInfo.processInfo.activeProcessorCount
    let runner = StudyRunner(target.study, in: target.folder, shard: shard, threads: count)
    let bar = ProgressBar(isQuiet: isQuiet, noun: "runs")
    Interruption.listen()
    defer { bar.end() }
    do {
      let outcome = try await runner.run(isStopped: { Interruption.signal != nil }) {
        bar.show(done: $0.done, new: $0.new, of: $0.most)
      }
      guard outcome.isInterrupted else { return outcome }
      bar.end()
      Console.error(
        "stopped: \(outcome.progress.done) runs are there; the same command goes on")
      throw Interruption.exitCode
    } catch let error as ScenarioError {
      bar.end()
      Console.error(error.rendered)
      throw Exit.invalidScenario
    }
  }
}
