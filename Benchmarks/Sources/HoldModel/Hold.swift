import BenchKit

/// The HOLD model: take the earliest event, schedule one more, with the population constant.
///
/// D. W. Jones, "An empirical comparison of priority-queue and event-set implementations",
/// CACM 29 (1986) 300-311. It is what an event loop costs when the events themselves cost nothing.
/// Every contender must hand out the same events in the same order, so all end on one hash.
public struct Hold {
  public let contender: Contender
  public let pending: Int
  var future: any Future

  /// Fills the contender with `pending` events.
  public init(_ contender: Contender, pending: Int) {
    self.contender = contender
    self.pending = pending
    future =
      switch contender {
      case .eventQueue: QueueFuture(pending: pending)
      case .schedule: ScheduleFuture(pending: pending)
      case .heap: HeapFuture(pending: pending)
      case .binaryHeap: BinaryHeapFuture(pending: pending)
      }
  }

  /// Holds `count` times and returns a hash over every event since the beginning.
  public mutating func run(_ count: Int) -> UInt64 { future.run(count) }
}

/// What keeps the events to come.
public enum Contender: String, CaseIterable, Sendable {
  /// The queue alone.
  case eventQueue = "EventQueue"
  /// The queue with clock, alarms and a model's `switch` over an event, as a run uses it.
  case schedule = "Schedule and dispatch"
  /// The min-max heap of swift-collections.
  case heap = "swift-collections Heap"
  /// The heap of the textbooks: two children, one comparison at a time.
  case binaryHeap = "binary heap"
}
