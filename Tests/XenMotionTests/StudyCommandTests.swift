import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

@Suite struct `xenmotion study` {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private static let scenario = root.appending(
    path: "Tests/StudyKitTests/Diagnostics/named/move.yaml"
  ).path

  /// A study of a guest that moves there and back, with luck in its phases.
  private static func text(replications: Int = 3) -> String {
    """
    study: trial
    title: Which policy is the best?
    scenario: \(scenario)
    set: {migration.durations: {suspend: {lognormal: {median: 30 ms, spread: 0.2}}}}
    factors:
      - name: policy
        cases:
          - {name: xen}
          - {name: qemu, set: {migration.policy: qemu}}
      - {name: memory, path: "vms[web].memory", values: [64 MiB, 128 MiB]}
    replications: \(replications)
    responses: [downtime, total time, completed]
    compare: {factor: policy, by: downtime}
    """
  }

  /// Runs `body` in a folder of its own, with a study in it.
  private static func inFolder(
    replications: Int = 3, _ body: (_ folder: String, _ study: String) throws -> Void
  ) throws {
    let directory = FileManager.default.temporaryDirectory
      .appending(path: "xenmotion-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    let study = directory.appending(path: "trial.yaml")
    try text(replications: replications).write(to: study, atomically: false, encoding: .utf8)
    try body(directory.path, study.path)
  }

  private static func study(_ words: String...) throws -> Command.Outcome {
    try Command.run(["study"] + words)
  }

  /// The files of a folder of results, and what is in them.
  private static func results(in folder: String) throws -> [String: Data] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder)
    return try names.reduce(into: [:]) { found, name in
      let url = URL(filePath: "\(folder)/\(name)")
      if (try url.resourceValues(forKeys: [.isRegularFileKey])).isRegularFile == true {
        found[name] = try Data(contentsOf: url)
      }
    }
  }

  private static let merged = [
    "analysis.json", "cells.csv", "manifest.json", "results.sqlite", "runs.csv",
  ]

  /// What merging has made, without the lines that it was made of.
  private static func merged(in folder: String) throws -> [String: Data] {
    try results(in: folder).filter { merged.contains($0.key) }
  }

  @Test func `lists the studies that there are`() throws {
    let run = try Self.study("list")
    #expect(run.code == 0 && run.error.isEmpty)
    let lines = run.output.split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("stop-policies\t") })
    #expect(lines.allSatisfy { $0.split(separator: "\t").count == 2 })
  }

  @Test func `prints the committed schema`() throws {
    let committed = try String(
      contentsOf: Self.root.appending(path: "Scenarios/studies/study.schema.json"),
      encoding: .utf8)
    #expect(try Self.study("schema").output == committed)
  }

  @Test func `runs a study, reports, and leaves the same bytes however often it is asked`() throws {
    try Self.inFolder { folder, study in
      let run = try Self.study("run", study, "--out", "\(folder)/a")
      #expect(run.code == 0 && run.error.isEmpty, "\(run.error)")
      #expect(run.output.hasPrefix("Which policy is the best?\n"))
      #expect(run.output.contains("Which policy has the smallest downtime?"))
      let results = try Self.results(in: "\(folder)/a")
      #expect(results.keys.sorted() == (Self.merged + ["shards/0-of-1.jsonl"]).sorted())

      let again = try Self.study("run", study, "--out", "\(folder)/a", "--threads", "1", "--quiet")
      #expect(again.code == 0 && again.output.isEmpty && again.error.isEmpty)
      #expect(try Self.results(in: "\(folder)/a") == results)

      let elsewhere = try Self.study("run", study, "--out", "\(folder)/b/c/", "--threads", "3")
      #expect(elsewhere.output == run.output)
      #expect(try Self.results(in: "\(folder)/b/c") == results)
      #expect(try Self.study("merge", "\(folder)/a").output == run.output)

      let seeded = try Self.study("run", study, "--out", "\(folder)/d", "--seed", "5", "--quiet")
      #expect(seeded.code == 0)
      #expect(try Self.results(in: "\(folder)/d")["runs.csv"] != results["runs.csv"])
    }
  }

  @Test func `puts its results beside where it is called, by the study's name`() throws {
    try Self.inFolder { folder, study in
      let run = try Command.shell("cd '\(folder)' && \"$XENMOTION\" study run '\(study)' -q")
      #expect(run.code == 0)
      #expect(FileManager.default.fileExists(atPath: "\(folder)/trial.results/runs.csv"))
    }
  }

  @Test func `shares a study out among shards, and merges only what is whole`() throws {
    try Self.inFolder { folder, study in
      let (whole, parts) = ("\(folder)/whole", "\(folder)/parts")
      #expect(try Self.study("run", study, "--out", whole, "--quiet").code == 0)
      let first = try Self.study("run", study, "--out", parts, "--shard", "0/3")
      #expect(first.code == 0 && first.output.isEmpty)
      let status = try Self.study("status", parts)
      #expect(status.code == 75 && status.output.contains("6 runs of 4 cells"))
      let early = try Self.study("merge", parts)
      #expect(early.code == 75 && early.output.isEmpty)
      #expect(early.error.contains("missing runs: at least 6,"))
      #expect(try Self.merged(in: parts).keys.sorted() == ["manifest.json"])
      let partial = try Self.study("merge", parts, "--allow-partial")
      #expect(partial.code == 0 && partial.output.contains("not whole: missing runs: at least 6"))
      for shard in ["2/3", "1/3"] {
        let run = try Self.study("run", study, "--out", parts, "--shard", shard, "--quiet")
        #expect(run.code == 0 && run.output.isEmpty && run.error.isEmpty)
      }
      #expect(try Self.study("status", parts).code == 0)
      let merged = try Self.study("merge", parts)
      #expect(merged.code == 0)
      #expect(try Self.merged(in: parts) == Self.merged(in: whole))
      // Both at once: who comes second finds everything.
      #expect(try Self.study("run", study, "--out", parts).output == merged.output)
    }
  }

  /// The first points of Sobol's sequence are the same in both halves of Saltelli's scheme.
  @Test func `merges a sample with points that coincide`() throws {
    try Self.inFolder { folder, study in
      try """
      study: sample
      scenario: \(Self.scenario)
      design: {name: sobol indices, points: 3}
      factors:
        - {name: memory, path: "vms[web].memory", range: {from: 64 MiB, to: 128 MiB}}
        - {name: policy, path: migration.policy, values: [xen, qemu]}
      responses: [downtime]
      """.write(toFile: study, atomically: false, encoding: .utf8)
      let run = try Self.study("run", study, "--out", "\(folder)/a")
      #expect(run.code == 0 && run.error.isEmpty, "\(run.error)")
      #expect(run.output.contains("12 cells, 12 runs"))
      #expect(try Self.study("status", "\(folder)/a").code == 0)
    }
  }

  @Test func `makes a study again from its manifest alone`() throws {
    try Self.inFolder { folder, study in
      #expect(try Self.study("run", study, "--out", "\(folder)/a", "--quiet").code == 0)
      let manifest = "\(folder)/manifest.json"
      try FileManager.default.copyItem(atPath: "\(folder)/a/manifest.json", toPath: manifest)
      try FileManager.default.removeItem(atPath: study)
      let run = try Self.study("reproduce", manifest, "--out", "\(folder)/b")
      #expect(run.code == 0, "\(run.error)")
      #expect(
        run.output
          == "✓ the same: analysis.json\n✓ the same: cells.csv\n✓ the same: runs.csv\n")
      #expect(try Self.merged(in: "\(folder)/b") == Self.merged(in: "\(folder)/a"))

      let text = try String(contentsOfFile: manifest, encoding: .utf8)
      let json = try #require(
        try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
      let outputs = try #require(json["outputs"] as? [[String: String]])
      let hash = try #require(outputs.first { $0["file"] == "cells.csv" }?["sha256"])
      try text.replacing(hash, with: String(repeating: "0", count: 64))
        .write(toFile: manifest, atomically: false, encoding: .utf8)
      let other = try Self.study("reproduce", manifest, "--out", "\(folder)/c")
      #expect(other.code == 10 && other.output.contains("✗ differs: cells.csv\n"))

      try text.replacing("Which policy", with: "Which_policy")
        .write(toFile: manifest, atomically: false, encoding: .utf8)
      let changed = try Self.study("reproduce", manifest, "--out", "\(folder)/d")
      #expect(changed.code == 65 && changed.error.contains("does not have its hash"))
    }
  }

  @Test(arguments: [
    (64, "run STUDY --threads 0"), (64, "run STUDY --shard 3/3"), (64, "run STUDY --shard x"),
    (64, "run STUDY --seed -1"), (64, "run"), (64, "reproduce FOLDER/manifest.json"),
    (64, "frobnicate"), (66, "run stop-polices"), (66, "run FOLDER/none.yaml"),
    (66, "status FOLDER"), (66, "merge FOLDER/none"),
    (66, "reproduce FOLDER/x.json --out FOLDER/y"),
    (65, "run FOLDER/wrong.yaml"), (65, "status FOLDER/wrong"), (65, "merge FOLDER/wrong"),
    (65, "reproduce FOLDER/unmerged/manifest.json --out FOLDER/y"), (73, "run STUDY --out /proc/x"),
    (73, "run STUDY --out FOLDER/trial.yaml"), (75, "status FOLDER/unmerged"),
    (75, "merge FOLDER/unmerged"),
  ]) func `ends with the code of its outcome`(code: Int32, line: String) throws {
    try Self.inFolder { folder, study in
      try "study: x\nscenari: 6.J\n".write(
        toFile: "\(folder)/wrong.yaml", atomically: false, encoding: .utf8)
      try FileManager.default.createDirectory(
        atPath: "\(folder)/wrong", withIntermediateDirectories: false)
      try "{}".write(toFile: "\(folder)/wrong/manifest.json", atomically: false, encoding: .utf8)
      if line.contains("unmerged") {
        #expect(
          try Self.study("run", study, "--out", "\(folder)/unmerged", "--shard", "0/3").code == 0)
      }
      let words = line.split(separator: " ").map {
        String($0).replacing("STUDY", with: study).replacing("FOLDER", with: folder)
      }
      let run = try Command.run(["study"] + words)
      #expect(run.code == code, "\(line): \(run.error)")
      #expect(line.hasPrefix("status") || run.output.isEmpty)
      #expect(code == 75 || !run.error.isEmpty, "\(line)")
    }
  }

  // MARK: Being told to end

  /// Lines of runs in the parts of a folder's shards.
  private static func lines(in folder: String) -> Int {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/shards")) ?? []
    return names.filter { $0.hasSuffix(".part") }.compactMap {
      try? String(contentsOfFile: "\(folder)/shards/\($0)", encoding: .utf8)
    }.joined().count { $0 == "\n" }
  }

  /// Runs a study until more of its runs are there, sends a signal, and tells how it ended.
  private static func interrupt(
    _ study: String, _ folder: String, by signal: Int32
  ) throws -> Command.Outcome {
    let before = lines(in: folder)
    return try Command.run(["study", "run", study, "--out", folder], sending: signal) {
      lines(in: folder) > before + 5
    }
  }

  /// So many that it is not over before the signal comes.
  private static let many = 100

  @Test(arguments: [(SIGINT, 130), (SIGTERM, 75), (SIGKILL, 9)] as [(Int32, Int32)])
  func `goes on where it was told to end, to the same bytes`(
    signal: Int32, code: Int32
  ) throws {
    try Self.inFolder(replications: Self.many) { folder, study in
      let (whole, cut) = ("\(folder)/whole", "\(folder)/cut")
      #expect(try Self.study("run", study, "--out", whole, "--quiet").code == 0)
      let ended = try Self.interrupt(study, cut, by: signal)
      #expect(ended.code == code)
      #expect(ended.output.isEmpty)
      #expect(signal == SIGKILL || ended.error.contains("runs are there; the same command goes on"))
      #expect(try Self.study("status", cut).code == 75)
      #expect(try Self.study("run", study, "--out", cut, "--quiet").code == 0)
      #expect(try Self.results(in: cut) == Self.results(in: whole))
    }
  }

  @Test func `ends with a signal after another, and loses nothing but the run in hand`() throws {
    try Self.inFolder(replications: Self.many) { folder, study in
      let cut = "\(folder)/cut"
      for _ in 0..<3 { #expect(try Self.interrupt(study, cut, by: SIGKILL).code == 9) }
      let parts = try FileManager.default.contentsOfDirectory(atPath: "\(cut)/shards")
      #expect(parts.count == 3)
      #expect(try Self.study("run", study, "--out", cut, "--quiet").code == 0)
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: "\(cut)/shards") == ["0-of-1.jsonl"])
    }
  }
}
