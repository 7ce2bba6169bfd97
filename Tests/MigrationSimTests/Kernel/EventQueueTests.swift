import MigrationSim
import Testing

/// The queue as one would write it without a thought for speed: an array, sorted at every push.
private struct SortedArray {
  var entries: [(time: SimTime, payload: Int32)] = []

  mutating func push(_ payload: Int32, at time: SimTime) {
    let place = entries.lastIndex { $0.time <= time }.map { $0 + 1 } ?? 0
    entries.insert((time, payload), at: place)
  }
  mutating func pop(through horizon: SimTime) -> Int32? {
    guard let first = entries.first, first.time <= horizon else { return nil }
    return entries.removeFirst().payload
  }
}

@Suite struct `The event queue` {
  func instant(_ nanoseconds: Int64) -> SimTime { SimTime(nanoseconds: nanoseconds) }

  func drained(_ queue: EventQueue<Int32>) -> [Int32] {
    var queue = queue
    var payloads: [Int32] = []
    while let entry = queue.pop() { payloads.append(entry.payload) }
    return payloads
  }

  // Times from a handful of instants, so that most are ties; pushes and pops in stretches, so that
  // the queue grows, shrinks, runs empty, and pops with and without a hole at the root.
  @Test(arguments: 0..<120) func `it agrees with a sorted array`(replication: UInt64) {
    var stream = RandomSource(seed: 1, replication: replication).stream("queue")
    var queue = EventQueue<Int32>()
    var twin = SortedArray()
    let instants = Int64.random(in: 1...(replication % 3 == 0 ? 1_000_000 : 12), using: &stream)
    var pushShare = 0.5
    var (popped, expected): ([Int32?], [Int32?]) = ([], [])
    for step in 0..<2000 as Range<Int32> {
      if step % 100 == 0 { pushShare = stream.uniform() }
      if stream.uniform() < pushShare {
        let time = instant(.random(in: 0..<instants, using: &stream))
        queue.push(step, at: time)
        twin.push(step, at: time)
      } else {
        let horizon = stream.uniform() < 0.3 ? instant(instants / 2) : .distantFuture
        popped.append(queue.pop(through: horizon)?.payload)
        expected.append(twin.pop(through: horizon))
      }
      if queue.count != twin.entries.count { Issue.record("the counts differ at \(step)") }
    }
    #expect(popped == expected)
    #expect(drained(queue) == twin.entries.map(\.payload))
  }

  @Test func `an entry tells when it is due`() {
    var queue = EventQueue<Int32>()
    queue.push(7, at: instant(70))
    let entry = queue.pop()
    #expect(entry?.time == instant(70) && entry?.payload == 7)
    #expect(queue.isEmpty && queue.pop() == nil)
  }

  @Test func `events of one instant come in the order they were pushed`() {
    var queue = EventQueue<Int32>()
    for i in 0..<1000 as Range<Int32> { queue.push(i, at: instant(5)) }
    #expect(drained(queue) == Array(0..<1000))
  }

  @Test func `an event past the horizon stays where it is`() {
    var queue = EventQueue<Int32>()
    queue.push(1, at: instant(10))
    #expect(queue.pop(through: instant(9)) == nil)
    #expect(queue.count == 1)
    #expect(queue.pop(through: instant(10))?.payload == 1)
  }

  @Test func `a copy has a future of its own`() {
    var queue = EventQueue<Int32>()
    for i in 0..<100 as Range<Int32> { queue.push(i, at: instant(Int64(i * 37 % 100))) }
    _ = queue.pop()
    let before = drained(queue)
    var fork = queue
    fork.push(-1, at: .zero)
    #expect(fork.pop()?.payload == -1)
    for _ in 0..<50 { _ = fork.pop() }
    #expect(drained(queue) == before)
    #expect(drained(fork) == Array(before[50...]))
  }

  @Test(arguments: 0..<50) func `what is removed never comes and the rest keeps its order`(
    replication: UInt64
  ) {
    var stream = RandomSource(seed: 2, replication: replication).stream("queue")
    var queue = EventQueue<Int32>()
    var twin = SortedArray()
    var removed = Set<EventTicket>()
    for i in 0..<Int32(replication * 7) {
      let time = instant(.random(in: 0..<20, using: &stream))
      let ticket = queue.push(i, at: time)
      if stream.uniform() < 0.6 { removed.insert(ticket) } else { twin.push(i, at: time) }
    }
    queue.removeAll { !removed.contains($0) }
    #expect(queue.count == twin.entries.count)
    #expect(drained(queue) == twin.entries.map(\.payload))
    queue.push(-1, at: .zero)
    #expect(drained(queue).contains(-1))
  }

  @Test func `time before zero is a programmer's error`() async {
    await #expect(processExitsWith: .failure) {
      var queue = EventQueue<Int32>()
      queue.push(0, at: SimTime(nanoseconds: -1))
    }
  }
}
