import ScenarioKit
import Testing

@testable import ValidationKit

private let header = "target,metric,published,unit,mark,fitted,scenario,migration,reason,source\n"

@Suite struct `A table of targets` {
  func table(_ rows: String...) throws(ScenarioError) -> TargetTable {
    try TargetTable(
      SourceText(name: "t.csv", text: header + rows.joined(separator: "\n")),
      sources: ["paper": "A. Author, A Paper, 2005"])
  }

  @Test func `holds figures with what they are compared with`() throws {
    let targets = try table(
      "A1,round 2 duration,3 5,ms,total,the rate,some-scenario,2,,paper", "# a comment", "",
      "A2,\"throughput, before\",870,Mbit/s,,,,,\"it has no \"\"web\"\"\",a mail"
    ).targets
    let comparison = try #require(targets[0].comparison)
    #expect(comparison.metric == .round(.number(2), .duration))
    #expect(comparison.published == 4)
    #expect(comparison.measurements == 2)
    #expect(comparison.unit.factor == 1e-3)
    #expect(comparison.migration == .number(2))
    #expect(comparison.fitted == "the rate")
    #expect(comparison.knownMiss == nil)
    #expect(targets[0].source == "A. Author, A Paper, 2005")
    #expect(targets[1].metric == "throughput, before")
    #expect(targets[1].source == "a mail")
    guard case .uncovered("it has no \"web\"") = targets[1].coverage else {
      Issue.record("\(targets[1].coverage)")
      return
    }
  }

  @Test func `tells every mistake with its place`() throws {
    do throws(ScenarioError) {
      _ = try table(
        "A1,totl time,3,s,total,,x,,,paper", "A2,total time,3,MiB,totl,,x,0,,paper",
        "A3,converged,3,,exact,,x,,,paper", ",sent,2 x,MB,bytes,,x,,,paper", "A5,sent,2,MB,,,,,,",
        "A6,sent", "A7,sent,1,MB,bytes,,x,,\"open,paper")
      Issue.record("it was read")
    } catch {
      let lines = error.rendered.split(separator: "\n").filter { $0.contains("error:") }
      #expect(
        lines == [
          "t.csv:2:4: error: there is no such metric; did you mean \"total time\"?",
          """
          t.csv:3:21: error: a mark is one of total, capped, bytes, downtime, rounds, exact, \
          loose; did you mean "total"?
          """,
          "t.csv:3:29: error: a migration is told by its number from 1, or all",
          "t.csv:4:14: error: this is told by yes or no",
          "t.csv:5:1: error: a target needs an id",
          "t.csv:5:7: error: a published figure is a number, or several between spaces",
          "t.csv:6:18: error: a target without a scenario needs a reason",
          "t.csv:6:19: error: a target needs its source",
          "t.csv:7:1: error: a row has 10 cells, and this one 2",
          "t.csv:8:1: error: a row has 10 cells, and this one 9",
          "t.csv:8:24: error: a quotation mark is not closed on its line",
        ])
    }
  }

  @Test func `needs its columns`() {
    #expect(throws: ScenarioError.self) {
      try TargetTable(SourceText(name: "t.csv", text: "target,metric\n"))
    }
  }

  @Test func `that names no scenario there is says on which line`() throws {
    do throws(ScenarioError) {
      _ = try ValidationSuite(table("A1,sent,1,MB,bytes,,no-such-scenario,,,paper")) { $0 }
      Issue.record("it was found")
    } catch {
      #expect(error.kind == .missing)
      #expect(error.rendered.hasPrefix("t.csv:2:21: error: no-such-scenario: there is no such"))
    }
  }
}
