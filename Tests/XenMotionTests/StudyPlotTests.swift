import Foundation
import Testing

@Suite struct `xenmotion study plot` {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// A folder with a study in it that has been run, unless `isRun` says otherwise.
  private static func inFolder(
    isRun: Bool = true, _ body: (_ folder: String, _ results: String) throws -> Void
  ) throws {
    let directory = FileManager.default.temporaryDirectory
      .appending(path: "xenmotion's \(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    let scenario = root.appending(path: "Tests/StudyKitTests/Diagnostics/named/move.yaml").path
    let text = """
      study: trial
      scenario: \(scenario)
      factors:
        - {name: memory, path: "vms[web].memory", values: [64 MiB, 128 MiB]}
        - {name: policy, path: migration.policy, values: [xen, qemu]}
      replications: 2
      responses: [downtime, total time]
      figures:
        - {name: by memory, kind: response, x: memory, y: downtime, series: policy}
        - {name: front, kind: front, x: total time, y: downtime}

      """
    let study = directory.appending(path: "trial.yaml")
    try text.write(to: study, atomically: false, encoding: .utf8)
    let results = directory.appending(path: "trial.results").path
    if isRun {
      let run = try Command.run(["study", "run", study.path, "--out", results, "--quiet"])
      try #require(run.code == 0, "\(run.error)")
    }
    try body(directory.path, results)
  }

  private static func plot(_ words: String...) throws -> Command.Outcome {
    try Command.run(["study", "plot"] + words)
  }

  private static func files(_ folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/figures")) ?? []).sorted()
  }

  private static let hasGnuplot =
    (try? Command.shell("command -v gnuplot"))?.code == 0

  @Test func `writes the scripts alone if that is all that is wanted`() throws {
    try Self.inFolder { _, results in
      let run = try Self.plot(results, "--scripts-only")
      #expect(run.code == 0 && run.error.isEmpty)
      #expect(Self.files(results) == ["by memory.gp", "front.gp"])
      #expect(
        run.output == "\(results)/figures/by memory.gp\n\(results)/figures/front.gp\n")
      let first = try Data(contentsOf: URL(filePath: "\(results)/figures/by memory.gp"))
      #expect(try Self.plot(results, "--scripts-only").code == 0)
      let second = try Data(contentsOf: URL(filePath: "\(results)/figures/by memory.gp"))
      #expect(first == second)
    }
  }

  @Test(.enabled(if: hasGnuplot)) func `draws whole pictures and leaves nothing else`() throws {
    try Self.inFolder { _, results in
      let run = try Self.plot(results, "--figure", "by memory", "--png")
      #expect(run.code == 0, "\(run.error)")
      #expect(Self.files(results) == ["by memory.gp", "by memory.png", "by memory.svg"])
      let picture = try String(
        contentsOfFile: "\(results)/figures/by memory.svg", encoding: .utf8)
      #expect(picture.contains("</svg>") && picture.contains("downtime [ms]"))
      let png = try Data(contentsOf: URL(filePath: "\(results)/figures/by memory.png"))
      #expect(png.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    }
  }

  @Test func `says what is missing where there is no gnuplot`() throws {
    try Self.inFolder { folder, results in
      // A path on which nothing is but what the program needs itself.
      let run = try Command.shell(
        "ln -s /usr/bin/env '\(folder.replacing("'", with: "'\\''"))/env'; "
          + "PATH='\(folder.replacing("'", with: "'\\''"))' \"$XENMOTION\" study plot "
          + "'\(results.replacing("'", with: "'\\''"))'")
      #expect(run.code == 69, "\(run.error)")
      #expect(run.error.contains("apt-get install gnuplot-nox"))
      #expect(Self.files(results).isEmpty)
    }
  }

  @Test func `ends with the code of its outcome`() throws {
    try Self.inFolder { folder, results in
      #expect(try Self.plot("\(folder)/nowhere").code == 66)
      let misspelt = try Self.plot(results, "--figure", "frnt")
      #expect(misspelt.code == 64)
      #expect(misspelt.error.contains("did you mean 'front'?"))
      // Without its runs there is nothing to draw, unless that is wanted.
      try FileManager.default.removeItem(atPath: "\(results)/shards/0-of-1.jsonl")
      #expect(try Self.plot(results, "--scripts-only").code == 75)
      let partial = try Self.plot(results, "--scripts-only", "--allow-partial")
      #expect(partial.code == 0, "\(partial.error)")
    }
  }
}

@Suite struct `xenmotion study check` {
  @Test func `tells how large a study is`() throws {
    let run = try Command.run(["study", "check", "stop-policies"])
    #expect(run.code == 0 && run.error.isEmpty)
    let lines = run.output.split(separator: "\n")
    #expect(
      lines.first == "stop-policies: full factorial, 24 cells, 50 runs each, at most 1200 in all")
    #expect(lines.contains("  writes: 1000 pages/s, 4000 pages/s, 16000 pages/s, 64000 pages/s"))
    #expect(
      lines.last?.firstMatch(of: /about [0-9]+ ms here, all of them at most [0-9:]+ on/) != nil)
  }

  @Test func `tells every mistake`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let text = """
      study: trial
      scenario: busy-guest
      replicatons: 5
      responses: [downtme]

      """
    let study = folder.appending(path: "trial.yaml")
    try text.write(to: study, atomically: false, encoding: .utf8)
    let run = try Command.run(["study", "check", study.path])
    #expect(run.code == 65 && run.output.isEmpty)
    #expect(run.error.contains(":3:1: error: a study has no key \"replicatons\""))
    #expect(run.error.contains("did you mean \"downtime\"?"))
  }
}
