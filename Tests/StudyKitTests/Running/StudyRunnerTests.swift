import Foundation
import MigrationSim
import ScenarioKit
import Testing

@testable import StudyKit

@Suite struct `Running a study` {
  /// Threads, and shards that are run one after the other.
  @Test(arguments: [(1, 1), (2, 1), (5, 1), (1, 3), (2, 7)])
  func `comes to what a plain loop comes to`(threads: Int, shards: Int) async throws {
    let study = try TrialStudy.load()
    let expected = try TrialStudy.slowly(study)
    try await Repository.inFolder { folder in
      for index in (0..<shards).reversed() {
        let shard = try #require(Shard(index, of: shards))
        let outcome = try await TrialStudy.run(study, in: folder, shard: shard, threads: threads)
        #expect(!outcome.isInterrupted && outcome.progress.done == outcome.progress.most)
      }
      let results = StudyResults(study, in: StudyFolder(folder))
      #expect(results.isWhole && results.count == 24)
      #expect(results.runs.map { $0.map(\.values) } == expected)
      #expect(results.runs.allSatisfy { $0.map(\.replication) == [0, 1, 2, 3] })
      // Downtimes differ from run to run, or nothing was compared.
      #expect(Set(results.values(of: 0, in: 0)).count == 4)
    }
  }

  @Test func `writes the same bytes whatever the threads and shards`() async throws {
    let study = try TrialStudy.load()
    var seen: Set<[String]> = []
    for (threads, shards) in [(1, 1), (3, 1), (2, 4)] {
      try await Repository.inFolder { folder in
        for index in 0..<shards {
          try await TrialStudy.run(
            study, in: folder, shard: #require(Shard(index, of: shards)), threads: threads)
        }
        seen.insert(TrialStudy.tables(study, in: folder))
        let files = try TrialStudy.shards(in: folder)
        #expect(files.count == shards && files.keys.allSatisfy { $0.hasSuffix(".jsonl") })
        if shards == 1 {
          // A shard is in the order of the study, without the empty line that a part begins with.
          let lines = try #require(files["0-of-1.jsonl"]).split(
            separator: "\n", omittingEmptySubsequences: false)
          #expect(lines.count == 25 && lines.dropLast().allSatisfy { $0.hasSuffix("}") })
        }
      }
    }
    #expect(seen.count == 1)
  }

  @Test func `shares luck across cells under common random numbers, and else does not`()
    async throws
  {
    let text = """
      study: trial
      scenario: move.yaml
      factors: [{name: none, path: about, values: [a, b, c]}]
      replications: 5
      responses: [downtime, total time]
      """
    try await Repository.inFolder { folder in
      let common = try TrialStudy.load(text)
      try await TrialStudy.run(common, in: folder)
      let values = StudyResults(common, in: StudyFolder(folder)).runs.map { $0.map(\.values) }
      #expect(values[0] == values[1] && values[1] == values[2])
      #expect(Set(values[0].map { $0[0] }).count == 5)

      let independent = try TrialStudy.load(text + "\nrandom_numbers: independent")
      try await TrialStudy.run(independent, in: folder)
      let others = StudyResults(independent, in: StudyFolder(folder)).runs.map { $0.map(\.values) }
      #expect(Set((values + others).joined().map { $0[0] }).count == 5 + 15)
      #expect(Set(independent.cells.map(independent.seed(of:))).count == 3)
    }
  }

  @Test func `that has several units in a cell keeps their order`() async throws {
    let text = TrialStudy.text.replacing("replications: 4", with: "replications: 150")
      .replacing("[64 MiB, 96 MiB]", with: "[64 MiB]")
      .replacing("[xen, xen-legacy, qemu]", with: "[xen]")
    let study = try TrialStudy.load(text)
    #expect(WorkUnit.all(of: study).map(\.replications) == [0..<64, 64..<128, 128..<150])
    try await Repository.inFolder { folder in
      try await TrialStudy.run(study, in: folder, threads: 3)
      let results = StudyResults(study, in: StudyFolder(folder))
      #expect(try results.runs.map { $0.map(\.values) } == TrialStudy.slowly(study))
    }
  }

  @Test func `tells how far it is`() async throws {
    let study = try TrialStudy.load()
    try await Repository.inFolder { folder in
      let first = try await TrialStudy.run(study, in: folder, stopAfter: 5)
      #expect(first.isInterrupted && first.progress.new >= 5 && first.progress.new < 24)
      #expect(first.progress.most == 24)
      let second = try await TrialStudy.run(study, in: folder)
      #expect(second.progress.done == 24)
      #expect(second.progress.new == 24 - first.progress.new)
      let third = try await TrialStudy.run(study, in: folder)
      #expect(third.progress.done == 24 && third.progress.new == 0)
    }
  }

  /// Each level may stand alone, and yet not all of them together.
  @Test func `tells which values make no scenario together, and keeps what is done`() async throws {
    let text = """
      study: trial
      scenario: move.yaml
      factors:
        - {name: memory, path: "vms[web].memory", values: [64 MiB, 16 MiB]}
        - {name: hot, path: "vms[web].workload.classes[hot].size", values: [8 MiB, 32 MiB]}
      responses: [downtime]
      """
    let study = try TrialStudy.load(text)
    try await Repository.inFolder { folder in
      do {
        try await TrialStudy.run(study, in: folder, threads: 1)
        Issue.record("the last cell was accepted")
      } catch let error as ScenarioError {
        #expect(
          error.rendered.contains("note: where memory is 16 MiB and hot is 32 MiB\n"),
          "\(error.rendered)")
      }
      #expect(StudyResults(study, in: StudyFolder(folder)).count == 3)
    }
  }
}

@Suite struct `A rule to stop by` {
  private static let text = """
    study: trial
    scenario: move.yaml
    seed: 5
    factors: [{name: policy, path: migration.policy, values: [xen, qemu]}]
    replications:
      at_least: 3
      at_most: 40
      until: [{response: downtime, half_width: 3 %}, {response: completed, half_width: 20 %}]
    responses: [downtime, completed]
    """

  /// The slow twin: the first number of runs from the least on whose sample reaches every goal.
  private static func wanted(_ runs: [[Double?]]) -> Int {
    (3...40).first { count in
      let values = runs.prefix(count).compactMap { $0[0] }
      let yes = runs.prefix(count).count { $0[1] == 1 }
      let share = Proportion(yes, of: count).interval
      return Precision(halfWidth: .relative(0.03)).isReached(by: values)
        && (share.high - share.low) / 2 <= 0.2
    } ?? 40
  }

  @Test(arguments: [1, 2, 4]) func `ends each cell as soon as its goals are reached`(
    threads: Int
  ) async throws {
    let study = try TrialStudy.load(Self.text)
    let all = try TrialStudy.slowly(study)
    let wanted = all.map(Self.wanted)
    // The goals end it somewhere in the middle, or nothing is tried.
    #expect(wanted.allSatisfy { $0 > 3 && $0 < 40 })
    try await Repository.inFolder { folder in
      let outcome = try await TrialStudy.run(study, in: folder, threads: threads)
      #expect(outcome.progress.most == wanted.reduce(0, +))
      let results = StudyResults(study, in: StudyFolder(folder))
      #expect(results.isWhole)
      #expect(results.runs.map(\.count) == wanted)
      #expect(
        results.runs.map { $0.map(\.values) } == zip(all, wanted).map { Array($0.prefix($1)) })
    }
  }

  @Test func `goes on to the end where a goal cannot be reached`() async throws {
    let text = """
      study: trial
      scenario: move.yaml
      replications: {at_least: 3, at_most: 6, until: [{response: downtime, half_width: 1e-6 ms}]}
      responses: [downtime]
      """
    let study = try TrialStudy.load(text)
    try await Repository.inFolder { folder in
      try await TrialStudy.run(study, in: folder)
      #expect(StudyResults(study, in: StudyFolder(folder)).runs.map(\.count) == [6])
    }
  }

  @Test func `is not fooled by a gap in what is there`() async throws {
    let study = try TrialStudy.load(Self.text)
    try await Repository.inFolder { folder in
      try await TrialStudy.run(study, in: folder)
      let path = "\(folder)/shards/0-of-1.jsonl"
      var lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
      let whole = TrialStudy.tables(study, in: folder)
      lines.remove(at: 1)
      try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
      let results = StudyResults(study, in: StudyFolder(folder))
      #expect(!results.isWhole)
      // Of the three that there must be two are missing, as far as can be told.
      #expect(results.missing == 2 && results.runs[0].count == 1)
      try await TrialStudy.run(study, in: folder)
      #expect(TrialStudy.tables(study, in: folder) == whole)
    }
  }
}
