import MigrationSim
import Testing

@Suite struct `A guest's memory` {
  private static let mixed = [
    PageClass(name: "hot", pages: 2000, pattern: .random, writesPerSecond: 6000),
    PageClass(name: "warm", pages: 3000, pattern: .random, writesPerSecond: 900),
    PageClass(name: "idle", pages: 3000, pattern: .random, writesPerSecond: 0),
  ]

  @Test func `the first set is the whole memory`() {
    var memory = GuestMemory(classes: Self.mixed)
    var stream = RandomSource(seed: 1, replication: 0).stream("dirtying")
    memory.startLogging(at: .zero)
    #expect(memory.pagesToSend == 8000)
    #expect(memory.takeAll(&stream).sent == 8000)
    #expect(memory.pagesToSend == 0)
  }

  @Test func `a paused guest dirties nothing`() {
    var memory = GuestMemory(classes: Self.mixed)
    var stream = RandomSource(seed: 1, replication: 0).stream("dirtying")
    memory.startLogging(at: .zero)
    _ = memory.takeAll(&stream)
    memory.setIntensity(0, at: .zero)
    #expect(memory.clean(at: SimTime(nanoseconds: 5_000_000_000), &stream) == 0)
  }

  @Test func `pages that no batch took stay in the next set`() {
    var memory = GuestMemory(classes: [
      PageClass(name: "idle", pages: 5000, pattern: .random, writesPerSecond: 0)
    ])
    var stream = RandomSource(seed: 1, replication: 0).stream("dirtying")
    memory.startLogging(at: .zero)
    #expect(memory.takeBatch(of: 1024, at: .zero, &stream) == Batch(sent: 1024, skipped: 0))
    #expect(memory.clean(at: .zero, &stream) == 3976)
  }

  // Halved intensity for one second equals full intensity for half of one.
  @Test func `intensity scales the writes`() {
    func dirty(intensity: Double, nanoseconds: Int64) -> Int {
      var memory = GuestMemory(classes: [
        PageClass(name: "swept", pages: 5000, pattern: .sequential, writesPerSecond: 2000)
      ])
      var stream = RandomSource(seed: 1, replication: 0).stream("dirtying")
      memory.startLogging(at: .zero)
      _ = memory.takeAll(&stream)
      memory.setIntensity(intensity, at: .zero)
      return memory.clean(at: SimTime(nanoseconds: nanoseconds), &stream)
    }
    #expect(dirty(intensity: 0.5, nanoseconds: 1_000_000_000) == 1000)
    #expect(dirty(intensity: 1, nanoseconds: 500_000_000) == 1000)
  }

  /// What two passes over one memory sent, skipped and left dirty.
  struct Tally {
    var values: [Double] = []
    var mean: Double { values.reduce(0, +) / Double(values.count) }
    /// Standard error of the mean.
    var error: Double {
      let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return (squares / Double(values.count - 1) / Double(values.count)).squareRoot()
    }
    var variance: Double { error * error * Double(values.count) }
  }

  // Counts drawn per class against every page and every write, 400 runs each. The means must
  // agree within 4 standard errors, the variances within a third: for 400 runs the standard
  // error of a variance is 7 %, so that is more than 4 of them.
  @Test func `counts are distributed as the counts of page bitmaps are`() {
    let batchTime = 0.08
    var fast = [Tally](repeating: Tally(), count: 5)
    var slow = fast
    for run in 0..<400 {
      let source = RandomSource(seed: 7, replication: UInt64(run))
      var memory = GuestMemory(classes: Self.mixed)
      var stream = source.stream("dirtying")
      memory.startLogging(at: .zero)
      var bitmap = PageBitmap(Self.mixed, source.stream("bitmap"))
      var fastClock = 0.0
      var slowClock = 0.0
      for pass in 0..<2 {
        var counts = (sent: 0, skipped: 0)
        while memory.pagesToSend > 0 {
          let batch = memory.takeBatch(
            of: 500, at: .zero + .seconds(fastClock), &stream)
          counts.sent += batch.sent
          counts.skipped += batch.skipped
          fastClock += batchTime * Double(batch.sent) / 500
        }
        fast[pass * 2].values.append(Double(counts.sent))
        fast[pass * 2 + 1].values.append(Double(counts.skipped))
        let left = memory.clean(at: .zero + .seconds(fastClock), &stream)

        counts = (0, 0)
        while !bitmap.isPassOver {
          bitmap.write(until: slowClock)
          let batch = bitmap.takeBatch(of: 500)
          counts.sent += batch.sent
          counts.skipped += batch.skipped
          slowClock += batchTime * Double(batch.sent) / 500
        }
        slow[pass * 2].values.append(Double(counts.sent))
        slow[pass * 2 + 1].values.append(Double(counts.skipped))
        bitmap.write(until: slowClock)
        let leftOfBitmap = bitmap.clean()
        if pass == 1 {
          fast[4].values.append(Double(left))
          slow[4].values.append(Double(leftOfBitmap))
        }
      }
    }
    for (ours, twin) in zip(fast, slow) {
      let error = (ours.error * ours.error + twin.error * twin.error).squareRoot()
      #expect(abs(ours.mean - twin.mean) < 4 * error, "means \(ours.mean) and \(twin.mean)")
      let ratio = ours.variance / twin.variance
      #expect(ratio > 2 / 3.0 && ratio < 1.5, "variances \(ours.variance), \(twin.variance)")
    }
  }
}
