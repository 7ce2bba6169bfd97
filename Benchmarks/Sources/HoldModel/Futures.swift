import HeapModule
import MigrationSim

struct QueueFuture: Future {
  var queue = EventQueue<Int64>()
  var delays = Delays()

  init(pending: Int) {
    for i in 0..<pending {
      queue.push(Int64(i), at: SimTime(nanoseconds: delays.draw()))
    }
  }

  mutating func run(_ count: Int) -> UInt64 {
    for _ in 0..<count {
      guard let entry = queue.pop() else { break }
      delays.note(entry.time.nanoseconds, entry.payload)
      queue.push(
        entry.payload, at: SimTime(nanoseconds: entry.time.nanoseconds + delays.draw()))
    }
    return delays.hash
  }
}

struct ScheduleFuture: Future {
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

  init(pending: Int) {
    for i in 0..<pending {
      schedule.at(SimTime(nanoseconds: system.delays.draw()), .north(Int64(i)))
    }
  }

  mutating func run(_ count: Int) -> UInt64 {
    for _ in 0..<count {
      guard let event = schedule.next(through: .distantFuture) else { break }
      system.handle(event, &schedule)
    }
    return system.delays.hash
  }
}

/// An event as the other contenders keep it.
struct PlainEvent: Comparable {
  var time: Int64
  var sequence: Int64
  var payload: Int64

  static func < (a: PlainEvent, b: PlainEvent) -> Bool {
    a.time != b.time ? a.time < b.time : a.sequence < b.sequence
  }
}

struct HeapFuture: Future {
  var heap = Heap<PlainEvent>()
  var delays = Delays()
  var sequence: Int64 = 0

  init(pending: Int) {
    for i in 0..<pending { push(Int64(i), at: delays.draw()) }
  }

  mutating func push(_ payload: Int64, at time: Int64) {
    heap.insert(PlainEvent(time: time, sequence: sequence, payload: payload))
    sequence += 1
  }

  mutating func run(_ count: Int) -> UInt64 {
    for _ in 0..<count {
      guard let event = heap.popMin() else { break }
      delays.note(event.time, event.payload)
      push(event.payload, at: event.time + delays.draw())
    }
    return delays.hash
  }
}

struct BinaryHeapFuture: Future {
  var heap: [PlainEvent] = []
  var delays = Delays()
  var sequence: Int64 = 0

  init(pending: Int) {
    for i in 0..<pending { push(Int64(i), at: delays.draw()) }
  }

  mutating func push(_ payload: Int64, at time: Int64) {
    heap.append(PlainEvent(time: time, sequence: sequence, payload: payload))
    sequence += 1
    var node = heap.count - 1
    while node > 0, heap[node] < heap[(node - 1) / 2] {
      heap.swapAt(node, (node - 1) / 2)
      node = (node - 1) / 2
    }
  }

  mutating func pop() -> PlainEvent? {
    guard let first = heap.first else { return nil }
    heap[0] = heap[heap.count - 1]
    heap.removeLast()
    var node = 0
    while 2 * node + 1 < heap.count {
      var child = 2 * node + 1
      if child + 1 < heap.count, heap[child + 1] < heap[child] { child += 1 }
      guard heap[child] < heap[node] else { break }
      heap.swapAt(node, child)
      node = child
    }
    return first
  }

  mutating func run(_ count: Int) -> UInt64 {
    for _ in 0..<count {
      guard let event = pop() else { break }
      delays.note(event.time, event.payload)
      push(event.payload, at: event.time + delays.draw())
    }
    return delays.hash
  }
}
