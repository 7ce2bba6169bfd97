import Foundation
import Testing

/// Scenarios that come with the program: one that ends as expected, one that does not.
private let good = "6.J"
private let bad = Command.scenario("unmet.yaml")
private let names = [
  "good": good, "bad": bad, "unmet.csv": Command.scenario("unmet.csv"),
]

@Suite struct `The command` {
  /// Command lines, by the code they end with.
  static let outcomes: [Int32: [String]] = [
    0: [
      "run good --quiet",
      "run bad --quiet --fail-on none",
      "run good --quiet --fail-on abort,crash,expectation",
      "check good",
      "check validation/dvm-linpack",
      "validate --quiet",
      "validate DVM --replications 2 --threads 2",
      "--version",
      "schema",
      "scenarios",
      "cpu",
      "cpu show Westmere --json /dev/null",
      "",
    ],
    10: [
      "run bad --quiet",
      "run bad --quiet --fail-on abort,crash",
      "run bad --quiet --replications 3",
      "validate --targets unmet.csv",
    ],
    64: [
      "run",
      "rnu good",
      "run good --jsn x",
      "run good --fail-on slo",
      "run good --threads 0",
      "run good --replications 0",
      "run good --csv summary",
      "run good --csv rounds --json -",
      "validate --json - --csv -",
      "validate --replications 0",
      "cpu shwo",
      "cpu show",
      "cpu diff Westmere",
      "cpu level Westmere",
      "cpu matrix --within 12",
      "cpu matrix --era modern",
      "cpu matrix --csv - --json -",
      "cpu matrix --csv /tmp/x --svg /tmp/x",
      "cpu show Westmere --vendor amdd",
      "run good --csv rounds=/tmp/x --json /tmp/x",
    ],
    65: [
      "cpu show Eastmere",
      "cpu diff Westmere 0098e3fd-bfebfbff-00000001-2810080",
      "cpu level Westmere Conroe,+sse9",
      "cpu matrix --guest nobody",
    ],
    66: [
      "run no-such-scenario",
      "check no-such-scenario",
      "check validation/no-such-system",
      "validate no-such-target",
      "validate --targets no-such-table.csv",
    ],
    73: [
      "run good --json /no-such-directory/x.json",
      "run good --json /",
      "run good --json /dev/full",
      "validate --markdown /no-such-directory/x.md",
      "cpu matrix --svg /no-such-directory/x.svg",
    ],
  ]

  @Test(arguments: outcomes.keys.sorted())
  func `ends with the code of its outcome`(code: Int32) throws {
    for line in Self.outcomes[code] ?? [] {
      let run = try Command.run(line.split(separator: " ").map { names[String($0)] ?? String($0) })
      #expect(run.code == code, "\(line): \(run.error)")
      // Errors are told on stderr, and nothing else is.
      #expect(run.error.isEmpty == (code < 64), "\(line)")
      if code >= 64 { #expect(run.output.isEmpty, "\(line)") }
    }
  }

  @Test(arguments: [
    (["rnu"], "'run'"), (["chekc", good], "'check'"), (["run", good, "--jsno", "x"], "'--json'"),
    (["run", "6.I"], "\"\(good)\""), ([good], "'xenmotion run \(good)'"),
    (["cpu", "shwo"], "'show'"), (["cpu", "westmere"], "'xenmotion cpu show westmere'"),
    (["cup", "show"], "'cpu'"), (["cpu", "show", "Westmre"], "\"Westmere\""),
  ]) func `suggests what was meant`(arguments: [String], suggestion: String) throws {
    let error = try Command.run(arguments).error
    #expect(error.lowercased().contains("did you mean"))
    #expect(error.contains(suggestion))
  }

  @Test(arguments: [
    [], ["run"], ["explain"], ["check"], ["calibrate"], ["scenarios"], ["validate"], ["schema"],
    ["bench"], ["cpu"], ["cpu", "show"], ["cpu", "diff"], ["cpu", "level"], ["cpu", "matrix"],
  ])
  func `opens its help with three examples, in 80 columns`(words: [String]) throws {
    let help = try Command.run(words + ["--help"])
    let lines = help.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(help.code == 0)
    #expect(lines[0] == "EXAMPLES:")
    #expect(lines[1...3].allSatisfy { $0.hasPrefix("  ") && $0.contains("xenmotion ") })
    #expect(lines.allSatisfy { $0.count <= 80 })
    #expect(help.output == (try Command.run(["help"] + words)).output)
  }

  @Test func `puts nothing but the data on stdout when asked for data`() throws {
    let json = try Command.run(["run", good, "--json", "-"]).output
    #expect(try JSONSerialization.jsonObject(with: Data(json.utf8)) is [String: Any])
    let csv = try Command.run(["run", good, "--csv", "rounds"]).output
    #expect(csv.hasPrefix("scenario,seed,replication,"))
    #expect(!csv.contains("Timeline"))
    #expect(try Command.run(["run", good, "--quiet"]).output.isEmpty)
  }

  @Test func `validates with a table and scenarios of one's own`() throws {
    let run = try Command.run([
      "validate", "--targets", Command.scenario("unmet.csv"), "--csv", "-",
    ])
    let rows = run.output.split(separator: "\n").map { $0.split(separator: ",") }
    #expect(rows.count == 4)
    #expect(rows[1].contains("pass") && rows[2].contains("fail") && rows[3].contains("uncovered"))
    #expect(run.code == 10)
  }

  @Test func `gives the same bytes on any number of threads`() throws {
    let arguments = ["run", good, "--replications", "37", "--csv", "migrations"]
    let json = ["run", good, "--replications", "37", "--json", "-"]
    for threads in ["2", "5"] {
      #expect(
        try Command.run(arguments).output
          == Command.run(arguments + ["--threads", threads]).output)
      #expect(try Command.run(json).output == Command.run(json + ["--threads", threads]).output)
    }
  }

  @Test func `uses the seed it is given`() throws {
    #expect(try Command.run(["run", good, "--seed", "77"]).output.contains("seed 77"))
  }

  @Test func `ends without a word when its reader goes away`() throws {
    // More than a pipe holds, so that the writer meets the closed end.
    let line = "\"$XENMOTION\" run \(good) --replications 2000 --csv rounds | head -n 1"
    let pipe = try Command.shell(line)
    #expect(pipe.output.hasPrefix("scenario,seed,replication,"))
    #expect(pipe.error.isEmpty)
  }

  @Test func `colours only where told to`() throws {
    #expect(!(try Command.run(["run", good])).output.contains("\u{1B}"))
    #expect(try Command.run(["run", good, "--color", "always"]).output.contains("\u{1B}"))
  }
}
