import Testing

@testable import MigrationSim

@Suite struct `A heap whose entries move` {
  /// A list that is searched from end to end.
  struct Twin {
    var entries: [(due: SimTime, number: Int64, slot: Int)] = []

    var firstSlot: Int? { entries.min { ($0.due, $0.number) < ($1.due, $1.number) }?.slot }
    mutating func remove(_ slot: Int) { entries.removeAll { $0.slot == slot } }
    mutating func set(_ slot: Int, number: Int64, due: SimTime) {
      remove(slot)
      entries.append((due, number, slot))
    }
  }

  func firstSlot(of queue: MovableHeap<SimTime>) -> Int? { queue.first.map { Int($0.slot) } }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `it agrees with a list that is searched`(seed: UInt64) {
    var dice = Dice(seed: seed)
    var queue = MovableHeap<SimTime>()
    var places = [Int32](repeating: -1, count: 31)
    var twin = Twin()
    for number in 0..<500 {
      let slot = dice.int(0...30)
      if dice.happens(0.3) {
        queue.remove(slot, &places)
        twin.remove(slot)
      } else {
        // Few instants, so that many are shared.
        let due = SimTime(nanoseconds: Int64(dice.int(0...20)))
        queue.set(slot, number: Int64(number), key: due, &places)
        twin.set(slot, number: Int64(number), due: due)
      }
      #expect(firstSlot(of: queue) == twin.firstSlot)
    }
    while let slot = firstSlot(of: queue) {
      #expect(slot == twin.firstSlot)
      queue.remove(slot, &places)
      twin.remove(slot)
    }
    #expect(twin.entries.isEmpty)
  }
}
