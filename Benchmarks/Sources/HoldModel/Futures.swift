import BenchKit
import HeapModule

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
