import Foundation
import ScenarioKit
import StudyKit

/// Where the tests find their files: relative to this one.
enum Repository {
  static let tests = URL(filePath: #filePath).deletingLastPathComponent()
  static let root = tests.deletingLastPathComponent().deletingLastPathComponent()

  /// The text of a file below the tests' folder.
  static func text(_ path: String) throws -> String {
    try String(contentsOf: tests.appending(path: path), encoding: .utf8)
  }

  /// The files of a folder, under their paths from another one.
  static func files(in folder: String, named prefix: String) throws -> [(
    name: String, text: String
  )] {
    let names = try FileManager.default.contentsOfDirectory(
      atPath: tests.appending(path: folder).path)
    return try names.sorted().map { ("\(prefix)\($0)", try text("\(folder)/\($0)")) }
  }

  /// A study of the folder with everything.
  static func everything(_ name: String) throws -> Study {
    let texts =
      [("everything/\(name).yaml", try text("everything/\(name).yaml"))]
      + (try files(in: "Diagnostics/named", named: "everything/../Diagnostics/named/"))
    return try StudyLoader.load(texts, named: "everything/\(name).yaml")
  }

  /// Runs `body` with a folder of its own, which is gone afterwards.
  static func inFolder<Value>(_ body: (String) async throws -> Value) async throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "xenmotion-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder.path)
  }
}
