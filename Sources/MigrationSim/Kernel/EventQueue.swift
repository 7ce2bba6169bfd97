/// Events to come, the earliest first; at one instant, in the order they were pushed.
///
/// A heap of four children a node in one array. The order is one integer: time, then sequence.
/// The smallest of four children is found by adding up results of comparisons, without a branch
/// that the data decide, and `pop` leaves a hole at the root that the next `push` fills by one
/// walk down, as an event handled mostly schedules another.
///
/// A value: a copy is a fork with a future of its own, sharing storage until one is changed.
/// Complexity: O(log n) a push or pop.
public struct EventQueue<Payload: BitwiseCopyable & Sendable>: Sendable {
  /// The heap, then three entries later than any event, so that every node's four children can
  /// be compared. The children of node i are 4i + 1 through 4i + 4.
  @usableFromInline var storage: [Entry] = []
  /// Nodes of the heap, the hole included.
  @usableFromInline var nodeCount = 0
  /// Whether the root has been popped and nothing has taken its place yet.
  @usableFromInline var rootIsHole = false
  @usableFromInline var nextSequence: UInt64 = 0

  @inlinable public init() {}

  /// The number of entries.
  @inlinable public var count: Int { nodeCount - (rootIsHole ? 1 : 0) }
  @inlinable public var isEmpty: Bool { count == 0 }

  /// Adds an event, after all that were pushed before it for the same instant.
  ///
  /// - Parameter alarm: The alarm that it serves, if any; the ticket tells it.
  /// - Returns: The entry's ticket, unlike any other of this queue.
  @inlinable @discardableResult
  public mutating func push(
    _ payload: Payload, at time: SimTime, alarm: AlarmID? = nil
  ) -> EventTicket {
    precondition(time >= .zero, "an event at \(time.nanoseconds) ns; time begins at 0 ns")
    let ticket = EventTicket(sequence: nextSequence, alarm: alarm)
    nextSequence += 1
    let entry = Entry(time: time, ticket: ticket, payload: payload)
    if rootIsHole {
      rootIsHole = false
      siftDown(entry, from: 0)
    } else {
      append(entry)
    }
    return ticket
  }

  /// Takes the earliest event out; nil if there is none.
  @inlinable public mutating func pop() -> Entry? { pop(through: .distantFuture) }

  /// Takes the earliest event out, if it is due at or before `horizon`.
  @inlinable public mutating func pop(through horizon: SimTime) -> Entry? {
    if rootIsHole { closeHole() }
    guard nodeCount > 0 else { return nil }
    let first = storage[0]
    guard first.time <= horizon else { return nil }
    rootIsHole = true
    return first
  }

  /// Takes every event out whose ticket does not satisfy `isKept`. Complexity: O(n).
  @inlinable public mutating func removeAll(unless isKept: (EventTicket) -> Bool) {
    if rootIsHole { closeHole() }
    guard let filler = storage.last else { return }
    var kept = storage[..<nodeCount].filter { isKept($0.ticket) }
    nodeCount = kept.count
    if nodeCount > 0 { for _ in 0..<3 { kept.append(filler) } }
    storage = kept
    // Floyd's construction: each node with children takes its place, the deepest first.
    var node = (nodeCount + 2) / 4
    while node > 0 {
      node -= 1
      siftDown(storage[node], from: node)
    }
  }
}
