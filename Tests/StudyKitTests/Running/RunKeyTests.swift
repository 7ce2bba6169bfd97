import Foundation
import MigrationSim
import ScenarioKit
import Testing

@testable import StudyKit

@Suite struct `The key of a run` {
  private static func keys(
    _ text: String = TrialStudy.text, scenario: String = TrialStudy.scenario,
    files: [(String, String)] = [], seed: UInt64? = nil
  ) throws -> [RunKey] {
    let study = try TrialStudy.load(text, scenario: scenario, files: files, seed: seed)
    return study.cells.flatMap { cell in
      (0..<3).map { RunKey(CellKey(study, cell), replication: $0) }
    }
  }

  @Test func `is another one for each run`() throws {
    #expect(Set(try Self.keys()).count == 18)
    #expect(try Self.keys() == Self.keys())
  }

  @Test(arguments: [
    ("# why\nstudy: trial", "study: trial"), ("study: other\ntitle: x\nabout: y", "study: trial"),
    ("name: RAM", "name: memory"), ("replications: 9", "replications: 4"),
    ("[rounds, downtime]", "[downtime, total time, lost pings, ping gap, completed, refused]"),
    (
      "{path: \"vms[web].memory\", values: [64 MiB, 96 MiB], name: memory}",
      "{name: memory, path: \"vms[web].memory\", values: [64 MiB, 96 MiB]}"
    ),
  ])
  func `does not depend on what is said of a study`(new: String, old: String) throws {
    #expect(try Self.keys() == Self.keys(TrialStudy.text.replacing(old, with: new)))
  }

  @Test(arguments: [
    ("title: Another title", "title: A guest moves there and back"),
    ("# why\nscenario: move\nabout: it is so", "scenario: move"),
    ("{path: x, name: lan}", "{name: lan}"), ("aftermath: 0 s\nseed: 4", "aftermath: 0 s"),
    ("{median: 30 ms, spread: 0.2}", "{spread: 0.2, median: 30 ms}"),
  ])
  func `does not depend on how a scenario is told`(new: String, old: String) throws {
    // The keys of a mapping may stand in any order.
    let scenario =
      new.hasPrefix("{path")
      ? TrialStudy.scenario.replacing(
        "stations: [{name: pc, wire: lan, address: 10.0.0.9/24}]",
        with: "stations: [{wire: lan, address: 10.0.0.9/24, name: pc}]")
      : new.hasPrefix("{median")
        ? TrialStudy.scenario.replacing(new, with: old)
        : TrialStudy.scenario.replacing(old, with: new)
    #expect(scenario != TrialStudy.scenario)
    #expect(try Self.keys() == Self.keys(scenario: scenario))
  }

  @Test func `depends on the seed`() throws {
    #expect(Set(try Self.keys()).isDisjoint(with: try Self.keys(seed: 12)))
    let independent = TrialStudy.text + "\nrandom_numbers: independent"
    #expect(Set(try Self.keys()).isDisjoint(with: try Self.keys(independent)))
  }

  @Test(arguments: [
    ("aftermath: 1 s", "aftermath: 0 s"), ("writes: 501 pages/s", "writes: 500 pages/s"),
    ("median: 31 ms", "median: 30 ms"), ("{do: wait, for: 2 s}", "{do: wait, for: 1 s}"),
    ("name: 'lan'", "name: lan"),
  ])
  func `depends on what a scenario says`(new: String, old: String) throws {
    let scenario = TrialStudy.scenario.replacing(old, with: new)
    #expect(Set(try Self.keys()).isDisjoint(with: try Self.keys(scenario: scenario)))
  }

  @Test func `depends on the level alone`() throws {
    let old = try Self.keys()
    let text = TrialStudy.text
    let changed = try Self.keys(text.replacing("96 MiB", with: "97 MiB"))
    #expect(Array(changed[..<9]) == Array(old[..<9]))
    #expect(Set(changed[9...]).isDisjoint(with: old))
    // A level that is put between moves the others, and changes none.
    let more = try Self.keys(
      text.replacing("[xen, xen-legacy", with: "[xen, clark-2005, xen-legacy"))
    #expect(Set(old).isSubset(of: more) && more.count == 24)
  }

  /// Paths go from the folder of the file that they stand in: the study's own for a level.
  @Test func `depends on the files that a level names`() throws {
    let text = """
      study: trial
      scenario: move.yaml
      factors:
        - name: load
          cases:
            - {name: light}
            - {name: heavy, set: {"vms[web].workload": {include: heavy.yaml}}}
      responses: [downtime]
      """
    func file(_ writes: Int) -> [(String, String)] {
      [("heavy.yaml", "classes: [{name: hot, size: 8 MiB, writes: \(writes) pages/s}]\n")]
    }
    let old = try Self.keys(text, files: file(2000))
    let new = try Self.keys(text, files: file(3000))
    #expect(old[..<3] == new[..<3])
    #expect(Set(old[3...]).isDisjoint(with: new[3...]))
    let study = try TrialStudy.load(text, files: file(2000))
    #expect(study.sources.map(\.name) == ["trial.yaml", "move.yaml", "heavy.yaml"])
  }

  /// Both files are called the same from where they are named.
  @Test func `tells a level's file from the scenario's of the same name`() throws {
    func load(_ rate: Int) -> String {
      "classes: [{name: hot, size: 8 MiB, writes: \(rate) pages/s}]\n"
    }
    let scenario = TrialStudy.scenario.replacing(
      "classes: [{name: hot, size: 8 MiB, writes: 500 pages/s}]", with: "include: load.yaml")
    let text = """
      study: trial
      scenario: below/move.yaml
      factors:
        - name: load
          cases:
            - {name: light}
            - {name: heavy, set: {"vms[web].workload": {include: load.yaml}}}
      responses: [downtime]
      """
    let study = try StudyLoader.load(
      [
        ("trial.yaml", text), ("below/move.yaml", scenario), ("below/load.yaml", load(10)),
        ("load.yaml", load(4000)),
      ], named: "trial.yaml")
    let rates = try study.cells.map { cell in
      try study.reading(of: cell).scenario.setup.guests[0].classes.first?
        .writesPerSecond
    }
    #expect(rates == [10, 4000])
  }

  @Test func `is read as it is written`() throws {
    let key = try Self.keys()[0]
    #expect(RunKey(key.text) == key)
    #expect(key.text.utf8.count == 32)
    for text in ["", key.text + "0", String(key.text.dropLast()), "x" + key.text.dropFirst()] {
      #expect(RunKey(text) == nil)
    }
    #expect(RunKey("0000000000000000000000000000000f")?.text == "0000000000000000000000000000000f")
  }

  /// FIPS 180-4's own example, and the empty text, as sha256sum prints them.
  @Test func `is made by SHA-256`() {
    #expect(
      Digest("abc").hexadecimal
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      Digest("").hexadecimal == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }
}
