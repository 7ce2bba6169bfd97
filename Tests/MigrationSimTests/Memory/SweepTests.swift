import MigrationSim
import Testing

@Suite struct `A sweep over memory` {
  private static func swept(_ pages: Int, _ writesPerSecond: Double) -> GuestMemory {
    var memory = GuestMemory(classes: [
      PageClass(
        name: "swept", pages: pages, pattern: .sequential, writesPerSecond: writesPerSecond)
    ])
    memory.startLogging(at: .zero)
    return memory
  }

  private var stream = RandomSource(seed: 1, replication: 0).stream("dirtying")

  // Ten writes a second for 10 s dirty 100 pages, however often a batch looks at the bitmap: each
  // look finds far less than half a page on average.
  @Test mutating func `so slow that no batch sees a page of it still dirties its pages`() {
    var memory = Self.swept(20_000, 10)
    var sent = 0
    for batch in 0..<200 {
      sent += memory.takeBatch(of: 100, at: .zero + .seconds(0.05 * Double(batch)), &stream).sent
    }
    let skipped = 20_000 - sent
    let dirty = memory.clean(at: .zero + .seconds(10), &stream)
    #expect(memory.pagesToSend == dirty)
    #expect(skipped <= 100)
    #expect(abs(dirty - 100) <= 1)
  }

  // A thousand pages of 4000 were swept last, and are the set. The sweep goes on behind them: it
  // meets none of them before it has written to the other 3000.
  @Test mutating func `comes back to what it swept last only after all the rest`() {
    var memory = Self.swept(4_000, 1_000)
    _ = memory.takeAll(&stream)
    #expect(memory.clean(at: .zero + .seconds(1), &stream) == 1_000)
    #expect(
      memory.takeBatch(of: 500, at: .zero + .seconds(3.9), &stream)
        == Batch(sent: 500, skipped: 0))
    let half = memory.takeBatch(of: 500, at: .zero + .seconds(4.5), &stream)
    #expect(half.taken == 500)
    // 500 of the 1000 have been met; of the second 500, 250 with a deviation of 11.
    #expect(abs(half.skipped - 250) < 45)
    #expect(memory.clean(at: .zero + .seconds(4.5), &stream) == 3_500)
  }

  @Test mutating func `that has been all round leaves every page dirty`() {
    var memory = Self.swept(4_000, 1_000)
    _ = memory.takeAll(&stream)
    #expect(memory.clean(at: .zero + .seconds(1), &stream) == 1_000)
    _ = memory.takeAll(&stream)
    #expect(memory.clean(at: .zero + .seconds(9), &stream) == 4_000)
  }

  // What is dirty is what was written, whether batches looked at it on the way or not.
  @Test(arguments: 0..<40 as Range<UInt64>)
  mutating func `dirties as many pages as it writes, pass after pass`(seed: UInt64) {
    var dice = Dice(seed: seed)
    let pages = dice.int(1_000...30_000)
    let rate = dice.real(1...20_000)
    var memory = Self.swept(pages, rate)
    var now = SimTime.zero
    for _ in 0..<6 {
      let began = now
      let pass = memory.pagesToSend
      var counted = 0
      while memory.pagesToSend > 0 {
        let batch = memory.takeBatch(of: 1024, at: now, &stream)
        counted += batch.sent + batch.skipped
        now = now + .seconds(Double(batch.sent) / 20_000)
      }
      #expect(counted == pass)
      let written = (now - began).seconds * rate
      let dirty = memory.clean(at: now, &stream)
      #expect(abs(Double(dirty) - min(written, Double(pages))) <= 2)
    }
  }
}
