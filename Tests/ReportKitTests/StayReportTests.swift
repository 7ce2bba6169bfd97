import MigrationSim
import ReportKit
import SampleRuns
import StudyKit
import Testing

@Suite struct `A guest on another CPU` {
  private static let sse42 = Feature(word: 1, bit: 20)

  private static func second(_ seconds: Double) -> SimTime { .zero + .seconds(seconds) }

  /// The good sample, in which dnfs came at 60 s, and its services died `delay` after that.
  private static func sample(delay: Double?, replication: UInt64 = 0) -> RunResult {
    var run = SampleRun.homogeneous(replication: replication)
    run.ended = second(660)
    run.machines[0].stay = Stay(from: second(60), to: nil)
    run.machines[0].faults =
      delay.map { [FaultRecord(sse42, .libc, at: second(60 + $0))] } ?? []
    return run
  }

  private static func study(_ delays: [Double?]) -> ReplicationReport {
    let observations = delays.enumerated().map {
      Observation(sample(delay: $1, replication: UInt64($0)))
    }
    return ReplicationReport(
      ReplicationSummary(observations, within: [.seconds(60), .seconds(3600)]), scenario: "sample",
      title: "",
      seed: 1, names: Sample.names)
  }

  @Test func `is told by what it lost, with intervals`() throws {
    let report = Self.study([5, 30, 200, nil])
    let machine = try #require(report.machines?.first)
    #expect(machine.vm == "dnfs" && machine.arrivals == 4)
    #expect(machine.outlooks.map(\.withinS) == [60, 3600, nil])
    #expect(machine.outlooks[0].servicesDied.share == 0.5)
    #expect(machine.outlooks[0].processDied.share == 0.5)
    #expect(machine.outlooks[0].machineCrashed.share == 0)
    // Nobody was watched for an hour.
    #expect(machine.outlooks[1].servicesDied.share == nil)
    #expect(machine.outlooks[2].servicesDied.share == 0.75)
    let page = TextReport(width: 80).text(report).split(separator: "\n")
    // Wilson's interval for 2 of 4.
    #expect(
      page.contains { $0.hasPrefix("dnfs: services or more") && $0.hasSuffix("15.0 to 85.0") })
    for line in page { #expect(line.count <= 80, "\(line)") }
    #expect(try JSONReport.report(ReplicationReport.self, from: JSONReport.text(report)) == report)
  }

  @Test func `is told in a line where nothing happened to it`() {
    let page = TextReport(width: 80).text(Self.study([nil, nil])).split(separator: "\n")
    #expect(page.count { $0.hasPrefix("dnfs: ") } == 1)
    #expect(page.contains { $0.hasPrefix("dnfs: a process or more") && $0.contains("to the end") })
  }

  @Test func `has a row for each span and loss in the table of sums`() {
    let lines = CSVTable.summaryLines(of: Self.study([5, nil])).split(separator: "\n")
    #expect(lines.count { $0.contains("services_died") } == 3)
    #expect(
      lines.contains {
        $0.hasPrefix("sample,1,services_died,dnfs within 60.0 s,2,0.5,,0.0945")
      })
    // Beyond what was watched there is no figure.
    #expect(
      lines.contains { $0.hasPrefix("sample,1,services_died,dnfs within 3600.0 s,2,,,,") })
  }

  @Test func `is told what appeared, and what its processes made of it`() {
    var run = Self.sample(delay: nil)
    run.machines[0].appeared = [Self.sse42]
    run.machines[0].latchingLater = [
      FeatureUse(
        feature: Self.sse42, layer: .application, latch: .processStart, usesPerSecond: 1)
    ]
    run.machines[0].renewals = [
      RenewalRecord(Self.sse42, .libc, latches: true, at: Self.second(70))
    ]
    run.records.append(
      Record(
        time: Self.second(70),
        fact: .processRenewed(run.machines[0].vm, Self.sse42, .libc, latches: true)))
    let report = RunReport(run, scenario: "sample", title: "", names: Sample.names)
    #expect(report.machines[0].appearedFeatures == ["sse4_2"])
    #expect(report.machines[0].renewals?.map(\.uses) == [true])
    #expect(report.machines[1].appearedFeatures == nil && report.machines[1].renewals == nil)
    let page = TextReport(width: 100).text(report)
    #expect(page.contains("dnfs latched later, at 70.000 s: a process of its libc started anew"))
    #expect(page.contains("dnfs: a process started anew and uses sse4_2"))
    #expect(page.contains("processes that start now use it: sse4_2"))
    #expect(report.machines[0].latchingLater == ["sse4_2"])
  }
}
