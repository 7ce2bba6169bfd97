import Foundation
import MigrationSim
import ScenarioKit
import Testing

/// Files that a scenario names, on a disk.
@Suite struct `A file that a scenario names` {
  private let folder = FileManager.default.temporaryDirectory.appending(
    path: "named \(UUID().uuidString)")

  init() throws { try write("loads/keep.txt", "") }

  private func write(_ name: String, _ text: String) throws {
    let file = folder.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: true, encoding: .utf8)
  }

  private func scenario(workload: String) -> String {
    """
    scenario: test
    wires: [{name: lan}]
    hosts:
      - name: a
        cpu: {model: Conroe}
        memory: 2 GiB
        nics: [{wire: lan, address: 10.0.0.1/16, management: true}]
    vms:
      - name: web
        home: a
        memory: 128 MiB
        workload: \(workload)

    """
  }

  /// Loads the scenario, with its messages below the folder.
  private func load(_ name: String = "lab.yaml") throws -> Scenario {
    defer { try? FileManager.default.removeItem(at: folder) }
    return try ScenarioLoader.load(folder.appending(path: name).path)
  }

  private func said(_ name: String = "lab.yaml") -> String {
    do {
      _ = try load(name)
      return ""
    } catch let error as ScenarioError {
      #expect(error.exitCode == 65)
      return error.rendered.replacing(folder.path + "/", with: "")
    } catch {
      return "\(error)"
    }
  }

  @Test func `is found from the folder of the file that names it, and comes first`() throws {
    try write(
      "lab.yaml",
      scenario(workload: "{include: loads/all.yaml, classes: [{size: 1 MiB, writes: 3 pages/s}]}"))
    try write("loads/all.yaml", "include: base.yaml\nclasses: [{size: 1 MiB, trace: seen.csv}]")
    try write("loads/base.yaml", "classes: [{size: 1 MiB, writes: 1 pages/s}]")
    // 8 s each, the last one too: 32 pages in 16 s.
    try write("loads/seen.csv", "pages_dirtied, why, time_s\n12, \"a, b\", 4\n20, c, 12\n")
    let scenario = try load()
    let classes = scenario.machines[0].workload.classes
    #expect(classes.map(\.writes) == [1, nil, 3])
    #expect(classes[1].trace?.value.times == [.seconds(4), .seconds(12)])
    #expect(classes[1].trace?.value.pagesDirtied == [12, 20])
    #expect(scenario.setup.guests[0].classes.map(\.writesPerSecond) == [1, 2, 3])
  }

  @Test func `is told of under its own name, after the one that names it`() throws {
    try write("lab.yaml", scenario(workload: "{include: loads/all.yaml, clases: []}"))
    try write("loads/all.yaml", "classes:\n  - {size: 1 MiB, wirtes: 1 pages/s}\n")
    let lines = said().split(separator: "\n").map(String.init)
    #expect(lines[0].hasPrefix("lab.yaml:12:41: error: a workload has no key \"clases\""))
    #expect(lines.contains { $0.hasPrefix("loads/all.yaml:2:19: error: a page class has no key") })
    #expect(lines.contains("  - {size: 1 MiB, wirtes: 1 pages/s}"))
    #expect(lines.contains("                  ^~~~~~"))
  }

  @Test func `that several name is told of once`() throws {
    let two =
      scenario(workload: "{include: loads/all.yaml}")
      + "  - {name: other, home: a, memory: 64 MiB, workload: {include: loads/all.yaml}}\n"
    try write("lab.yaml", two)
    try write("loads/all.yaml", "clases: []\n")
    #expect(said().ranges(of: "error:").count == 1)
  }

  @Test func `that is not there is told of where it is named, with its nearest neighbour`() throws {
    try write("lab.yaml", scenario(workload: "{include: loads/oltp.yaml}"))
    try write("loads/otlp.yaml", "classes: []")
    let text = said()
    #expect(text.hasPrefix("lab.yaml:12:25: error: cannot read \"loads/oltp.yaml\""))
    #expect(text.contains("did you mean \"loads/otlp.yaml\"?"))
  }

  @Test(arguments: ["loads", "/dev/zero", "big.yaml", "locked.yaml"])
  func `that cannot be read is told of where it is named`(name: String) throws {
    try write("lab.yaml", scenario(workload: "{include: \(name)}"))
    try write("big.yaml", String(repeating: "#\n", count: 1 << 20))
    try FileManager.default.createSymbolicLink(
      at: folder.appending(path: "locked.yaml"),
      withDestinationURL: folder.appending(path: "nowhere"))
    #expect(said().hasPrefix("lab.yaml:12:25: error: cannot read \"\(name)\": "))
  }

  @Test func `that is no text is told of by its own line`() throws {
    try write("lab.yaml", scenario(workload: "{include: zero.yaml}"))
    try write("zero.yaml", "classes: []\n\0")
    #expect(said().hasPrefix("zero.yaml:2:1: error: this is a binary file"))
  }

  @Test func `by a link to the one that names it includes itself`() throws {
    try write("lab.yaml", scenario(workload: "{include: link.yaml}"))
    try FileManager.default.createSymbolicLink(
      at: folder.appending(path: "link.yaml"),
      withDestinationURL: folder.appending(path: "lab.yaml"))
    #expect(said().hasPrefix("lab.yaml:12:25: error: the file includes itself"))
  }

  @Test func `in a chain without end is refused`() throws {
    try write("lab.yaml", scenario(workload: "{include: 0.yaml}"))
    for number in 0..<20 { try write("\(number).yaml", "include: \(number + 1).yaml\n") }
    #expect(said().hasPrefix("7.yaml:1:10: error: files are included more than 8 deep"))
  }

  @Test func `by a text without a folder is looked for among what comes with the program`() {
    #expect {
      try ScenarioLoader.load(text: scenario(workload: "{include: no.yaml}"), name: "x.yaml")
    } throws: { error in
      ((error as? ScenarioError)?.rendered ?? "").hasPrefix(
        "x.yaml:12:25: error: cannot read \"no.yaml\": the scenario is not from a file, and no "
          + "such file comes with the program")
    }
  }
}
