import MigrationSim
import ReportKit
import ScenarioKit
import StudyKit
import Testing

@Suite struct `A bundled scenario` {
  @Test(arguments: ScenarioLoader.bundledNames)
  func `meets its own expectations`(name: String) throws {
    let result = try Lesson(name).run()
    for step in result.steps where !step.isAsExpected { Issue.record("\(step.step.title)") }
    for check in result.checks where !check.holds {
      Issue.record("\(check.expectation.text); found: \(check.found.text)")
    }
    #expect(!result.checks.isEmpty)
  }

  @Test(arguments: ScenarioLoader.bundledNames)
  func `reads as its transcript`(name: String) throws {
    let lesson = try Lesson(name)
    let text = TextReport(width: 100).text(lesson.report(of: lesson.run()))
    let expected = try Transcripts.expected("\(name).expected", writing: text)
    #expect(
      text == expected,
      "\(Transcripts.difference(text, expected)); with \(Transcripts.variable)=1 it is renewed")
  }

  @Test(arguments: ScenarioLoader.bundledNames)
  func `keeps within the columns of a terminal`(name: String) throws {
    let lesson = try Lesson(name)
    let report = lesson.report(of: lesson.run())
    for width in [80, 100] {
      let lines = TextReport(width: width).text(report).split(separator: "\n")
      #expect(lines.allSatisfy { $0.count <= width })
    }
  }

  @Test(arguments: ScenarioLoader.bundledNames)
  func `says what to look at, and titles its steps with sentences`(name: String) throws {
    let scenario = try ScenarioLoader.load(name)
    let words = scenario.about.lowercased().split(whereSeparator: \.isWhitespace)
    #expect(words.contains("look"))
    #expect(!scenario.title.isEmpty)
    for step in scenario.timeline where !step.title.isEmpty {
      #expect(step.title.hasSuffix("."), "\(step.title)")
    }
  }

  @Test(arguments: ScenarioLoader.bundledNames)
  func `gives the same JSON every time`(name: String) throws {
    let lesson = try Lesson(name)
    let texts = try (0..<2).map { _ in
      try JSONReport.text(lesson.report(of: lesson.run(), includesRecords: true))
    }
    #expect(texts[0] == texts[1])
  }

  @Test(arguments: ScenarioLoader.bundledNames)
  func `gives the same study on any number of threads`(name: String) async throws {
    let lesson = try Lesson(name)
    var texts: [String] = []
    for threads in [1, 2, 5] {
      let observations = await Replications.run(9, threads: threads) {
        Observation(lesson.run(replication: $0))
      }
      let report = ReplicationReport(
        ReplicationSummary(observations), scenario: name, title: lesson.scenario.title,
        seed: lesson.scenario.seed, names: lesson.names)
      texts.append(try JSONReport.text(report))
    }
    #expect(texts[0] == texts[1])
    #expect(texts[0] == texts[2])
  }
}

@Suite struct `What a scenario says of its luck` {
  /// How many of 200 replications end as the scenario expects. Left out are those in which nothing
  /// depends on luck, and 6.K-dies-later, whose long watch takes too long for a test.
  static let counts = [
    ("6.J", 200), ("6.K", 200), ("6.K-reverse", 180), ("outside-ping", 200),
  ]

  @Test(arguments: counts) func `is what 200 replications come to`(name: String, count: Int) throws
  {
    let lesson = try Lesson(name)
    let ends = (0..<200).count { replication in
      MigrationSim.run(
        lesson.setup, seed: lesson.scenario.seed, replication: replication, keepsRecords: false
      ).isAsExpected
    }
    #expect(ends == count)
  }

  @Test func `is so many requests lost from outside`() throws {
    let lesson = try Lesson("outside-ping")
    var runs: [Int: Int] = [:]
    for replication in 0..<200 as Range<UInt64> {
      let pings = lesson.run(replication: replication).pings
      runs[pings.reduce(0) { $0 + PingStatistics(of: $1.requests).lost }, default: 0] += 1
    }
    #expect(runs == [2: 105, 3: 95])
  }
}

@Suite struct `The scenarios together` {
  @Test func `keep the histories that their fingerprints tell of`() throws {
    let rows = try ScenarioLoader.bundledNames.map { name in
      let lesson = try Lesson(name)
      let report = lesson.report(of: lesson.run())
      return "\(name),\(report.seed),\(report.eventCount),\(report.fingerprint)\n"
    }
    let text = "scenario,seed,events,fingerprint\n" + rows.joined()
    #expect(try text == Transcripts.expected("fingerprints.csv", writing: text))
  }

  @Test func `have no transcript too many`() throws {
    #expect(try Transcripts.names() == ScenarioLoader.bundledNames)
  }

  @Test func `are in order of their names, the manual's own first`() {
    #expect(ScenarioLoader.bundledNames.prefix(2) == ["6.J", "6.K"])
    #expect(ScenarioLoader.bundledNames == ScenarioLoader.bundledNames.sorted())
  }

  @Test func `come without their transcripts in the program`() {
    let names = EmbeddedFiles.all.map(\.name).filter { $0.hasPrefix("Scenarios/") }
    // Fingerprints are part of the engine's version.
    let others = [
      "Scenarios/scenario.schema.json", "Scenarios/studies/study.schema.json",
      "Scenarios/fingerprints.csv",
    ]
    #expect(
      names.allSatisfy {
        $0.hasSuffix(".yaml") || others.contains($0)
          || $0.hasPrefix("Scenarios/validation/") && $0.hasSuffix(".csv")
      })
  }
}
