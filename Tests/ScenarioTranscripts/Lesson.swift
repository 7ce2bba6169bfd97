import Foundation
import MigrationSim
import ReportKit
import ScenarioKit

/// A bundled scenario, and what it comes to with its own seed.
struct Lesson: Sendable {
  let scenario: Scenario
  let setup: Setup
  let names: Names

  init(_ name: String) throws {
    scenario = try ScenarioLoader.load(name)
    setup = scenario.setup
    names = Names(setup.inventory, features: setup.toolstack.featureNames)
  }

  func run(replication: UInt64 = 0) -> RunResult {
    MigrationSim.run(setup, seed: scenario.seed, replication: replication)
  }

  func report(of result: RunResult, includesRecords: Bool = false) -> RunReport {
    RunReport(
      result, scenario: scenario.id.value, title: scenario.title, about: scenario.about,
      names: names, includesRecords: includesRecords)
  }
}

/// The scenarios' folder, with the transcript of each beside it.
enum Transcripts {
  /// With this set they are written anew: read the difference before committing.
  static let variable = "XENMOTION_UPDATE_EXPECTED"
  static let areWritten = ProcessInfo.processInfo.environment[variable] != nil

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Scenarios")

  /// The text of a file in the folder, once `text` has been written to it if that is asked for.
  static func expected(_ file: String, writing text: String) throws -> String {
    let url = folder.appending(path: file)
    if areWritten { try Data(text.utf8).write(to: url) }
    return try String(contentsOf: url, encoding: .utf8)
  }

  /// The names that transcripts are kept of.
  static func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".expected") }.map { String($0.dropLast(".expected".count)) }.sorted()
  }

  /// Where two texts first differ, for a message.
  static func difference(_ text: String, _ expected: String) -> String {
    let lines = zip(text.split(separator: "\n"), expected.split(separator: "\n"))
    return lines.first { $0 != $1 }.map { "'\($0)' is not '\($1)'" } ?? "the length"
  }
}
