// The heap itself. Entries move through a borrowed buffer, not the array's subscript: see
// Benchmarks/README.md for what that gains.
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
      var child = 4 * hole + 1
      while child < nodeCount {
        // The winners of two pairs, and of those the winner; sums, so that nothing is predicted.
        let left = child + (nodes[child + 1].key < nodes[child].key ? 1 : 0)
        let right = child + 2 + (nodes[child + 3].key < nodes[child + 2].key ? 1 : 0)
        let earliest = left + (nodes[right].key < nodes[left].key ? right - left : 0)
        guard nodes[earliest].key < key else { break }
        nodes[hole] = nodes[earliest]
        hole = earliest
        child = 4 * hole + 1
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
