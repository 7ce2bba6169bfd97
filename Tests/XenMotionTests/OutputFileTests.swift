import Foundation
import Testing

@Suite struct `A file of output` {
  /// Runs `body` in a directory of its own.
  func inDirectory(_ body: (URL) throws -> Void) throws {
    let directory = FileManager.default.temporaryDirectory
      .appending(path: "xenmotion-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    try body(directory)
  }

  func names(in directory: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted()
  }

  @Test func `is written whole, with nothing beside it`() throws {
    try inDirectory { directory in
      let path = directory.path
      let run = try Command.run([
        "run", "6.J", "--quiet", "--json", "\(path)/run.json",
        "--csv", "rounds=\(path)/rounds.csv", "--csv", "pings=\(path)/pings.csv",
      ])
      #expect(run.code == 0)
      #expect(try names(in: directory) == ["pings.csv", "rounds.csv", "run.json"])
      let json = try Data(contentsOf: directory.appending(path: "run.json"))
      #expect(try JSONSerialization.jsonObject(with: json) is [String: Any])
    }
  }

  @Test func `stays as it was if another of the run cannot be written`() throws {
    try inDirectory { directory in
      let path = directory.path
      let old = directory.appending(path: "run.json")
      try Data("old".utf8).write(to: old)
      let run = try Command.run([
        "run", "6.J", "--json", old.path, "--csv", "rounds=\(path)/no/rounds.csv",
      ])
      #expect(run.code == 73)
      #expect(run.error.contains("no/rounds.csv"))
      #expect(try names(in: directory) == ["run.json"])
      #expect(try String(contentsOf: old, encoding: .utf8) == "old")
    }
  }

  @Test func `that is a link stays one`() throws {
    try inDirectory { directory in
      let file = directory.appending(path: "file.json")
      let link = directory.appending(path: "link.json")
      try Data("old".utf8).write(to: file)
      try FileManager.default.createSymbolicLink(at: link, withDestinationURL: file)
      #expect(try Command.run(["run", "6.J", "--quiet", "--json", link.path]).code == 0)
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link.path) == file.path)
      #expect(try String(contentsOf: file, encoding: .utf8).hasPrefix("{"))
    }
  }
}
