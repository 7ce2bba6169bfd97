// The heap itself. Entries move through a borrowed buffer: through the array's subscript a hold
// (a pop and a push) takes 1.16 times as long with 1,000 events pending.
extension EventQueue {
  /// An entry that comes after every event; its payload is never read.
  @inlinable func sentinel(_ payload: Payload) -> Entry {
    Entry(time: .distantFuture, ticket: .unissued, payload: payload)
  }

  /// Puts `entry` at `hole`, or below it, and moves earlier entries of that branch up.
  @inlinable mutating func siftDown(_ entry: Entry, from hole: Int) {
    let nodeCount = nodeCount
    storage.withUnsafeMutableBufferPointer { nodes in
      let key = entry.key
      var hole = hole
      var child = 4 &* hole &+ 1
      while child < nodeCount {
        // The earlier of two pairs, and of those the earlier: sums and a mask, so that there is
        // no branch to predict. Choosing keys with `?:` instead makes the compiler branch, and a
        // hold takes 1.8 times as long; a check for overflow is a branch too, hence the `&`.
        let left = child &+ (nodes[child &+ 1].key < nodes[child].key ? 1 : 0)
        let right = child &+ (nodes[child &+ 3].key < nodes[child &+ 2].key ? 3 : 2)
        let rightWins = nodes[right].key < nodes[left].key ? 1 : 0
        let earliest = left &+ ((right &- left) & (0 &- rightWins))
        guard nodes[earliest].key < key else { break }
        nodes[hole] = nodes[earliest]
        hole = earliest
        child = 4 &* hole &+ 1
      }
      nodes[hole] = entry
    }
  }

  /// Adds `entry` at the end and lets it rise to its place.
  @inlinable mutating func append(_ entry: Entry) {
    if storage.isEmpty {
      for _ in 0..<3 { storage.append(sentinel(entry.payload)) }
    }
    storage.append(sentinel(entry.payload))
    var hole = nodeCount
    nodeCount += 1
    storage.withUnsafeMutableBufferPointer { nodes in
      let key = entry.key
      while hole > 0 {
        let parent = (hole - 1) / 4
        guard key < nodes[parent].key else { break }
        nodes[hole] = nodes[parent]
        hole = parent
      }
      nodes[hole] = entry
    }
  }

  /// Fills the hole at the root with the last node.
  @inlinable mutating func closeHole() {
    rootIsHole = false
    nodeCount -= 1
    let last = storage[nodeCount]
    storage[nodeCount] = sentinel(last.payload)
    storage.removeLast()
    if nodeCount > 0 { siftDown(last, from: 0) }
  }
}
