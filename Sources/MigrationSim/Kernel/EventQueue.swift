/// Events to come, the earliest first; at one instant, in the order they were pushed.
///
/// The next few events stand sorted in `front`. All others lie in `wheels`, which sort them by
/// time only as far as needed to find the next few: an event is moved a few times before its
/// turn, however many others there are, and what lies together in memory moves together.
///
/// A value: a copy is a fork with a future of its own, sharing storage until one is changed.
/// Complexity: O(1) a push or pop on average, with at most 11 moves for an event.
public struct EventQueue<Payload: BitwiseCopyable & Sendable>: Sendable {
  /// In `head..<tail` all events before `frontEnd`, in order; the rest of it is room.
  @usableFromInline var front: [Entry] = []
  @usableFromInline var head = 0
  @usableFromInline var tail = 0
  @usableFromInline var frontEnd = SimTime.distantFuture
  /// The first `inboxCount` are events at `frontEnd` or later, in the order they were pushed.
  /// They enter the wheels together when the front is used up, as the check that an array is not
  /// shared is a call of the runtime: it is made once for all of them. With each entering at its
  /// push a hold with 100 pending takes 1.11 times as long.
  @usableFromInline var inbox: [Entry] = []
  @usableFromInline var inboxCount = 0
  /// Events at `frontEnd` or later.
  @usableFromInline var wheels = Wheels()
  @usableFromInline var nextSequence: UInt64 = 0

  @inlinable public init() {}

  /// The number of entries.
  @inlinable public var count: Int { tail &- head &+ inboxCount &+ wheels.state.count }
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
    nextSequence &+= 1
    add(Entry(time: time, ticket: ticket, payload: payload))
    return ticket
  }

  /// Takes the earliest event out; nil if there is none.
  @inlinable public mutating func pop() -> Entry? { pop(through: .distantFuture) }

  /// Takes the earliest event out, if it is due at or before `horizon`.
  @inlinable public mutating func pop(through horizon: SimTime) -> Entry? {
    if head == tail { guard refill(through: horizon) else { return nil } }
    let first = front.withUnsafeBufferPointer { $0[head] }
    guard first.time <= horizon else { return nil }
    head &+= 1
    return first
  }

  /// Takes every event out whose ticket does not satisfy `isKept`. Complexity: O(n).
  @inlinable public mutating func removeAll(unless isKept: (EventTicket) -> Bool) {
    var kept = head
    for place in head..<tail where isKept(front[place].ticket) {
      front[kept] = front[place]
      kept += 1
    }
    tail = kept
    kept = 0
    for place in 0..<inboxCount where isKept(inbox[place].ticket) {
      inbox[kept] = inbox[place]
      kept += 1
    }
    inboxCount = kept
    wheels.removeAll(unless: isKept)
  }
}
