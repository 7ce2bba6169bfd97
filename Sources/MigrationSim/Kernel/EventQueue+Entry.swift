/// An entry's place in the order of scheduling, and the alarm it serves, in one word.
///
/// The sequence takes the high 40 bits and the alarm's number plus one the low 24, zero being no
/// alarm. Sequences differ, so no two tickets are alike.
public struct EventTicket: BitwiseCopyable, Hashable, Sendable {
  @usableFromInline let word: UInt64

  @inlinable init(sequence: UInt64, alarm: AlarmID?) {
    precondition(sequence < 1 << 40, "event \(sequence) of one queue; it numbers 2^40 of them")
    word = sequence << 24 | (alarm.map { UInt64($0.index) + 1 } ?? 0)
  }
  @inlinable init(word: UInt64) { self.word = word }

  /// No entry's ticket.
  @usableFromInline static var unissued: EventTicket { EventTicket(word: .max) }

  /// The alarm that the entry serves.
  @inlinable public var alarm: AlarmID? {
    let number = word & 0xFF_FFFF
    return number == 0 ? nil : AlarmID(index: Int32(truncatingIfNeeded: number) - 1)
  }
}

/// The name of an alarm: an event that can be moved or called off.
public struct AlarmID: BitwiseCopyable, Hashable, Sendable {
  @usableFromInline let index: Int32

  /// The alarm of this number, from 0 to 2²⁴ - 3.
  @inlinable init(index: Int32) {
    precondition(index >= 0 && index < 0xFF_FFFE, "alarm \(index) of one schedule's 2^24 - 2")
    self.index = index
  }
}

extension EventQueue {
  /// An event, when it is due, and its ticket.
  public struct Entry: BitwiseCopyable, Sendable {
    public let time: SimTime
    public let ticket: EventTicket
    public let payload: Payload

    @inlinable init(time: SimTime, ticket: EventTicket, payload: Payload) {
      self.time = time
      self.ticket = ticket
      self.payload = payload
    }
  }
}
