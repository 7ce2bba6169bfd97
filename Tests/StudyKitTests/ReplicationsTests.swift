import StudyKit
import Synchronization
import Testing

@Suite struct `Replications of an experiment` {
  /// A short computation whose length varies, so that tasks end out of order.
  static func result(_ replication: UInt64) -> UInt64 {
    (0..<(replication * 7919 % 4001)).reduce(replication) { ($0 ^ $1) &* 6_364_136_223_846_793_005 }
  }

  @Test(arguments: [0, 1, 3, 4, 5, 1001] as [UInt64], [1, 2, 3, 16])
  func `come in order, whatever the number of threads`(count: UInt64, threads: Int) async {
    let results = await Replications.run(count, threads: threads, Self.result)
    #expect(results == (0..<count).map(Self.result))
  }

  @Test func `run once each`() async {
    let runs = Mutex<[UInt64: Int]>([:])
    _ = await Replications.run(503, threads: 4) { replication in
      runs.withLock { $0[replication, default: 0] += 1 }
    }
    let tally = runs.withLock { $0 }
    #expect(tally == Dictionary(uniqueKeysWithValues: (0..<503).map { ($0, 1) }))
  }
}
