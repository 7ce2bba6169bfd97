import MigrationSim
import Testing

@testable import ValidationKit

/// A run of nothing but these migrations.
private func handmade(_ migrations: [MigrationResult]) -> RunResult {
  var run = RunResult(seed: 1, replication: 0, inventory: Inventory(hosts: [], pools: []))
  run.migrations = migrations
  return run
}

extension MigrationResult {
  /// From 60 s to 71 s: three pages in a live round of 4 s, two in the last one, 1.5 s of downtime.
  fileprivate static var handmade: MigrationResult {
    let second = { (seconds: Double) in SimTime.zero + .seconds(seconds) }
    var run = MigrationResult(
      VMID(0), from: HostID(0), to: HostID(1), requested: second(60), outcome: .completed,
      policy: "xen", profile: "xcp-1.x")
    run.ended = second(71)
    run.stop = .belowThreshold
    var live = Round(number: 1, kind: .live, began: second(61), pagesToSend: 4)
    live.ended = second(65)
    live.pagesSent = 3
    live.pagesSkipped = 1
    live.pagesDirtied = 2
    live.bytes = ByteCount(12_000)
    var last = Round(number: 2, kind: .paused, began: second(66), pagesToSend: 2)
    last.ended = second(67)
    last.pagesSent = 2
    last.bytes = ByteCount(8000)
    run.rounds = [live, last]
    run.phases = [
      PhaseSpan(phase: .livePasses, began: second(61), ended: second(65)),
      PhaseSpan(phase: .finalPass, began: second(66), ended: second(67)),
      PhaseSpan(phase: .unpause, began: second(67), ended: second(67.5)),
    ]
    return run
  }
}

@Suite struct `A metric` {
  @Test func `is found by its name`() {
    for name in Metric.names { #expect(Metric(name)?.name == name) }
    #expect(Metric("round 12 pages skipped") == .round(.number(12), .pagesSkipped))
    for name in ["", "round", "round 0 sent", "round 1", "round x sent", "last sent"] {
      #expect(Metric(name) == nil, "\(name)")
    }
  }

  @Test func `is measured where it is said to be`() throws {
    let run = MigrationResult.handmade
    func value(_ name: String) throws -> Double? {
      try #require(Metric(name)).value(of: .number(1), in: handmade([run]))
    }
    #expect(try value("total time") == 11)
    #expect(try value("makespan") == 11)
    #expect(try value("downtime") == 1.5)
    #expect(try value("sent") == 20_000)
    #expect(try value("pages sent") == 5 * 4096)
    #expect(try value("live rounds") == 1)
    #expect(try value("converged") == 1)
    #expect(try value("dirty rate") == 4096 * 2 / 4.0)
    #expect(try value("round 1 duration") == 4)
    #expect(try value("round 1 rate") == 3000)
    #expect(try value("round 1 pages skipped") == 4096)
    #expect(try value("last round sent") == 8000)
    #expect(try value("round 3 sent") == nil)
    #expect(Metric.sent.value(of: .number(2), in: handmade([run])) == nil)
    #expect(Metric.sent.value(of: .all, in: handmade([run, run])) == 20_000)
  }

  @Test func `has no value where the migration failed`() {
    var run = MigrationResult.handmade
    run.outcome = .failed(in: .livePasses)
    #expect(Metric.totalTime.value(of: .number(1), in: handmade([run])) == nil)
    #expect(Metric.converged.value(of: .number(1), in: handmade([run])) == 0)
    #expect(Metric.makespan.value(of: .number(1), in: handmade([run])) == nil)
  }
}
