/// Why an echo request got no answer.
public enum PingLoss: Int, BitwiseCopyable, Hashable, Sendable, CaseIterable {
  /// The request reached a guest that was paused for the last pass.
  case guestPaused
  /// The guest was paused, or had moved, when the reply came back for it.
  case replyInFlightAtSuspend
  /// The guest runs at the destination, but the switches still send its frames to the source.
  case switchNotRelearned
  /// The buffer of a saturated link was full.
  case queueFull
  /// A lossy link lost it.
  case onTheWay
  /// The guest had crashed.
  case guestCrashed
  /// The guest was halted.
  case guestHalted
  /// No path led from the one to the other.
  case unreachable
  /// The guest's host had lost its power.
  case hostDown
}

/// What became of an echo request.
public enum PingFate: BitwiseCopyable, Hashable, Sendable {
  /// Neither answered nor given up when the run ended.
  case pending
  case answered(roundTrip: SimDuration)
  case lost(PingLoss)
}

/// One echo request, from its sending to its end.
public struct PingRecord: BitwiseCopyable, Hashable, Sendable {
  /// As `ping` numbers them: from 1.
  public let sequence: Int32
  public let sent: SimTime
  public var fate: PingFate

  public init(sequence: Int32, sent: SimTime, fate: PingFate = .pending) {
    self.sequence = sequence
    self.sent = sent
    self.fate = fate
  }
}
