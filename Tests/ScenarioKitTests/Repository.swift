import Foundation
import ScenarioKit

/// Where the tests find their files: relative to this one.
enum Repository {
  static let tests = URL(filePath: #filePath).deletingLastPathComponent()
  static let root = tests.deletingLastPathComponent().deletingLastPathComponent()

  /// The text of a file below the tests' folder.
  static func text(_ path: String) throws -> String {
    try String(contentsOf: tests.appending(path: path), encoding: .utf8)
  }

  /// The files of a folder within another one, named from there.
  static func files(in outer: String, _ inner: String) throws -> [(name: String, text: String)] {
    let names = try FileManager.default.contentsOfDirectory(
      atPath: tests.appending(path: "\(outer)/\(inner)").path)
    return try names.sorted().map { ("\(inner)/\($0)", try text("\(outer)/\(inner)/\($0)")) }
  }

  /// The scenario with every key, or `text` in its place, with the files that it names.
  static func everything(_ text: String? = nil) throws -> Scenario {
    try ScenarioLoader.load(
      text: text ?? Self.text("everything.yaml"), name: "everything.yaml",
      files: files(in: ".", "everything"))
  }
}
