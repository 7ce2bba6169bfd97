import MigrationSim
import ScenarioKit
import Testing

@Suite(.timeLimit(.minutes(15))) struct `A scenario that a student has edited` {
  /// 6.J, 6.K and the rest of what is bundled, and the file with everything.
  static var texts: [String] {
    get throws {
      try ScenarioLoader.bundledNames.compactMap(ScenarioLoader.bundledText)
        + [Repository.text("everything.yaml")]
    }
  }

  @Test(arguments: 0..<8)
  func `is refused with the place of each mistake, or runs to its end`(part: Int) throws {
    let texts = try Self.texts
    let files = try Repository.files(in: ".", "everything")
    var runs = 0
    for seed in part * 40..<(part + 1) * 40 {
      var student = try Student(seed: UInt64(seed), text: texts[seed % texts.count])
      let text = student.edited()
      do throws(ScenarioError) {
        let setup = try ScenarioLoader.load(text: text, name: "x.yaml", files: files).setup
        #expect(setup.inventory.contradictions() == [], "seed \(seed)")
        let result = MigrationSim.run(setup, seed: 1)
        #expect(result.inventory.contradictions() == [], "seed \(seed)")
        runs += 1
      } catch {
        #expect(error.diagnostics.allSatisfy { $0.place.line > 0 }, "seed \(seed)")
      }
    }
    #expect(runs > 0, "most edits are refused, but not all")
  }
}
