import MigrationSim
import ReportKit
import Testing

@Suite struct `The JSON report` {
  @Test func `reads as it should`() throws {
    try Golden.expect(JSONReport.text(Sample.recorded), toBe: "good.json")
    try Golden.expect(JSONReport.text(Sample.bad), toBe: "bad.json")
    try Golden.expect(JSONReport.text(Sample.study), toBe: "study.json")
  }

  @Test func `holds the whole report`() throws {
    for report in [Sample.good, Sample.bad, Sample.recorded] {
      #expect(try JSONReport.report(RunReport.self, from: JSONReport.text(report)) == report)
    }
    let study = try JSONReport.report(ReplicationReport.self, from: JSONReport.text(Sample.study))
    #expect(study == Sample.study)
  }

  @Test func `has keys in snake case, of ASCII letters and digits`() throws {
    let text = try JSONReport.text(Sample.recorded) + JSONReport.text(Sample.study)
    let keys = text.matches(of: /"([^"]+)" :/).map(\.1)
    #expect(keys.count > 100)
    for key in keys { #expect(key.wholeMatch(of: /[a-z][a-z0-9]*(_[a-z0-9]+)*/) != nil, "\(key)") }
  }

  @Test func `keeps a seed of 64 bits`() throws {
    var report = Sample.bad
    report.seed = .max
    #expect(try JSONReport.text(report).contains("\"seed\" : 18446744073709551615"))
  }
}

@Suite struct `A run told in plain values` {
  @Test func `splits the downtime whole`() {
    for migration in Sample.good.migrations + Sample.bad.migrations {
      let parts = migration.downtimeByPhaseMs.values.sorted().reduce(0, +)
      #expect(abs(parts - migration.downtimeMs) < 1e-6)
      let phases = migration.phases.filter(\.downtime).map(\.durationMs).reduce(0, +)
      #expect(abs(phases - migration.downtimeMs) < 1e-6)
    }
  }

  @Test func `accounts for every ping`() {
    for ping in Sample.good.pings + Sample.bad.pings {
      #expect(ping.answered + ping.lost + ping.pending == ping.sent)
      #expect(ping.lostByCause.values.reduce(0, +) == ping.lost)
      #expect(ping.lostRequests.count == ping.lost)
    }
  }

  /// The sample's outside pinger, every 100 ms with one round trip: no. 111 is the last answered
  /// before nos. 112 to 116 are lost, 117 the next.
  @Test func `measures the gap from reply to reply`() {
    #expect(Sample.good.pings[1].gapMs == 600)
    #expect(Sample.bad.pings[0].gapMs == nil)
  }

  @Test func `tells pings lost one after the other together`() {
    let losses = Sample.good.story.filter { $0.kind == "ping_lost" }.map(\.text)
    let ends = "ping 2 from 10.42.0.13 to dnfs"
    #expect(
      losses == [
        "\(ends): nos. 112 to 115 lost, guest paused",
        "\(ends): no. 116 lost, switch not relearned",
        "\(ends): no. 118 lost, switch not relearned",
      ])
    #expect(Sample.recorded.records?.filter { $0.kind == "ping_lost" }.count == 6)
  }

  @Test func `names what the tables do not hold by its number`() {
    let names = Names(hosts: ["xcp00"])
    #expect(names.name(of: HostID(0)) == "xcp00")
    #expect(names.name(of: HostID(3)) == "host 3")
    #expect(names.name(of: Feature(word: 5, bit: 7)) == "5:7")
  }
}
