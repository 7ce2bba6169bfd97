import Foundation
import MigrationSim
import ScenarioKit
import Testing

@testable import StudyKit

@Suite struct `A study that was interrupted` {
  @Test(arguments: [0, 1, 2, 7, 23]) func `ends as if it had not been`(after: Int) async throws {
    let study = try TrialStudy.load()
    let whole = try await Repository.inFolder { folder in
      try await TrialStudy.run(study, in: folder)
      return (TrialStudy.tables(study, in: folder), try TrialStudy.shards(in: folder))
    }
    try await Repository.inFolder { folder in
      let outcome = try await TrialStudy.run(study, in: folder, stopAfter: after)
      #expect(outcome.isInterrupted)
      let parts = try TrialStudy.shards(in: folder)
      #expect(parts.count == 1 && parts.keys.allSatisfy { $0.hasSuffix(".part") })
      #expect(!StudyResults(study, in: StudyFolder(folder)).isWhole)
      try await TrialStudy.run(study, in: folder)
      #expect(TrialStudy.tables(study, in: folder) == whole.0)
      #expect(try TrialStudy.shards(in: folder) == whole.1)
    }
  }

  /// A study of four runs.
  private static let text = TrialStudy.text.replacing("[64 MiB, 96 MiB]", with: "[64 MiB]")
    .replacing("[xen, xen-legacy, qemu]", with: "[xen]")

  @Test func `survives a kill after any byte of its last line`() async throws {
    let study = try TrialStudy.load(
      """
      study: trial
      scenario: move.yaml
      replications: 4
      responses: [downtime]
      """)
    let (whole, lines) = try await Repository.inFolder { folder in
      try await TrialStudy.run(study, in: folder)
      let text = try #require(try TrialStudy.shards(in: folder)["0-of-1.jsonl"])
      return (TrialStudy.tables(study, in: folder), text.split(separator: "\n").map(String.init))
    }
    let before = "\n\(lines[0])\n\(lines[1])\n"
    for count in 0...lines[2].utf8.count + 1 {
      try await Repository.inFolder { path in
        let folder = StudyFolder(path)
        try folder.create()
        let part = before + String(decoding: "\(lines[2])\n".utf8.prefix(count), as: UTF8.self)
        try part.write(
          toFile: "\(folder.shards)/0-of-1.elsewhere-1.part", atomically: false, encoding: .utf8)
        let there = count < lines[2].utf8.count ? 2 : 3
        #expect(folder.lines(LineFormat(study)).count == there, "after \(count) bytes")
        let outcome = try await TrialStudy.run(study, in: path, threads: 1)
        #expect(outcome.progress.new == 4 - there)
        #expect(TrialStudy.tables(study, in: path) == whole)
        #expect(Array(try TrialStudy.shards(in: path).keys) == ["0-of-1.jsonl"])
      }
    }
  }

  @Test func `passes over what is no line of its own`() async throws {
    let study = try TrialStudy.load(Self.text)
    try await Repository.inFolder { folder in
      try await TrialStudy.run(study, in: folder)
      let whole = TrialStudy.tables(study, in: folder)
      let path = "\(folder)/shards/0-of-1.jsonl"
      let text = try String(contentsOfFile: path, encoding: .utf8)
      let line = String(try #require(text.split(separator: "\n").first))
      let key = String(repeating: "0", count: 32)
      let garbage = [
        "", "x", "{}", "[]", "null", "{\"run\":\"\(key)\"}", String(line.dropLast()),
        String(line.dropFirst()), "\(line)\(line)", "{\"run\":\"\(key)\",\"replication\":0}",
        "{\"run\":\"short\",\"replication\":0,\"downtime_ms\":1}",
        line.replacing("\"downtime_ms\":", with: "\"downtime_ms\":\"text\",\"x\":"),
        line.replacing("\"replication\":0", with: "\"replication\":0.5"), "\u{0}\u{FFFF}", "\\",
        // The same run twice, with other white space and order.
        line.replacing(":", with: " : "), line,
      ]
      try (garbage.joined(separator: "\n") + "\n" + text + garbage.joined(separator: "\n"))
        .write(toFile: path, atomically: true, encoding: .utf8)
      try Data([0xFF, 0xFE, 0x0A, 0x7B, 0x22, 0xFF, 0x22, 0x7D])
        .write(to: URL(filePath: "\(folder)/shards/0-of-9.x-1.part"))
      #expect(TrialStudy.tables(study, in: folder) == whole)
      let outcome = try await TrialStudy.run(study, in: folder)
      #expect(outcome.progress.new == 0)
      #expect(TrialStudy.tables(study, in: folder) == whole)
    }
  }

  @Test func `keeps the runs of levels that were taken out, and of other studies`() async throws {
    let full = try TrialStudy.load()
    let less = try TrialStudy.load(
      TrialStudy.text.replacing("[xen, xen-legacy, qemu]", with: "[xen]"))
    let other = try TrialStudy.load(seed: 99)
    try await Repository.inFolder { folder in
      try await TrialStudy.run(full, in: folder)
      let (tables, shards) = (
        TrialStudy.tables(full, in: folder), try TrialStudy.shards(in: folder)
      )
      try await TrialStudy.run(other, in: folder)
      let others = TrialStudy.tables(other, in: folder)
      #expect(try await TrialStudy.run(less, in: folder).progress.new == 0)
      // What it does not know stands behind its own, in the order of the texts.
      let lines = try #require(try TrialStudy.shards(in: folder)["0-of-1.jsonl"])
        .split(separator: "\n")
      #expect(lines.count == 48)
      #expect(Array(lines[8...]) == lines[8...].sorted())
      #expect(try await TrialStudy.run(full, in: folder).progress.new == 0)
      #expect(TrialStudy.tables(full, in: folder) == tables)
      #expect(TrialStudy.tables(other, in: folder) == others)
      #expect(
        try TrialStudy.shards(in: folder)["0-of-1.jsonl"]?.hasPrefix(shards.values.first ?? "")
          == true)
    }
  }

  @Test func `runs anew what it looks at anew, and drops what is told twice`() async throws {
    let study = try TrialStudy.load(Self.text)
    let more = try TrialStudy.load(
      Self.text.replacing("refused]", with: "refused, rounds]"))
    try await Repository.inFolder { folder in
      try await TrialStudy.run(study, in: folder)
      #expect(try await TrialStudy.run(more, in: folder).progress.new == 4)
      let text = try #require(try TrialStudy.shards(in: folder)["0-of-1.jsonl"])
      #expect(text.split(separator: "\n").count == 4)
      // Fewer responses are among those that are there.
      #expect(try await TrialStudy.run(study, in: folder).progress.new == 0)
      #expect(try await TrialStudy.run(more, in: folder).progress.new == 0)
    }
  }

  /// A number is never taken for another one that was called the same before.
  @Test func `runs anew what is called the same and is measured otherwise`() async throws {
    func study(_ response: String) throws -> Study {
      try TrialStudy.load(
        Self.text.replacing("responses: [downtime,", with: "responses: [\(response),"))
    }
    let all = [
      "{name: x, measure: downtime}", "{name: x, measure: brownout}",
      "{name: x, measure: downtime, take: largest}", "{name: x, measure: downtime, vm: web}",
    ]
    try await Repository.inFolder { folder in
      for response in all {
        let study = try study(response)
        #expect(study.responses[0].column == "x_ms")
        #expect(try await TrialStudy.run(study, in: folder).progress.new == 4, "\(response)")
        #expect(
          try StudyResults(study, in: StudyFolder(folder)).runs.map { $0.map(\.values) }
            == TrialStudy.slowly(study))
      }
      // What it is called is of no account.
      let renamed = try study("{name: y, measure: downtime}")
      #expect(try await TrialStudy.run(renamed, in: folder).progress.new == 0)
    }
  }
}
