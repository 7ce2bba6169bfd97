import Foundation
import MigrationSim
import Testing

@Suite struct `The law of thin disks` {
  private static let disk = ThinGrowth(
    size: .gibibytes(8), allocated: .gibibytes(2), writes: BitRate(bytesPerSecond: 0x1p23))

  // 8 - 6/e GiB.
  @Test func `has its check value`() {
    let there = (Self.disk.allocated + Self.disk.growth(after: 1024)) / 0x1p30
    #expect(abs(there - 5.792723) < 1e-6)
  }

  @Test func `has no memory`() {
    var half = Self.disk
    half.allocated += half.growth(after: 300)
    half.allocated += half.growth(after: 500)
    let whole = Self.disk.allocated + Self.disk.growth(after: 800)
    #expect(abs(half.allocated / whole - 1) < 1e-14)
  }

  @Test func `never comes beyond the disk's size`() {
    let grown = Self.disk.growth(after: 1e12)
    #expect(abs(grown - 6 * 0x1p30) < 1)
    #expect(ThinGrowth(size: .zero, allocated: .zero).growth(after: 5) == 0)
    #expect(
      ThinGrowth(size: .gibibytes(1), allocated: .gibibytes(1), writes: .gigabits(1))
        .growth(after: 5) == 0)
  }

  // t = S/w ln((S - a)/(S - a - room)).
  @Test(arguments: [1.0, 1e6, 1e9, 6e9, 6.4e9])
  func `fills room when its inverse says`(room: Double) throws {
    let time = try #require(ThinGrowth.time(until: room, of: [Self.disk]))
    let left = Self.disk.size - Self.disk.allocated
    let exact = Self.disk.size / Self.disk.writes * log(left / (left - room))
    // A quarter of a byte, where the last bytes take long.
    #expect(time <= exact && Self.disk.growth(after: exact) - Self.disk.growth(after: time) < 0.26)
  }

  @Test func `never fills room that is more than what is not there yet`() {
    #expect(ThinGrowth.time(until: 7 * 0x1p30, of: [Self.disk]) == nil)
    let idle = ThinGrowth(size: .gibibytes(8), allocated: .zero)
    #expect(ThinGrowth.time(until: 1, of: [idle]) == nil)
    #expect(ThinGrowth.time(until: 0, of: [idle]) == 0)
  }

  /// So many writes, each to a block at random; which blocks are there afterwards.
  private static func blocks(_ count: Int, of there: Int, after writes: Int, _ dice: inout Dice)
    -> Int
  {
    var isThere = (0..<count).map { $0 < there }
    for _ in 0..<writes { isThere[dice.int(0...count - 1)] = true }
    return isThere.count { $0 }
  }

  // Blocks that are missed are negatively associated, so that their number varies less than that
  // of independent ones: four standard errors of 100 disks. The law is that of many blocks; (1 -
  // 1/n)^k is below it by a part in 2n/x.
  @Test(arguments: [0.1, 0.7, 2.5])
  func `is what writes to random blocks come to`(writes: Double) {
    var dice = Dice(seed: 7)
    let (count, there, runs) = (3_000, 500, 100)
    var sum = 0
    for _ in 0..<runs {
      sum += Self.blocks(count, of: there, after: Int(writes * Double(count)), &dice)
    }
    let law = ThinGrowth(
      size: .mebibytes(2 * Int64(count)), allocated: .mebibytes(2 * Int64(there)),
      writes: BitRate(bytesPerSecond: 0x1p21 * Double(count)))
    let expected = (law.allocated + law.growth(after: writes)) / 0x1p21
    let missed = exp(-writes)
    let deviation = (Double(count - there) * missed * (1 - missed) / Double(runs)).squareRoot()
    #expect(abs(Double(sum) / Double(runs) - expected) < 4 * deviation + 1)
  }

  // Two disks of 2000 blocks, one written to three times as often, until 1500 are there: z³ + z =
  // 1.25 with z = e^(-T/8000), T = 2004 writes. By then the blocks made vary by no more than 29,
  // as independent ones would, and each write makes 0.55: 53 writes, and for the mean of 60 runs 7
  // of 2004. A hundredth is three times that.
  @Test func `says when random writes to several disks have filled an SR`() throws {
    var dice = Dice(seed: 11)
    var sum = 0.0
    let runs = 60
    for _ in 0..<runs {
      var isThere = [[Bool]](repeating: Array(repeating: false, count: 2_000), count: 2)
      var (made, writes) = (0, 0)
      while made < 1_500 {
        let (disk, block) = (dice.int(0...3) == 0 ? 1 : 0, dice.int(0...1_999))
        if !isThere[disk][block] { made += 1 }
        isThere[disk][block] = true
        writes += 1
      }
      sum += Double(writes)
    }
    let disks = [3.0, 1].map { writes in
      ThinGrowth(
        size: .mebibytes(4_000), allocated: .zero,
        writes: BitRate(bytesPerSecond: writes / 4 * 0x1p21))
    }
    let time = try #require(ThinGrowth.time(until: 1_500 * 0x1p21, of: disks))
    #expect(abs(time - 2_004) < 1)
    #expect(abs(sum / Double(runs) / time - 1) < 0.01)
    let grown = disks.reduce(0) { $0 + $1.growth(after: time) }
    #expect(abs(grown - 1_500 * 0x1p21) <= 0.25)
  }
}
