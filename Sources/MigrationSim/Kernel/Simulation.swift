/// A system that changes only at events: its state, and what each event does to it.
public protocol Model {
  /// What can happen: plain data, so that the compiler refuses a reference.
  associatedtype Event: BitwiseCopyable & Sendable

  /// Lets `event` happen at `schedule.now`, and schedules what follows from it.
  mutating func handle(_ event: Event, _ schedule: inout Schedule<Event>)
}

/// A system together with its future. A value: to copy it is to fork history.
///
/// ```swift
/// var simulation = Simulation(system: World(scenario))
/// simulation.schedule.at(.zero, .begin)
/// simulation.run(through: .distantFuture)
/// ```
public struct Simulation<System: Model> {
  public var system: System
  public var schedule: Schedule<System.Event>
  @usableFromInline var handled = 0

  /// Events handled so far.
  @inlinable public var eventCount: Int { handled }

  @inlinable public init(
    system: System, schedule: Schedule<System.Event> = Schedule<System.Event>()
  ) {
    self.system = system
    self.schedule = schedule
  }

  /// Handles every event due up to and including `horizon`, in order, and stops there.
  @inlinable public mutating func run(through horizon: SimTime) {
    while let event = schedule.next(through: horizon) {
      handled += 1
      system.handle(event, &schedule)
    }
  }
}

extension Simulation: Sendable where System: Sendable {}
