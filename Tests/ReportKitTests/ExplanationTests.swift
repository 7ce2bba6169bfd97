import Testing

@testable import ReportKit

@Suite struct `What happened` {
  /// The section of a page, its line breaks taken out; empty where there is none.
  private func section(of report: RunReport) -> String {
    let page = TextReport(width: 100).text(report)
    guard let start = page.range(of: "What happened\n") else { return "" }
    let rest = page[start.upperBound...]
    let end = rest.range(of: "\nMigration 1:")?.lowerBound ?? rest.endIndex
    return rest[..<end].split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static let objection = ReasonReport(
    code: "VM_INCOMPATIBLE_WITH_THIS_HOST", parameters: [], explanation: "xcp00 lacks sse4_2.")

  /// The good sample, in which dnfs meets something missing once it has moved.
  private func died(of layer: String, _ reasons: [ReasonReport] = []) -> RunReport {
    var report = Sample.good
    report.migrations[0].reasons = reasons
    report.machines[0].faults = [FaultReport(atS: 70, feature: "sse4_2", layer: layer)]
    return report
  }

  @Test func `is not told where nothing did`() { #expect(section(of: Sample.good).isEmpty) }

  @Test(arguments: [
    ("kernel", "crashed, and the VM with it"), ("libc", "the services died of SIGILL"),
    ("application", "and died of SIGILL"),
  ]) func `tells what died of a missing instruction, and how long after`(
    layer: String, words: String
  ) {
    let text = section(of: died(of: layer))
    #expect(text.contains("dnfs had settled on what xcp00 does not have"))
    #expect(text.contains("Nobody refused"))
    #expect(text.contains("after dnfs had resumed on xcp00"))
    #expect(text.contains(words))
  }

  @Test func `tells of an objection that force set aside`() {
    let text = section(of: died(of: "libc", [Self.objection]))
    #expect(text.contains("force set the objection aside"))
    #expect(!text.contains("Nobody refused"))
  }

  @Test func `tells that a guest given up in time came to no harm`() {
    var report = Sample.bad
    report.migrations[1].phases.removeAll(where: \.downtime)
    report.migrations[1].failedPhase = "live_passes"
    let text = section(of: report)
    #expect(text.contains("broke off in the live rounds, before drouter was suspended"))
  }

  // The guest of the sample is refused for its CPU by xapi; the same phase may fail otherwise.
  @Test func `blames no CPU for a connection that broke as the device state was sent`() {
    var report = Sample.bad
    #expect(section(of: report).contains("cannot load it"))
    report.migrations[1].reasons[0].parameters = ["drouter", "xcp00", "xcp01", "connection lost"]
    #expect(!section(of: report).contains("cannot load it"))
  }

  @Test func `tells that xl resumes a guest whose CPU state was refused`() {
    var report = Sample.bad
    report.migrations[1].profile = "xl"
    #expect(section(of: report).contains("xl then resumes the guest at xcp00."))
    #expect(!section(of: report).contains("xapi then ends"))
  }

  @Test func `leaves a migration that has not ended to its own section`() {
    var report = Sample.good
    report.migrations[0].outcome = "unfinished"
    report.migrations[0].reasons = [Self.objection]
    #expect(section(of: report).isEmpty)
    #expect(TextReport().text(report).contains("xcp00 lacks sse4_2."))
    #expect(TextReport().text(report).contains(", until the run ended"))
  }
}
