import Foundation
import Testing

@Suite struct `Calibrating` {
  private let folder = FileManager.default.temporaryDirectory.appending(
    path: "calibrate \(UUID().uuidString)")

  private static let xend = """
    round,duration_ms,pages_sent,pages_skipped,pages_dirtied
    1,1702,28847,3921,6036
    2,201,3462,2574,3766
    3,178,2701,1065,3447

    """

  private func inFolder(_ body: () throws -> Void) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body()
  }

  private func write(_ name: String, _ text: String) throws -> String {
    let file = folder.appending(path: name)
    try text.write(to: file, atomically: true, encoding: .utf8)
    return file.path
  }

  private func scenario(workload: String) -> String {
    """
    scenario: busy
    wires: [{name: lan}]
    stations: [{name: nas, wire: lan, address: 10.0.0.9/24}]
    toolstack: {profile: xcp-1.x, levelling: none}
    hosts:
      - name: alpha
        pool: lab
        master: true
        cpu: {model: Westmere}
        memory: 4 GiB
        nics: [{wire: lan, network: lan, address: 10.0.0.2/24, management: true}]
      - name: beta
        pool: lab
        cpu: {model: Westmere}
        memory: 4 GiB
        nics: [{wire: lan, network: lan, address: 10.0.0.3/24, management: true}]
    srs: [{name: shared, type: nfs, host: alpha, server: nas}]
    vms:
      - name: web
        home: alpha
        running_on: alpha
        memory: 128 MiB
        disks: [{sr: shared}]
        workload: \(workload)
    timeline:
      - {do: migrate, vm: web, to: beta, after: 5 s, expect: done}

    """
  }

  /// A column of numbers in a table.
  private func column(_ name: String, of table: String) throws -> [Double] {
    let lines = table.split(separator: "\n").map { $0.split(separator: ",") }
    let place = try #require(lines.first?.firstIndex { $0 == name })
    return try lines.dropFirst().map { try #require(Double($0[place])) }
  }

  // The rounds of a run, fitted and run again, are those rounds.
  @Test func `gives a workload that makes the measured rounds again`() throws {
    try inFolder {
      let heap = "{classes: [{name: heap, size: 32 MiB, writes: 12000 pages/s}]}"
      let first = try write("first.yaml", scenario(workload: heap))
      let measured = try Command.run(["run", first, "--csv", "rounds"]).output
      let rounds = try write("rounds.csv", measured)
      let fitted = folder.appending(path: "fitted.yaml").path
      let run = try Command.run(["calibrate", rounds, "--output", fitted])
      #expect(run.code == 0, "\(run.error)")
      let again = try write("again.yaml", scenario(workload: "{include: fitted.yaml}"))
      #expect(try Command.run(["check", again]).code == 0)
      let repeated = try Command.run(["run", again, "--csv", "rounds"]).output
      for name in ["pages_sent", "pages_dirtied", "duration_ms"] {
        let pairs = Array(
          zip(try column(name, of: measured), try column(name, of: repeated)).prefix(4))
        #expect(pairs.count == 4)
        // Two parts in a hundred of the model, and the chance of two runs.
        for (one, other) in pairs {
          #expect(abs(other / one - 1) < 0.1, "\(name): \(one), \(other)")
        }
      }
    }
  }

  @Test func `tells what it found as text, JSON and YAML`() throws {
    try inFolder {
      let table = try write("xend.csv", Self.xend)
      let text = try Command.run(["calibrate", table, "--classes", "1"]).output
      #expect(text.contains("1 random"))
      #expect(text.contains("How many classes"))
      #expect(text.contains("  - {name: class 1, size: 20732 KiB, writes: 30582 pages/s, "))
      let run = try Command.run(["calibrate", table, "--classes", "1", "--json", "-"])
      let json = try #require(
        try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
      #expect(json["memory_pages"] as? Double == 32_768)
      #expect(json["degrees_of_freedom"] as? Int == 4)
      #expect((json["classes"] as? [Any])?.count == 1)
      #expect((json["residuals"] as? [Any])?.count == 9)
    }
  }

  @Test func `of a table that is wrong ends with its code, and writes nothing`() throws {
    try inFolder {
      let good = try write("good.csv", Self.xend)
      let wrong = try write("wrong.csv", Self.xend.replacing("3462", with: "x"))
      let output = folder.appending(path: "out.yaml").path
      let bare = try write("bare.csv", "duration_s,sent_mib\n20.44,255.4\n2.271,44\n1.9,116\n")
      let outcomes: [([String], Int32)] = [
        ([bare, "--policy", "skip"], 65),
        ([wrong], 65), ([good, "--memory", "16 MiB"], 65), ([good, "--classes", "5"], 65),
        ([folder.appending(path: "none.csv").path], 66), ([good, "--memory", "12"], 64),
        ([good, "--classes", "6"], 64), ([good, "--pattern", "swept"], 64),
        ([good, "--json", output], 64),
      ]
      for (arguments, code) in outcomes {
        let run = try Command.run(["calibrate"] + arguments + ["--output", output])
        #expect(run.code == code, "\(arguments): \(run.error)")
        #expect(run.output.isEmpty && !run.error.isEmpty)
      }
      #expect(!FileManager.default.fileExists(atPath: output))
      let run = try Command.run(["calibrate", good, "--output", "/no-such-directory/x.yaml"])
      #expect(run.code == 73)
    }
  }
}
