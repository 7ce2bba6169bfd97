import Foundation
import MigrationSim
import ScenarioKit
import Testing

@Suite struct `What a scenario says` {
  private func everything() throws -> Scenario {
    try Repository.everything()
  }

  @Test func `of hosts is read with its units`() throws {
    let host = try #require(try everything().hosts.first)
    #expect(host.name.value == "a")
    #expect(host.isMaster)
    #expect(host.memory.value == .gibibytes(16))
    #expect(host.clockOffset == .seconds(-2))
    #expect(host.cpu.count == 8)
    #expect(host.cpu.removed.map(\.value) == ["pclmulqdq"])
    let nic = try #require(host.nics.first)
    #expect(nic.rate == .gigabits(10))
    #expect(nic.buffer == .kibibytes(512))
    // 10.0.0.2 is 10 · 2^24 + 2.
    #expect(nic.address?.value.address.bits == 0x0A00_0002)
    #expect(nic.address?.value.prefixLength == 16)
  }

  @Test func `of what is left out is the default`() throws {
    let host = try #require(try everything().hosts.last)
    #expect(host.pool == nil)
    #expect(host.dom0Memory.value == .mebibytes(752))
    #expect(host.nics.first?.mtu == 1500)
    #expect(host.nics.first?.rate == .gigabits(1))
    #expect(host.nics.first?.isUp == true)
  }

  @Test func `of a workload keeps its classes and phases`() throws {
    let workload = try #require(try everything().machines.first).workload
    #expect(
      workload.classes.map(\.extent) == [
        .size(.mebibytes(1)), .size(.mebibytes(64)), .size(.mebibytes(16)), .share(0.05),
        .size(.mebibytes(8)),
      ])
    #expect(workload.classes.map(\.writes) == [nil, 2000, nil, 1000, 10])
    #expect(
      workload.classes.map(\.pattern) == [.random, .random, .random, .sequential, .random])
    #expect(workload.classes.map(\.contents) == [.data, .data, .data, .data, .zero])
    let fresh = try #require(workload.classes.last)
    #expect(fresh.reads == 40 && fresh.compressed == 0.4 && fresh.changed == 0.1)
    #expect(workload.layout == .contiguous)
    #expect(workload.phases.map(\.intensity) == [1, 2.5, 0])
    #expect(
      workload.phases.map(\.at.value) == [.seconds(30), .seconds(60), .seconds(120)])
  }

  @Test func `of durations is a law each, in order of the phases`() throws {
    let durations = try everything().migration.durations
    #expect(durations.map(\.phase) == durations.map(\.phase).sorted())
    let laws: [Distribution] = [
      .constant(0.1), .constant(2), .uniform(low: 0.1, high: 0.2), .exponential(mean: 1),
      .lognormal(median: 1, sigma: 0.5), .normal(mean: 0.08, deviation: 0.01),
    ]
    #expect(durations.prefix(6).map(\.law) == laws)
  }

  @Test func `of a step keeps its time, its end and its operands`() throws {
    let steps = try everything().timeline
    guard case .at(let time) = steps[0].start, case .startPing(let ping) = steps[0].operation else {
      Issue.record("the first step starts a ping at a time")
      return
    }
    #expect(time.value == .seconds(1))
    #expect(ping.peer.value == "8.8.8.8")
    #expect(ping.isFromConsole && ping.count == 100)
    guard case .afterPrevious(.seconds(5)) = steps[1].start,
      case .migrate(let migration) = steps[1].operation
    else {
      Issue.record("the second step migrates after 5 s")
      return
    }
    #expect(migration.force)
    #expect(migration.settings.policy?.kind == .qemu)
    #expect(migration.settings.policy?.throttle?.means == .dirtyLimit(pagesPerSecond: 20_000))
    #expect(migration.settings.strategy == .hybrid)
    #expect(migration.settings.switchOver == .passes(2))
    #expect(migration.settings.injection == Injection(.linkCut, after: .seconds(3)))
    #expect(steps[4].expectation == .refused(code: nil))
    #expect(steps[5].expectation == .refused(code: "HOSTS_NOT_HOMOGENEOUS"))
    #expect(steps[6].expectation == .failed(code: "HOST_NOT_LIVE"))
  }

  @Test func `of a name keeps where it stands`() throws {
    let scenario = try everything()
    #expect(
      scenario.id.place == SourcePlace(file: "everything.yaml", line: 2, column: 11, length: 10))
  }

  @Test func `of a downtime is a bound that holds or not`() throws {
    let bound = try #require(try everything().expectations.machines.first?.downtime)
    #expect(bound == Bound(.atMost, 1000))
    #expect(bound.holds(for: 1000))
    #expect(!bound.holds(for: 1000.000001))
  }

  @Test func `of a count is a bound, or the count itself`() throws {
    func lost(_ text: String) throws -> Bound? {
      let path = Repository.root.appending(path: "Tests/ScenarioKitTests/everything.yaml")
      let all = try String(contentsOf: path, encoding: .utf8)
        .replacing("lost_pings: 0", with: "lost_pings: \(text)")
      return try Repository.everything(all).expectations.machines.first?.lostPings
    }
    #expect(try lost("7") == Bound(.exactly, 7))
    #expect(try lost("\">= 2\"") == Bound(.atLeast, 2))
    #expect(try lost("\"<10\"") == Bound(.below, 10))
  }
}

@Suite struct `The embedded files` {
  @Test func `are those in the repository`() throws {
    #expect(!EmbeddedFiles.all.isEmpty)
    for (name, text) in EmbeddedFiles.all {
      #expect(
        try String(contentsOf: Repository.root.appending(path: name), encoding: .utf8) == text)
    }
  }
}
