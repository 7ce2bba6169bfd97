/// Hierarchical timing wheels: events in buckets by the digits of their time, to the base of 64.
///
/// Level l has a bucket for each digit of weight 64^l. An event lies at the level of the highest
/// digit in which its time differs from `base`, in the bucket of that digit. So the first bucket
/// of the lowest level that has any holds the earliest events, and once `base` is at its start
/// they can be filed anew by the digit below. That events of one instant are filed, split and
/// taken in the order they came is the whole reason why they need no sorting by sequence.
///
/// G. Varghese, T. Lauck, "Hashed and hierarchical timing wheels", SOSP 1987, 25-38; as a queue
/// without a tick it is the radix heap of R. K. Ahuja, K. Mehlhorn, J. B. Orlin, R. E. Tarjan,
/// JACM 37 (1990) 213-223.
extension EventQueue {
  @usableFromInline struct Wheels: Sendable {
    /// Blocks of 32 entries; a bucket is a chain of them.
    @usableFromInline var slots: [Entry] = []
    /// For each block the next of its chain, or of the free ones. Block 0 is nobody's.
    @usableFromInline var nextBlock: [Int32] = []
    /// The buckets, by level and digit.
    @usableFromInline var buckets: [Bucket] = []
    /// For each level a bit for each bucket that is not empty.
    @usableFromInline var occupied: [UInt64] = []
    @usableFromInline var state = State()

    @inlinable init() {}
  }

  /// A chain of blocks: its first, and where its next entry goes.
  @usableFromInline struct Bucket: BitwiseCopyable, Sendable {
    @usableFromInline var firstBlock: Int32 = 0
    /// 0 if the bucket is empty.
    @usableFromInline var end: Int32 = 0

    @inlinable init() {}
    @inlinable var lastBlock: Int32 { (end &- 1) / 32 }
    /// Entries in the last block, from 1 to 32.
    @inlinable var lastCount: Int { Int((end &- 1) % 32) &+ 1 }
  }

  /// What is known of the wheels besides their arrays.
  @usableFromInline struct State: BitwiseCopyable, Sendable {
    /// No event in the wheels is before it.
    @usableFromInline var base: UInt64 = 0
    /// A bit for each level that has events.
    @usableFromInline var levels: UInt64 = 0
    @usableFromInline var count = 0
    @usableFromInline var freeBlock: Int32 = 0
    @usableFromInline var freeCount = 0

    @inlinable init() {}
  }
}

extension EventQueue.Wheels {
  @usableFromInline typealias Entry = EventQueue.Entry
  @usableFromInline typealias View = EventQueue.View

  /// Digits of a time: 63 bits, six at a time.
  @inlinable static var levelCount: Int { 11 }

  /// Makes sure that so many blocks are free; `filler` is what is in them, and never read.
  @inlinable mutating func reserve(blocks: Int, filler: Entry) {
    if state.freeCount < blocks { addBlocks(blocks, filler: filler) }
  }

  @inlinable @inline(never) mutating func addBlocks(_ wanted: Int, filler: Entry) {
    if buckets.isEmpty {
      buckets = Array(repeating: EventQueue.Bucket(), count: Self.levelCount * 64)
      occupied = Array(repeating: 0, count: Self.levelCount)
      slots = Array(repeating: filler, count: 32)
      nextBlock = [0]
    }
    while state.freeCount < wanted {
      precondition(nextBlock.count < 1 << 26, "more than 2^31 events at once")
      slots.append(contentsOf: repeatElement(filler, count: 32))
      nextBlock.append(state.freeBlock)
      state.freeBlock = Int32(nextBlock.count - 1)
      state.freeCount += 1
    }
  }

  /// Lets `body` work on the wheels' memory, with one check for each array that it is not shared.
  ///
  /// There must be blocks for whatever it files.
  @inlinable mutating func withView<R>(_ body: (inout View) -> R) -> R {
    let before = state
    let (result, after) = slots.withUnsafeMutableBufferPointer { slots in
      nextBlock.withUnsafeMutableBufferPointer { nextBlock in
        buckets.withUnsafeMutableBufferPointer { buckets in
          occupied.withUnsafeMutableBufferPointer { occupied in
            var view = View(slots, nextBlock, buckets, occupied, before)
            let result = body(&view)
            return (result, view.state)
          }
        }
      }
    }
    state = after
    return result
  }

  /// Moves `base` to `time`, which is before every event in the wheels.
  ///
  /// What differs from the old base only in lower digits than `time` does, now differs in that.
  @inlinable mutating func lower(to time: SimTime, filler: Entry) {
    let old = state.base
    state.base = UInt64(time.nanoseconds)
    for level in 0..<View.level(of: old ^ state.base) where state.levels >> level & 1 != 0 {
      while occupied[level] != 0 {
        let index = level * 64 + occupied[level].trailingZeroBitCount
        reserve(blocks: View.blocksToSplit, filler: filler)
        withView { $0.split(index) }
      }
    }
  }

  @inlinable mutating func removeAll(unless isKept: (EventTicket) -> Bool) {
    guard state.count > 0 else { return }
    reserve(blocks: 2, filler: slots[0])
    withView { view in
      for level in 0..<Self.levelCount {
        var digits = view.occupied[level]
        while digits != 0 {
          view.split(level * 64 + digits.trailingZeroBitCount, unless: isKept)
          digits &= digits - 1
        }
      }
    }
  }
}
