/// The clock, and the events still to come; at one instant, in the order they were scheduled.
///
/// ```swift
/// var schedule = Schedule<Event>()
/// schedule.after(.seconds(1), .pingDue)
/// let arrival = schedule.makeAlarm()
/// schedule.set(arrival, at: SimTime(nanoseconds: 5), .transferEnded)
/// schedule.set(arrival, at: SimTime(nanoseconds: 9), .transferEnded)   // the 5 is forgotten
/// while let event = schedule.next(through: horizon) { … }
/// ```
///
/// What is scheduled for `SimTime.distantFuture` never comes, and takes no room.
public struct Schedule<Event: BitwiseCopyable & Sendable>: Sendable {
  @usableFromInline var latest = SimTime.zero
  @usableFromInline var queue = EventQueue<Event>()
  /// For each alarm the ticket of the entry that it waits for.
  @usableFromInline var awaited: [EventTicket] = []
  /// Entries in the queue whose alarm has been set again or called off.
  @usableFromInline var staleCount = 0

  @inlinable public init() {}

  /// When the latest event happened.
  @inlinable public var now: SimTime { latest }
  /// The number of events still to come.
  @inlinable public var pendingCount: Int { queue.count - staleCount }
  @inlinable public var isEmpty: Bool { pendingCount == 0 }
  /// Entries held, those of alarms that were moved or called off included.
  @inlinable public var storedCount: Int { queue.count }

  /// Lets `event` happen at `time`; the past is a programmer's error. Complexity: O(1) on average.
  @inlinable public mutating func at(_ time: SimTime, _ event: Event) {
    checkIsNotPast(time)
    if time < .distantFuture { queue.push(event, at: time) }
  }

  /// Lets `event` happen `delay` from now; less than none is a programmer's error.
  @inlinable public mutating func after(_ delay: SimDuration, _ event: Event) {
    at(now + delay, event)
  }

  /// Takes the next event that is due by `horizon` and moves the clock to it.
  ///
  /// Nil, with the clock left at the latest event, if there is none: runs in parts are equal to
  /// one run. Complexity: O(1) on average, alarms called off included.
  @inlinable public mutating func next(through horizon: SimTime) -> Event? {
    while let entry = queue.pop(through: horizon) {
      if let alarm = entry.ticket.alarm {
        guard awaited[Int(alarm.index)] == entry.ticket else {
          staleCount -= 1
          continue
        }
        awaited[Int(alarm.index)] = .unissued
      }
      latest = entry.time
      return entry.payload
    }
    return nil
  }

  @inlinable func checkIsNotPast(_ time: SimTime) {
    precondition(
      time >= now,
      "an event at \(time.nanoseconds) ns, which is before now, \(now.nanoseconds) ns")
  }
}
