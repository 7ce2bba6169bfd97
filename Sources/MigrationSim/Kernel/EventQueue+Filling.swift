// From the wheels to the front.
extension EventQueue.View {
  /// With so many events a front is worth its filling: with one bucket at a time a hold with 300
  /// pending takes 1.3 times as long.
  @inlinable static var enough: Int { 8 }

  /// Takes the earliest buckets to `front`, as far as they begin by `horizon`.
  ///
  /// Buckets of up to a block are taken whole and sorted; longer ones are split first, unless all
  /// is of one instant.
  @inlinable mutating func fill(
    _ front: UnsafeMutableBufferPointer<Entry>, through horizon: SimTime
  ) -> Filling {
    var filling = Filling()
    while filling.count < Self.enough, state.levels != 0 {
      let level = state.levels.trailingZeroBitCount
      let digit = occupied[level].trailingZeroBitCount
      let weight = UInt64(level &* 6)
      let start = (state.base &>> weight & ~63 | UInt64(digit)) &<< weight
      filling.end = SimTime(nanoseconds: Int64(bitPattern: start))
      if filling.end > horizon { return filling }
      let index = level &* 64 &+ digit
      // A bucket of the highest level is too wide for the keys by which a block is sorted.
      let isShort = buckets[index].firstBlock == buckets[index].lastBlock && level < 10
      if !isShort {
        if filling.count > 0 { return filling }
        if level > 0 {
          if state.freeCount < Self.blocksToSplit {
            filling.wanted = front.count
            return filling
          }
          state.base = start
          split(index)
          continue
        }
        let room = 2 * room(for: index)
        if front.count < room {
          filling.wanted = room
          return filling
        }
      }
      state.base = start
      filling.end = filling.end + SimDuration(nanoseconds: 1 &<< Int64(weight))
      let taken = filling.count
      if isShort {
        filling.count = takeSorted(index, startingAt: start, to: front, at: taken)
      } else {
        filling.count = take(index, to: front)
      }
    }
    if state.levels == 0 { filling.end = .distantFuture }
    return filling
  }

  /// The entries that the bucket's blocks have room for.
  @inlinable func room(for index: Int) -> Int {
    var block = buckets[index].firstBlock
    var room = 32
    while block != buckets[index].lastBlock {
      block = nextBlock[Int(block)]
      room += 32
    }
    return room
  }

  /// Takes a bucket of one instant, in order, and tells how many there were.
  @inlinable mutating func take(
    _ index: Int, to front: UnsafeMutableBufferPointer<Entry>
  ) -> Int {
    var count = 0
    empty(index) { view, places in
      for place in places {
        front[count] = view.slots[place]
        count &+= 1
      }
    }
    return count
  }

  /// Takes a bucket of one block and sorts it by time, events of one instant as they came.
  ///
  /// Each entry's place is the number of those that come before it: n² comparisons without a
  /// branch that the data decide, where n is 32 at most. Sorting by insertion instead mispredicts
  /// one branch an entry, and a hold with 1,000 pending takes 1.33 times as long; so does one
  /// with 100 if the inner loop is a `for` over a `stride`, which becomes branches.
  @inlinable mutating func takeSorted(
    _ index: Int, startingAt start: UInt64, to front: UnsafeMutableBufferPointer<Entry>,
    at bottom: Int
  ) -> Int {
    var top = bottom
    empty(index) { view, places in
      top = bottom &+ places.count
      if places.count == 1 {
        front[bottom] = view.slots[places.lowerBound]
        return
      }
      withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 32) { keys in
        for i in 0..<places.count {
          let time = UInt64(bitPattern: view.slots[places.lowerBound &+ i].time.nanoseconds)
          keys[i] = (time &- start) &* 32 | UInt64(i)
        }
        // Four at a time, to the next multiple of four; what is added is before none.
        let padded = (places.count &+ 3) & ~3
        for i in places.count..<padded { keys[i] = .max }
        for i in 0..<places.count {
          let key = keys[i]
          var place = bottom
          var j = 0
          while j < padded {
            place &+= keys[j] < key ? 1 : 0
            place &+= keys[j &+ 1] < key ? 1 : 0
            place &+= keys[j &+ 2] < key ? 1 : 0
            place &+= keys[j &+ 3] < key ? 1 : 0
            j &+= 4
          }
          front[place] = view.slots[places.lowerBound &+ i]
        }
      }
    }
    return top
  }
}
