import Foundation
import ScenarioKit
import Testing

@testable import StudyKit

@Suite struct `The manifest of a study` {
  private static func manifest(_ study: Study) throws -> String {
    try StudyFolder.text(Manifest(study))
  }

  @Test(arguments: ["listed", "sampled"])
  func `makes the same study again where its files are not`(name: String) throws {
    let study = try Repository.everything(name)
    let text = try Self.manifest(study)
    let again = try StudyFolder.manifest(in: text).loadStudy()
    #expect(try Self.manifest(again) == text)
    #expect(again.sources.map(\.text) == study.sources.map(\.text))
    #expect(again.cells.map { CellKey(again, $0) } == study.cells.map { CellKey(study, $0) })
    #expect(again.seed == study.seed)
  }

  @Test(arguments: StudyLoader.bundledNames)
  func `makes every bundled study again`(name: String) throws {
    let study = try StudyLoader.load(name, seed: .max)
    let text = try Self.manifest(study)
    let again = try StudyFolder.manifest(in: text).loadStudy()
    #expect(again.seed == .max)
    #expect(try Self.manifest(again) == text)
    #expect(again.cells.map { CellKey(again, $0) } == study.cells.map { CellKey(study, $0) })
  }

  /// On the disk, with a scenario of another folder, and files of both.
  @Test func `holds every file that went in`() async throws {
    let load = "classes: [{name: hot, size: 8 MiB, writes: 10 pages/s}]\n"
    let scenario = TrialStudy.scenario.replacing(
      "classes: [{name: hot, size: 8 MiB, writes: 500 pages/s}]", with: "include: ../load.yaml")
    let text = """
      study: trial
      scenario: below/move.yaml
      factors:
        - name: load
          cases:
            - {name: light}
            - {name: heavy, set: {"vms[web].workload": {include: load.yaml}}}
            - {name: heavier, set: {"vms[web].workload.include": below/load.yaml}}
      responses: [downtime]
      """
    try await Repository.inFolder { folder in
      try FileManager.default.createDirectory(
        atPath: "\(folder)/below", withIntermediateDirectories: false)
      for (name, text) in [
        ("trial.yaml", text), ("below/move.yaml", scenario), ("load.yaml", load),
        ("below/load.yaml", load.replacing("10 pages", with: "4000 pages")),
      ] {
        try text.write(toFile: "\(folder)/\(name)", atomically: false, encoding: .utf8)
      }
      let study = try StudyLoader.load("\(folder)/trial.yaml")
      let manifest = try StudyFolder.manifest(in: Self.manifest(study))
      #expect(
        manifest.inputs.map(\.name)
          == [
            "trial.yaml", "below/move.yaml", "below/../load.yaml", "load.yaml", "below/load.yaml",
          ].map { "\(folder)/\($0)" })
      let again = try manifest.loadStudy()
      #expect(again.cells.map { CellKey(again, $0) } == study.cells.map { CellKey(study, $0) })
      let rates = try again.cells.map { cell in
        try again.reading(of: cell).scenario.setup.guests[0].classes.first?.writesPerSecond
      }
      #expect(rates == [10, 10, 4000])
    }
  }

  /// A study may be called as the bundled scenario that it varies.
  @Test func `tells a study from a scenario of the same name`() throws {
    let text = "study: x\nscenario: 6.J\nresponses: [downtime]\n"
    let study = try StudyLoader.load([("6.J.yaml", text)], named: "6.J.yaml")
    let again = try StudyFolder.manifest(in: Self.manifest(study)).loadStudy()
    #expect(again.cells.map { CellKey(again, $0) } == study.cells.map { CellKey(study, $0) })
  }

  @Test func `is refused where its texts were changed`() throws {
    let text = try Self.manifest(Repository.everything("listed"))
    let changed = try StudyFolder.manifest(in: text.replacing("256 MiB", with: "257 MiB"))
    do throws(ScenarioError) {
      _ = try changed.loadStudy()
      Issue.record("it was accepted")
    } catch {
      #expect(error.exitCode == 65)
      #expect(error.rendered.contains("manifest.json: error: the manifest's text of "))
      #expect(error.rendered.contains("it was changed"))
    }
  }

  @Test(arguments: ["", "{", "[]", "{}", "null", "{\"schema_version\": 1}"])
  func `is refused where it is none`(text: String) {
    #expect(throws: (any Error).self) { try StudyFolder.manifest(in: text) }
  }

  @Test func `notes what came out, and what is missing`() async throws {
    let study = try TrialStudy.load()
    try await Repository.inFolder { folder in
      try await TrialStudy.run(study, in: folder, stopAfter: 3)
      let results = StudyResults(study, in: StudyFolder(folder))
      var manifest = Manifest(study)
      manifest.note(results, [.init(file: "runs.csv", text: "abc")])
      let text = try StudyFolder.text(manifest)
      let again = try StudyFolder.manifest(in: text)
      #expect(again.runs == results.count && again.missing == 24 - results.count)
      #expect(
        again.outputs?.map(\.sha256)
          == ["ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"])
      #expect(try StudyFolder.text(again) == text)
      // Nothing of when or where it was made.
      #expect(!text.contains(folder) && !text.contains(ProcessInfo.processInfo.hostName + "-"))
    }
  }
}
