import Foundation
import Testing

@Suite struct `xenmotion bench` {
  /// Runs `body` in a directory of its own.
  private func inDirectory(_ body: (String) throws -> Void) throws {
    let directory = FileManager.default.temporaryDirectory
      .appending(path: "xenmotion-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    try body(directory.path)
  }

  private func bench(_ words: String...) throws -> Command.Outcome {
    try Command.run(["bench", "--smoke"] + words)
  }

  /// What comes before the run is refused before it: none of these measures anything.
  @Test(arguments: [
    (64, "--repetitions 0"), (64, "--units 0"), (64, "--warm-ups -1"), (64, "--jsn x"),
    (64, "--json - --junit -"), (64, "--json x --github x"), (64, "--units 3 --thresholds x"),
    (64, "--filter ,"), (66, "--filter flet"), (66, "--thresholds no-such-limits.yaml"),
    (65, "--thresholds unmet.yaml"), (73, "--json /no-such-directory/x.json"), (73, "--github /"),
  ]) func `ends with the code of its outcome`(code: Int32, line: String) throws {
    let words = line.split(separator: " ").map {
      $0 == "unmet.yaml" ? Command.scenario("unmet.yaml") : String($0)
    }
    let run = try Command.run(["bench", "--smoke"] + words)
    #expect(run.code == code, "\(line): \(run.error)")
    #expect(run.output.isEmpty && !run.error.isEmpty, "\(line)")
  }

  @Test func `suggests what was meant`() throws {
    #expect(try bench("--filter", "flet").error.contains("did you mean 'fleet'?"))
    #expect(try Command.run(["bnch"]).error.contains("'bench'"))
  }

  @Test func `lists its workloads`() throws {
    let lines = try bench("--list").output.split(separator: "\n")
    #expect(lines.count >= 12)
    #expect(lines.allSatisfy { $0.split(separator: "\t").count == 3 })
    #expect(try bench("--list", "--filter", "6.J, fleet").output.split(separator: "\n").count == 3)
    // A whole name is that one alone.
    #expect(try bench("--list", "--filter", "migration").output.split(separator: "\n").count == 1)
  }

  @Test func `keeps the limits that it has written, and breaks others with code 2`() throws {
    try inDirectory { directory in
      let limits = "\(directory)/limits.yaml"
      #expect(try bench("--filter", "queue", "--quiet", "--write-thresholds", limits).code == 0)
      let kept = try bench("--filter", "queue", "--thresholds", limits)
      #expect(kept.code == 0)
      #expect(kept.output.contains("✓ 3 of 3 benchmarks within limits"))

      let text = try String(contentsOfFile: limits, encoding: .utf8)
      try text.replacing("events: 1000", with: "events: 999")
        .write(toFile: limits, atomically: true, encoding: .utf8)
      let broken = try bench(
        "--filter", "queue-small", "--thresholds", limits, "--junit", "\(directory)/bench.xml",
        "--json", "\(directory)/bench.json")
      #expect(broken.code == 2)
      #expect(broken.output.contains("✗ queue-small: came to 1000 events instead of 999"))
      // What was found is written all the same.
      let suite = try String(contentsOfFile: "\(directory)/bench.xml", encoding: .utf8)
      #expect(suite.contains("failures=\"1\"") && suite.contains("<failure type=\"limit\""))
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
          == ["bench.json", "bench.xml", "limits.yaml"])
      // Limits of other sizes are no limits of these.
      let other = try Command.run(["bench", "--filter", "queue-small", "--thresholds", limits])
      #expect(other.code == 65)
      #expect(other.error.contains("run with --smoke"))
    }
  }

  @Test func `puts nothing but the data on stdout when asked for data`() throws {
    for option in ["--json", "--github", "--bencher"] {
      let text = try bench("--filter", "dirtying", option, "-").output
      #expect(throws: Never.self, "\(option)") {
        try JSONSerialization.jsonObject(with: Data(text.utf8))
      }
    }
    #expect(try bench("--filter", "dirtying", "--junit", "-").output.hasPrefix("<?xml"))
    #expect(try bench("--filter", "dirtying", "--quiet").output.isEmpty)
  }

  @Test func `leaves no file behind when it is interrupted`() throws {
    try inDirectory { directory in
      // As Ctrl-C does, long before a thousand repetitions are over.
      let run = try Command.shell(
        "timeout -s INT 0.5 \"$XENMOTION\" bench --smoke --repetitions 1000 "
          + "--json '\(directory)/bench.json'")
      let files = try FileManager.default.contentsOfDirectory(atPath: directory)
      #expect(run.code != 0)
      #expect(files.isEmpty)
    }
  }
}
