import Foundation
import MigrationSim
import ScenarioKit
import Testing

@testable import StudyKit

@Suite struct `A response` {
  private static func response(
    _ measure: Response.Measure, _ summary: Response.Summary = .total
  ) -> Response {
    Response(name: "x", measure: measure, summary: summary, place: SourcePlace(file: "x"))
  }

  private static func value(
    _ measure: Response.Measure, _ summary: Response.Summary = .total, of machine: Int? = nil,
    in run: RunResult
  ) -> Double? {
    response(measure, summary).value(in: run, machine: machine.map { VMID($0) })
  }

  // MARK: Runs made by hand

  private static let alpha = HostID(0)
  private static let beta = HostID(1)

  private static func second(_ seconds: Double) -> SimTime { .zero + .seconds(seconds) }

  private static func migration(
    of vm: Int, _ outcome: MigrationOutcome, took seconds: Double = 0, pausedFor pause: Double = 0,
    _ stop: StopReason? = nil
  ) -> MigrationResult {
    var migration = MigrationResult(
      VMID(vm), from: alpha, to: beta, requested: second(10), outcome: outcome, policy: "xen",
      profile: "xl")
    migration.ended = second(10 + seconds)
    migration.stop = stop
    migration.phases = [
      PhaseSpan(phase: .livePasses, began: second(10), ended: second(11)),
      PhaseSpan(phase: .finalPass, began: second(11), ended: second(11 + pause)),
    ]
    return migration
  }

  private static func ping(
    _ vm: Int, every interval: Double = 0.1, _ answered: [Bool?]
  ) -> PingResult {
    PingResult(
      VMID(vm), isFromConsole: false, peer: "pc", every: .seconds(interval),
      answered.enumerated().map { index, isAnswered in
        PingRecord(
          sequence: Int32(index + 1), sent: second(interval * Double(index)),
          fate: isAnswered.map {
            $0 ? .answered(roundTrip: .milliseconds(1)) : .lost(.guestPaused)
          } ?? .pending)
      })
  }

  private static func run(
    _ migrations: [MigrationResult] = [], pings: [PingResult] = []
  ) -> RunResult {
    var run = RunResult(seed: 1, replication: 0, inventory: Inventory(hosts: [], pools: []))
    run.migrations = migrations
    run.pings = pings
    run.machines = [
      MachineResult(VMID(0), .running, on: alpha), MachineResult(VMID(1), .crashed, on: nil),
    ]
    run.ended = second(20)
    run.eventCount = 7
    return run
  }

  @Test func `is taken of several migrations as was asked`() {
    let run = Self.run([
      Self.migration(of: 0, .completed, took: 4, pausedFor: 0.25, .belowThreshold),
      Self.migration(of: 1, .completed, took: 6, pausedFor: 0.75, .passes),
      Self.migration(of: 0, .completed, took: 2, pausedFor: 0.5, .belowThreshold),
    ])
    let asked: [(Response.Summary, Double, Double)] = [
      (.total, 1500, 12), (.mean, 500, 4), (.largest, 750, 6), (.smallest, 250, 2),
    ]
    for (summary, downtime, total) in asked {
      #expect(Self.value(.downtime, summary, in: run) == downtime)
      #expect(Self.value(.totalTime, summary, in: run) == total)
    }
    #expect(Self.value(.downtime, of: 0, in: run) == 750)
    #expect(Self.value(.downtime, .largest, of: 1, in: run) == 750)
    #expect(Self.value(.completed, in: run) == 1)
    #expect(Self.value(.notConverged, in: run) == 1)
    #expect(Self.value(.notConverged, of: 0, in: run) == 0)
    #expect(Self.value(.refused, in: run) == 0 && Self.value(.failed, in: run) == 0)
  }

  /// A sum over some would be too small; the largest of those that there are is what it says.
  @Test(arguments: [
    MigrationOutcome.refused, .failed(in: .finalPass), .notConverged, .unfinished,
  ])
  func `is no total where a migration was not completed`(outcome: MigrationOutcome) {
    let run = Self.run([
      Self.migration(of: 0, .completed, took: 4, pausedFor: 0.25, .belowThreshold),
      Self.migration(of: 1, outcome, took: 6, pausedFor: 0.75, outcome == .refused ? nil : .time),
    ])
    for measure in [
      Response.Measure.downtime, .totalTime, .brownout, .sent, .rounds, .pagesSent, .copied,
    ] {
      #expect(Self.value(measure, in: run) == nil, "\(measure)")
      #expect(Self.value(measure, of: 1, in: run) == nil)
      #expect(Self.value(measure, .largest, of: 1, in: run) == nil)
      #expect(Self.value(measure, of: 0, in: run) != nil)
    }
    #expect(Self.value(.downtime, .largest, in: run) == 250)
    #expect(Self.value(.completed, in: run) == 0 && Self.value(.completed, of: 0, in: run) == 1)
    #expect(Self.value(.refused, in: run) == (outcome == .refused ? 1 : 0))
    let hasFailed = outcome == .failed(in: .finalPass) || outcome == .notConverged
    #expect(Self.value(.failed, in: run) == (hasFailed ? 1 : 0))
    #expect(Self.value(.notConverged, of: 1, in: run) == (outcome == .refused ? nil : 1))
  }

  @Test func `is nothing where there was nothing to measure`() {
    let run = Self.run()
    let always: [Response.Measure] = [
      .crashed, .servicesDied, .processDied, .asExpected, .simulated, .events,
    ]
    for measure in Response.Measure.allCases {
      for summary in Response.Summary.allCases {
        #expect(
          (Self.value(measure, summary, in: run) != nil) == always.contains(measure),
          "\(measure) \(summary)")
      }
    }
    #expect(Self.value(.simulated, in: run) == 20 && Self.value(.events, in: run) == 7)
  }

  /// 10 requests with 1 lost and 4 with 2: of 14 together 3, which is 21.4 %, and not 10 % + 50 %.
  @Test func `of pings is a share of all of them`() {
    var first = Array(repeating: true as Bool?, count: 10)
    first[4] = false
    let run = Self.run(pings: [
      Self.ping(0, first), Self.ping(1, every: 1, [true, false, false, true]), Self.ping(1, []),
    ])
    #expect(Self.value(.lostPings, in: run) == 3)
    #expect(Self.value(.lostPings, .mean, in: run) == 1.5)
    #expect(Self.value(.lostShare, in: run) == 300 / 14.0)
    #expect(Self.value(.lostShare, .mean, in: run) == 30)
    #expect(Self.value(.lostShare, .largest, in: run) == 50)
    #expect(Self.value(.lostShare, of: 0, in: run) == 10)
    // Each took a millisecond.
    #expect(Response.Summary.allCases.allSatisfy { Self.value(.roundTrip, $0, in: run) == 1 })
    // The longest gap is one gap, not a sum.
    #expect(Self.value(.pingGap, in: run) == 3000)
    #expect(Self.value(.pingGap, .smallest, in: run) == 200)
    #expect(Self.value(.pingGap, .mean, in: run) == 1600)
  }

  @Test func `of pings is nothing where none was answered or sent`() {
    let none = Self.run(pings: [Self.ping(0, [])])
    let lost = Self.run(pings: [Self.ping(0, [false, nil, false])])
    let once = Self.run(pings: [Self.ping(0, [false, true, nil])])
    #expect(Self.value(.lostPings, in: none) == nil && Self.value(.lostShare, in: none) == nil)
    #expect(Self.value(.lostPings, in: lost) == 2)
    for run in [none, lost, once] { #expect(Self.value(.pingGap, in: run) == nil) }
    for run in [none, lost] { #expect(Self.value(.roundTrip, in: run) == nil) }
    #expect(Self.value(.lostShare, in: once) == 100 / 3.0)
  }

  @Test func `of a guest is about that guest alone`() {
    var run = Self.run()
    #expect(Self.value(.crashed, in: run) == 1)
    #expect(Self.value(.crashed, of: 0, in: run) == 0 && Self.value(.crashed, of: 1, in: run) == 1)
    #expect(Self.value(.servicesDied, of: 0, in: run) == 0)
    let feature = Feature(word: 1, bit: 20)
    run.machines[0].faults = [FaultRecord(feature, .application, at: .zero)]
    #expect(Self.value(.processDied, of: 0, in: run) == 1)
    #expect(Self.value(.servicesDied, of: 0, in: run) == 0)
    run.machines[0].faults = [FaultRecord(feature, .libc, at: .zero)]
    #expect(Self.value(.processDied, of: 0, in: run) == 1)
    #expect(Self.value(.servicesDied, of: 0, in: run) == 1)
  }

  // MARK: Real runs

  @Test(arguments: ScenarioLoader.bundledNames)
  func `comes to what is put together slowly from a run`(name: String) throws {
    let scenario = try ScenarioLoader.load(name)
    let result = MigrationSim.run(scenario.setup, seed: scenario.seed, replication: 0)
    for measure in Response.Measure.allCases {
      let (value, expected) = (
        Self.value(measure, in: result), SlowMeasure(run: result).value(measure)
      )
      #expect((value == nil) == (expected == nil), "\(measure): \(value as Any)")
      // Times are whole nanoseconds, and sums of them round elsewhere.
      if let value, let expected { #expect(isClose(value, expected, within: 1e-5), "\(measure)") }
    }
  }

  @Test func `is tried on runs of every ending`() throws {
    let results = try ScenarioLoader.bundledNames.map { name in
      let scenario = try ScenarioLoader.load(name)
      return MigrationSim.run(scenario.setup, seed: scenario.seed, replication: 0)
    }
    for measure in Response.Measure.allCases where measure.unit == .truth {
      let values = results.map { Self.value(measure, in: $0) }
      #expect(values.contains(1), "\(measure)")
      if measure != .asExpected { #expect(values.contains(0), "\(measure)") }
    }
  }

  @Test func `is told by its subject, each by its own`() {
    var seen: Set<String> = []
    for measure in Response.Measure.allCases {
      for summary in Response.Summary.allCases {
        for vm in [nil, "a", "b of a", "b_of_a"] {
          let place = SourcePlace(file: "x")
          let response = Response(
            name: "x", measure: measure, vm: vm.map { Name($0, at: place) }, summary: summary,
            place: place)
          #expect(seen.insert(response.key).inserted, "\(response.key)")
        }
      }
    }
    #expect(seen.contains("downtime_ms") && seen.contains("largest_total_time_of_a_s"))
  }
}
