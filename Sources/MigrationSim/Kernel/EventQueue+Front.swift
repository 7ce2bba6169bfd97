// The sorted front, and how it is filled and relieved.
extension EventQueue {
  /// Room in the front, except where more events than that share one instant.
  @inlinable static var frontSize: Int { 64 }
  @inlinable static var inboxSize: Int { 128 }

  /// Puts an entry where its time belongs; it comes after those of its instant.
  @inlinable mutating func add(_ entry: Entry) {
    if entry.time < frontEnd {
      if tail == front.count { return addWithoutRoom(entry) }
      let head = head, tail = tail
      let isEarly = front.withUnsafeMutableBufferPointer { front in
        // Towards the nearer end, where there is room at both. Always towards the later end, a
        // hold with 20 pending takes 1.2 times as long, and twice where most delays are short.
        if head > 0, head < tail, entry.time < front[(head &+ tail) / 2].time {
          var place = head &- 1
          while front[place &+ 1].time <= entry.time {
            front[place] = front[place &+ 1]
            place &+= 1
          }
          front[place] = entry
          return true
        }
        var place = tail
        while place > head, front[place &- 1].time > entry.time {
          front[place] = front[place &- 1]
          place &-= 1
        }
        front[place] = entry
        return false
      }
      if isEarly { self.head = head &- 1 } else { self.tail = tail &+ 1 }
    } else {
      if inboxCount == inbox.count { emptyInbox(for: entry) }
      inbox.withUnsafeMutableBufferPointer { $0[inboxCount] = entry }
      inboxCount &+= 1
    }
  }

  /// Makes room in the front, then adds `entry`, to the front or elsewhere.
  @inlinable @inline(never) mutating func addWithoutRoom(_ entry: Entry) {
    if front.isEmpty {
      front = Array(repeating: entry, count: Self.frontSize)
    } else if head >= front.count / 2 {
      for place in head..<tail { front[place - head] = front[place] }
      tail -= head
      head = 0
    } else {
      // Too many to stand sorted: all of them go back to the wheels, which then begin with them.
      let spilled = front[head..<tail]
      frontEnd = front[head].time
      wheels.lower(to: frontEnd, filler: entry)
      head = 0
      tail = 0
      for entry in spilled { add(entry) }
    }
    add(entry)
  }

  /// Makes room for one more entry in the inbox.
  @inlinable @inline(never) mutating func emptyInbox(for entry: Entry) {
    if inbox.isEmpty {
      inbox = Array(repeating: entry, count: Self.inboxSize)
      return
    }
    wheels.reserve(blocks: inboxCount, filler: entry)
    inbox.withUnsafeBufferPointer { inbox in
      wheels.withView { $0.file(inbox[..<inboxCount]) }
    }
    inboxCount = 0
  }

  /// Fills the empty front with the events next to come; false if none is due by `horizon`.
  @inlinable @inline(never) mutating func refill(through horizon: SimTime) -> Bool {
    head = 0
    tail = 0
    guard let filler = front.first, inboxCount + wheels.state.count > 0 else {
      frontEnd = .distantFuture
      return false
    }
    var wanted = Self.frontSize
    repeat {
      if front.count != wanted { front = Array(repeating: filler, count: wanted) }
      wheels.reserve(blocks: inboxCount + View.blocksToSplit, filler: filler)
      let filling = front.withUnsafeMutableBufferPointer { front in
        inbox.withUnsafeBufferPointer { inbox in
          wheels.withView {
            $0.file(inbox[..<inboxCount])
            return $0.fill(front, through: horizon)
          }
        }
      }
      inboxCount = 0
      tail = filling.count
      frontEnd = filling.end
      wanted = filling.wanted
    } while wanted > 0
    return tail > 0
  }
}
