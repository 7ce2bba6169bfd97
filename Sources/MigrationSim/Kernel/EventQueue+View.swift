extension EventQueue {
  /// The memory of the wheels while they are at work.
  ///
  /// Pointers, as an array's subscript asks at each store whether the array is shared: that is a
  /// call of the runtime. With subscripts a hold with 100 pending takes 1.28 times as long.
  @usableFromInline struct View {
    @usableFromInline let slots: UnsafeMutableBufferPointer<Entry>
    @usableFromInline let nextBlock: UnsafeMutableBufferPointer<Int32>
    @usableFromInline let buckets: UnsafeMutableBufferPointer<Bucket>
    @usableFromInline let occupied: UnsafeMutableBufferPointer<UInt64>
    @usableFromInline var state: State

    @inlinable init(
      _ slots: UnsafeMutableBufferPointer<Entry>, _ nextBlock: UnsafeMutableBufferPointer<Int32>,
      _ buckets: UnsafeMutableBufferPointer<Bucket>,
      _ occupied: UnsafeMutableBufferPointer<UInt64>, _ state: State
    ) {
      self.slots = slots
      self.nextBlock = nextBlock
      self.buckets = buckets
      self.occupied = occupied
      self.state = state
    }
  }

  /// How far the front was filled.
  @usableFromInline struct Filling {
    @usableFromInline var count = 0
    /// All events before it are in the front.
    @usableFromInline var end = SimTime.distantFuture
    /// The room that the front must have to go on, or 0 if it need not go on.
    @usableFromInline var wanted = 0

    @inlinable init() {}
  }
}

extension EventQueue.View {
  @usableFromInline typealias Entry = EventQueue.Entry
  @usableFromInline typealias Bucket = EventQueue.Bucket
  @usableFromInline typealias Filling = EventQueue.Filling

  /// Blocks that are free when a bucket is split: one for each bucket that it is split into, and
  /// one more as a block is given back only after it is read.
  @inlinable static var blocksToSplit: Int { 65 }

  /// The place of the highest digit in which two times differ, told by their exclusive or.
  @inlinable static func level(of difference: UInt64) -> Int {
    // x * 43 / 256 is x / 6 for all x to 63, without a division.
    ((63 &- (difference | 1).leadingZeroBitCount) &* 43) / 256
  }

  // MARK: Filing

  @inlinable mutating func file(_ entry: Entry) {
    let time = UInt64(bitPattern: entry.time.nanoseconds)
    let level = Self.level(of: time ^ state.base)
    let index = level &* 64 &+ Int(truncatingIfNeeded: time &>> UInt64(level &* 6) & 63)
    var end = buckets[index].end
    if end % 32 == 0 { end = lengthen(index) }
    buckets[index].end = end &+ 1
    slots[Int(end)] = entry
    state.count &+= 1
  }

  @inlinable mutating func file(_ entries: Slice<UnsafeBufferPointer<Entry>>) {
    for entry in entries { file(entry) }
  }

  /// Gives the bucket one more block and tells where it begins.
  @inlinable mutating func lengthen(_ index: Int) -> Int32 {
    let block = state.freeBlock
    state.freeBlock = nextBlock[Int(block)]
    state.freeCount &-= 1
    let bucket = buckets[index]
    if bucket.end == 0 {
      buckets[index].firstBlock = block
      occupied[index / 64] |= 1 &<< UInt64(index % 64)
      state.levels |= 1 &<< UInt64(index / 64)
    } else {
      nextBlock[Int(bucket.lastBlock)] = block
    }
    return block &* 32
  }

  // MARK: Emptying

  /// Makes the bucket an empty one and hands over what it was.
  @inlinable mutating func detach(_ index: Int) -> Bucket {
    let bucket = buckets[index]
    buckets[index] = Bucket()
    occupied[index / 64] &= ~(1 &<< UInt64(index % 64))
    if occupied[index / 64] == 0 { state.levels &= ~(1 &<< UInt64(index / 64)) }
    return bucket
  }

  /// Calls `body` with the places of each block's entries, and gives the block back.
  @inlinable mutating func empty(_ index: Int, _ body: (inout Self, Range<Int>) -> Void) {
    let bucket = detach(index)
    var block = bucket.firstBlock
    while true {
      let isLast = block == bucket.lastBlock
      let begin = Int(block) &* 32
      let count = isLast ? bucket.lastCount : 32
      body(&self, begin..<begin &+ count)
      state.count &-= count
      let next = nextBlock[Int(block)]
      nextBlock[Int(block)] = state.freeBlock
      state.freeBlock = block
      state.freeCount &+= 1
      if isLast { return }
      block = next
    }
  }

  /// Files anew what the bucket holds.
  @inlinable mutating func split(_ index: Int) {
    empty(index) { view, places in for place in places { view.file(view.slots[place]) } }
  }

  /// The same, of what is kept.
  @inlinable mutating func split(_ index: Int, unless isKept: (EventTicket) -> Bool) {
    empty(index) { view, places in
      for place in places where isKept(view.slots[place].ticket) {
        view.file(view.slots[place])
      }
    }
  }
}
