import MigrationSim
import SampleRuns
import StudyKit
import Testing

@Suite struct `A study` {
  static let good = (0..<20).map { Observation(SampleRun.homogeneous(replication: UInt64($0))) }
  static let bad = Observation(SampleRun.heterogeneous())

  @Test func `sums up what each migration took`() throws {
    let study = ReplicationSummary(Self.good)
    let migration = try #require(study.migrations.first)
    // The sample's last pass takes 12 to 21 ms, each as often; its other phases 418 ms of pause.
    let downtime = try #require(migration.downtimeMilliseconds)
    #expect(abs(downtime.mean - 434.5) < 1e-9)
    #expect(downtime.minimum == 430)
    #expect(downtime.maximum == 439)
    // 141,200 pages of 4,104 B.
    #expect(migration.bytes?.mean == 579_484_800.0)
    #expect(migration.totalTimeMilliseconds?.median == 8504.5)
    #expect(study.pings.map { $0.lost?.mean } == [0, 6])
  }

  @Test func `counts a migration's times only where it was completed`() throws {
    var failed = SampleRun.homogeneous()
    failed.migrations[0].outcome = .failed(in: .deviceState)
    failed.migrations[0].ended = failed.migrations[0].requested + .seconds(3600)
    let study = ReplicationSummary(Self.good + [Observation(failed)])
    let migration = try #require(study.migrations.first)
    #expect(migration.completed.count == 20)
    #expect(migration.completed.of == 21)
    #expect(migration.totalTimeMilliseconds?.count == 20)
    #expect(study.completed.count == 20)
  }

  @Test func `tells crashes and expectations that did not hold`() {
    let study = ReplicationSummary(Self.good + [Self.bad])
    #expect(study.crashed.count == 1)
    #expect(study.asExpected.count == 20)
    #expect(Self.bad.hasAbort)
    // Two more migrations and no second pinger stand in one replication only.
    #expect(study.migrations.map(\.completed.of) == [21, 1, 1])
    #expect(study.migrations[1].downtimeMilliseconds == nil)
  }

  /// Expected hash: FNV-1a over the little-endian bytes, computed in Python.
  @Test func `has one fingerprint, that depends on the order`() {
    let study = ReplicationSummary(Array(Self.good.prefix(2)))
    #expect(study.fingerprint == 0x6A14_E5DF_8B1E_410E)
    #expect(ReplicationSummary(Self.good.prefix(2).reversed()).fingerprint != study.fingerprint)
  }

  @Test func `of nothing says nothing`() {
    let study = ReplicationSummary([])
    #expect(study.replications == 0)
    #expect(study.migrations.isEmpty && study.pings.isEmpty)
  }
}
