import MigrationSim

/// A contender of the HOLD model: take the earliest event, schedule one more, with the population
/// constant.
///
/// D. W. Jones, "An empirical comparison of priority-queue and event-set implementations",
/// CACM 29 (1986) 300-311. It is what an event loop costs when the events themselves cost nothing.
/// Every contender must hand out the same events in the same order, so all end on one hash.
public protocol Future {
  /// Holds `count` times and returns the hash over every event since the beginning; called once for
  /// many holds, so that the call costs nothing.
  mutating func run(_ count: Int) -> UInt64
}

/// The queue of events alone, holding.
public struct QueueFuture: Future {
  var queue = EventQueue<Int64>()
  var delays = Delays()

  public init(pending: Int) {
    for i in 0..<pending {
      queue.push(Int64(i), at: SimTime(nanoseconds: delays.draw()))
    }
  }

  public mutating func run(_ count: Int) -> UInt64 {
    for _ in 0..<count {
      guard let entry = queue.pop() else { break }
      delays.note(entry.time.nanoseconds, entry.payload)
      queue.push(
        entry.payload, at: SimTime(nanoseconds: entry.time.nanoseconds + delays.draw()))
    }
    return delays.hash
  }
}

/// The queue with clock, alarms and a model's `switch` over an event, as a run uses it, holding.
public struct ScheduleFuture: Future {
  /// A model with four kinds of event, so that there is something to switch over.
  struct System: Model {
    enum Event: BitwiseCopyable, Sendable {
      case north(Int64), east(Int64), south(Int64), west(Int64)
    }
    var delays = Delays()

    mutating func handle(_ event: Event, _ schedule: inout Schedule<Event>) {
      let delay = SimDuration(nanoseconds: delays.draw())
      let payload: Int64
      switch event {
      case .north(let number):
        payload = number
        schedule.after(delay, .east(number))
      case .east(let number):
        payload = number
        schedule.after(delay, .south(number))
      case .south(let number):
        payload = number
        schedule.after(delay, .west(number))
      case .west(let number):
        payload = number
        schedule.after(delay, .north(number))
      }
      delays.note(schedule.now.nanoseconds, payload)
    }
  }
  var system = System()
  var schedule = Schedule<System.Event>()

  public init(pending: Int) {
    for i in 0..<pending {
      schedule.at(SimTime(nanoseconds: system.delays.draw()), .north(Int64(i)))
    }
  }

  public mutating func run(_ count: Int) -> UInt64 {
    for _ in 0..<count {
      guard let event = schedule.next(through: .distantFuture) else { break }
      system.handle(event, &schedule)
    }
    return system.delays.hash
  }
}

/// Holds of the schedule, with so many events pending.
struct HoldTrial: Trial {
  private var future: ScheduleFuture
  private let units: Int
  private var hash: UInt64 = 0

  init(_ scale: Workload.Scale) {
    future = ScheduleFuture(pending: scale.population)
    units = scale.units
  }

  mutating func run() { hash = future.run(units) }

  var outcome: Outcome { Outcome(units: units, events: units, hash: hash) }
}
