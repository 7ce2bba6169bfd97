extension Schedule {
  /// Makes an alarm: an event that can be moved or called off. It is not set yet.
  ///
  /// Alarms live as long as their schedule, which has room for 2²⁴ - 2 of them; a copy of the
  /// schedule knows the same ones and sets them on its own.
  @inlinable public mutating func makeAlarm() -> AlarmID {
    let alarm = AlarmID(index: Int32(awaited.count))
    awaited.append(.unissued)
    return alarm
  }

  /// Sets `alarm` to let `event` happen at `time`, once, and forgets what it was set to before.
  ///
  /// At its instant it comes after all that was scheduled earlier, as if it were new.
  /// Complexity: O(1) on average.
  @inlinable public mutating func set(_ alarm: AlarmID, at time: SimTime, _ event: Event) {
    checkIsNotPast(time)
    guard time < .distantFuture else { return clear(alarm) }
    let ticket = queue.push(event, at: time, alarm: alarm)
    expect(ticket, from: alarm)
  }

  /// Calls `alarm` off, if it is set; also within the instant at which it is due.
  ///
  /// Its entry stays in the queue, stale, until it comes up or until stale entries outnumber the
  /// live ones and are swept out, which costs each of them O(1). Complexity: O(1) on average.
  @inlinable public mutating func clear(_ alarm: AlarmID) {
    expect(.unissued, from: alarm)
  }

  /// Lets `alarm` wait for this ticket's entry instead of the one it waits for.
  @inlinable mutating func expect(_ ticket: EventTicket, from alarm: AlarmID) {
    let index = Int(alarm.index)
    let former = awaited[index]
    guard former != ticket else { return }
    awaited[index] = ticket
    guard former != .unissued else { return }
    staleCount += 1
    if staleCount > pendingCount { sweep() }
  }

  /// Removes the stale entries.
  @inlinable mutating func sweep() {
    let awaited = awaited
    queue.removeAll { ticket in
      guard let alarm = ticket.alarm else { return true }
      return awaited[Int(alarm.index)] == ticket
    }
    staleCount = 0
  }
}
