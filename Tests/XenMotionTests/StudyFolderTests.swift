import Foundation
import Testing

/// `xenmotion study run` on a folder of results instead of a study.
@Suite struct `A folder of results` {
  private static func text(replications: Int) -> String {
    "study: mine\nscenario: 6.J\nreplications: \(replications)\nresponses: [downtime]\n"
  }

  /// Runs `body` in a directory of its own, in which `mine.yaml` is a study of two replications.
  private func inDirectory(_ body: (URL) throws -> Void) throws {
    let directory = FileManager.default.temporaryDirectory
      .appending(path: "xenmotion-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    try write(Self.text(replications: 2), to: directory)
    try body(directory)
  }

  private func write(_ text: String, to directory: URL) throws {
    try text.write(to: directory.appending(path: "mine.yaml"), atomically: true, encoding: .utf8)
  }

  private func study(_ words: String, in directory: URL) throws -> Command.Outcome {
    try Command.shell("cd '\(directory.path)' && \"$XENMOTION\" study \(words)")
  }

  private func manifest(in directory: URL) throws -> String {
    try String(
      contentsOf: directory.appending(path: "mine.results/manifest.json"), encoding: .utf8)
  }

  private func rows(in directory: URL) throws -> Int {
    let file = directory.appending(path: "mine.results/runs.csv")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").count - 1
  }

  @Test(arguments: [
    "mine.results", "mine.results/", "./mine.results/manifest.json", "mine.results/manifest.json",
  ]) func `goes on with its own study, whatever has become of the file`(folder: String) throws {
    try inDirectory { directory in
      #expect(try study("run mine.yaml --shard 0/2 --seed 7", in: directory).code == 0)
      try write(Self.text(replications: 5), to: directory)
      let run = try study("run \(folder)", in: directory)
      #expect(run.code == 0, "\(run.error)")
      #expect(try rows(in: directory) == 2)
      #expect(try manifest(in: directory).contains("\"seed\" : 7"))
      // The file's own study is another.
      #expect(try study("run mine.yaml --quiet", in: directory).code == 0)
      #expect(try rows(in: directory) == 5)
    }
  }

  @Test func `is found from within`() throws {
    try inDirectory { directory in
      #expect(try study("run mine.yaml --shard 0/2", in: directory).code == 0)
      let folder = directory.appending(path: "mine.results")
      for words in ["run . --shard 1/2", "run manifest.json"] {
        let run = try study(words, in: folder)
        #expect(run.code == 0, "\(words): \(run.error)")
      }
      #expect(try rows(in: directory) == 2)
    }
  }

  @Test func `keeps what a merge has noted when a shard begins late`() throws {
    try inDirectory { directory in
      #expect(try study("run mine.yaml --quiet", in: directory).code == 0)
      let merged = try manifest(in: directory)
      #expect(merged.contains("runs.csv"))
      for target in ["mine.results", "mine.yaml"] {
        #expect(try study("run \(target) --shard 1/2", in: directory).code == 0)
        #expect(try manifest(in: directory) == merged, "\(target)")
      }
      #expect(try study("run mine.yaml --shard 1/2 --seed 7", in: directory).code == 0)
      #expect(try !manifest(in: directory).contains("runs.csv"))
    }
  }

  @Test func `of another engine is run again, which is said`() throws {
    try inDirectory { directory in
      #expect(try study("run mine.yaml --quiet", in: directory).code == 0)
      let ours = try manifest(in: directory)
      let other = ours.replacing(
        /"engine_version" : "[^"]*"/, with: "\"engine_version\" : \"0.0.1\"")
      #expect(other != ours)
      try other.write(
        to: directory.appending(path: "mine.results/manifest.json"), atomically: true,
        encoding: .utf8)
      let run = try study("run mine.results --quiet", in: directory)
      #expect(run.code == 0)
      #expect(
        run.error.hasPrefix(
          "mine.results/manifest.json: warning: its runs are of engine 0.0.1, and this is "))
      #expect(try manifest(in: directory) == ours)
      #expect(try study("run mine.results --quiet", in: directory).error.isEmpty)
    }
  }

  @Test(arguments: [
    (64, "mine.results --seed 7"), (64, "mine.results --out other"),
    (64, "mine.results/manifest.json --out other"), (66, "."), (66, "none/manifest.json"),
    (66, "none.results"),
  ]) func `takes no other study, nor another folder`(code: Int32, words: String) throws {
    try inDirectory { directory in
      #expect(try study("run mine.yaml --shard 0/2", in: directory).code == 0)
      let run = try study("run \(words)", in: directory)
      #expect(run.code == code, "\(words): \(run.error)")
      #expect(run.output.isEmpty && !run.error.isEmpty)
    }
  }
}
