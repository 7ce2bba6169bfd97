import MigrationSim
import Testing

/// The queue as one would write it without a thought for speed: an array, sorted at every push.
private struct SortedArray {
  var entries: [(time: SimTime, payload: Int32)] = []

  mutating func push(_ payload: Int32, at time: SimTime) {
    var places = 0...entries.count
    while places.count > 1 {
      let middle = (places.lowerBound + places.upperBound) / 2
      if entries[middle].time <= time {
        places = middle + 1...places.upperBound
      } else {
        places = places.lowerBound...middle
      }
    }
    entries.insert((time, payload), at: places.lowerBound)
  }
  mutating func pop(through horizon: SimTime) -> Int32? {
    guard let first = entries.first, first.time <= horizon else { return nil }
    return entries.removeFirst().payload
  }
}

/// A queue and its twin, to which the same happens.
private struct Pair {
  var queue = EventQueue<Int32>()
  var twin = SortedArray()
  /// By payload.
  var tickets: [EventTicket] = []
  var latest: Int64 = 0

  mutating func push(at time: Int64) {
    let payload = Int32(tickets.count)
    tickets.append(queue.push(payload, at: SimTime(nanoseconds: time)))
    twin.push(payload, at: SimTime(nanoseconds: time))
  }
  /// Whether both give the same.
  mutating func pop(through horizon: Int64) -> Bool {
    let entry = queue.pop(through: SimTime(nanoseconds: horizon))
    if let entry { latest = entry.time.nanoseconds }
    return entry?.payload == twin.pop(through: SimTime(nanoseconds: horizon))
      && queue.count == twin.entries.count
  }
  mutating func remove(where isRemoved: (Int32) -> Bool) {
    let removed = Set(
      twin.entries.filter { isRemoved($0.payload) }.map { tickets[Int($0.payload)] })
    queue.removeAll { !removed.contains($0) }
    twin.entries.removeAll { isRemoved($0.payload) }
  }
  mutating func drains() -> Bool {
    while !twin.entries.isEmpty { if !pop(through: .max) { return false } }
    return queue.pop() == nil
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

  /// How far apart the times of a history are.
  enum Spread: CaseIterable {
    /// All scales, from a nanosecond to 73 years.
    case wide
    /// Dense, so that buckets are split down to single nanoseconds.
    case dense
    /// A few distant instants, each with thousands of events.
    case ties
    /// Most at once, the rest far away, as in a system of slow and fast parts.
    case twoScales

    func delay(_ stream: inout RandomStream) -> Int64 {
      switch self {
      case .wide: .random(in: 0..<(1 << Int64.random(in: 0..<61, using: &stream)), using: &stream)
      case .dense: .random(in: 0..<3000, using: &stream)
      case .ties: 1_000_000 * .random(in: 0..<3, using: &stream)
      case .twoScales: stream.uniform() < 0.9 ? .random(in: 0..<50, using: &stream) : 1 << 40
      }
    }
  }

  // Thousands of events, so that all levels of the wheels, blocks and splits have their turn;
  // pushes before what was last popped, as after a stale alarm; removals; and forks, which must
  // not feel what happens to the original, nor it what happens to them.
  @Test(arguments: Spread.allCases, 0..<6) func `it agrees with a sorted array at any size`(
    spread: Spread, replication: UInt64
  ) {
    var stream = RandomSource(seed: 4, replication: replication).stream("queue")
    var pair = Pair()
    var forks: [Pair] = []
    var agrees = true
    for stretch in 0..<30 {
      let pushShare = stretch % 3 == 2 ? 0.2 : 0.5 + 0.5 * stream.uniform()
      let pastShare = stretch % 5 == 4 ? 0.3 : 0
      for _ in 0..<400 {
        if stream.uniform() < pushShare {
          let isPast = stream.uniform() < pastShare
          let earliest = isPast ? Int64.random(in: 0...pair.latest, using: &stream) : pair.latest
          pair.push(at: earliest.addingReportingOverflow(spread.delay(&stream)).partialValue & .max)
        } else {
          let isOpen = stream.uniform() < 0.8
          let horizon = isOpen ? Int64.max : pair.latest + spread.delay(&stream) / 2
          agrees = pair.pop(through: horizon) && agrees
        }
      }
      switch stretch % 10 {
      case 3: pair.remove { ($0 &* 7) % 5 < Int32(replication % 5) }
      case 6: forks.append(pair)
      case 8:
        forks.append(pair)
        pair = forks[0]
      default: break
      }
    }
    #expect(agrees && pair.drains())
    #expect(forks.indices.allSatisfy { forks[$0].drains() })
  }

  @Test func `events keep their order where more of their instant come while they are taken`() {
    var queue = EventQueue<Int32>()
    for i in 0..<5000 as Range<Int32> { queue.push(i, at: instant(5)) }
    queue.push(-1, at: instant(6))
    var seen: [Int32] = []
    for i in 5000..<20_000 as Range<Int32> {
      queue.push(i, at: instant(5))
      if let entry = queue.pop() { seen.append(entry.payload) }
    }
    #expect(seen + drained(queue) == Array(0..<20_000) + [-1])
  }

  @Test func `the last instant there is can be waited for`() {
    var queue = EventQueue<Int32>()
    for i in 0..<100 as Range<Int32> {
      queue.push(i, at: .distantFuture)
      queue.push(i - 100, at: instant(Int64(i)))
    }
    #expect(drained(queue) == Array(-100..<100))
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
