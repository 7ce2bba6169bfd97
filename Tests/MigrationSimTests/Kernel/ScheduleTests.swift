import MigrationSim
import Testing

@Suite struct `A schedule` {
  var schedule = Schedule<Int32>()

  func instant(_ nanoseconds: Int64) -> SimTime { SimTime(nanoseconds: nanoseconds) }

  mutating func drain() -> [Int32] {
    var events: [Int32] = []
    while let event = schedule.next(through: .distantFuture) { events.append(event) }
    return events
  }

  @Test mutating func `the clock moves from event to event`() {
    schedule.at(instant(5), 1)
    schedule.at(instant(3), 2)
    #expect(schedule.now == .zero)
    #expect(schedule.next(through: instant(10)) == 2)
    #expect(schedule.now == instant(3))
    schedule.after(SimDuration(nanoseconds: 1), 3)
    #expect(schedule.next(through: instant(10)) == 3)
    #expect(schedule.now == instant(4))
  }

  @Test mutating func `the horizon is included and what is later waits`() {
    schedule.at(instant(10), 1)
    schedule.at(instant(11), 2)
    #expect(schedule.next(through: instant(10)) == 1)
    #expect(schedule.next(through: instant(10)) == nil)
    #expect(schedule.now == instant(10))
    #expect(schedule.pendingCount == 1)
  }

  @Test mutating func `events of one instant happen in the order scheduled`() {
    let alarm = schedule.makeAlarm()
    schedule.at(instant(1), 1)
    schedule.set(alarm, at: instant(1), 2)
    schedule.after(SimDuration(nanoseconds: 1), 3)
    #expect(drain() == [1, 2, 3])
  }

  @Test mutating func `an event scheduled for now happens in this instant`() {
    schedule.at(instant(4), 1)
    schedule.at(instant(4), 2)
    _ = schedule.next(through: instant(4))
    schedule.after(.zero, 3)
    #expect(drain() == [2, 3])
    #expect(schedule.now == instant(4))
  }

  @Test mutating func `an alarm set again forgets its first time`() {
    let alarm = schedule.makeAlarm()
    schedule.set(alarm, at: instant(5), 1)
    schedule.set(alarm, at: instant(9), 2)
    #expect(schedule.pendingCount == 1)
    #expect(drain() == [2])
    #expect(schedule.now == instant(9))
    schedule.set(alarm, at: instant(20), 3)
    schedule.set(alarm, at: instant(10), 4)
    #expect(drain() == [4])
    #expect(schedule.now == instant(10))
  }

  @Test mutating func `an alarm set again in its instant comes last there`() {
    let alarm = schedule.makeAlarm()
    schedule.set(alarm, at: instant(5), 1)
    schedule.at(instant(5), 2)
    schedule.set(alarm, at: instant(5), 3)
    #expect(drain() == [2, 3])
  }

  @Test mutating func `an alarm called off never happens`() {
    let alarm = schedule.makeAlarm()
    schedule.clear(alarm)
    schedule.set(alarm, at: instant(5), 1)
    schedule.clear(alarm)
    schedule.clear(alarm)
    #expect(schedule.isEmpty)
    #expect(drain() == [])
  }

  @Test mutating func `an alarm called off by another event of its instant does not happen`() {
    let alarm = schedule.makeAlarm()
    schedule.at(instant(5), 1)
    schedule.set(alarm, at: instant(5), 2)
    schedule.at(instant(5), 3)
    #expect(schedule.next(through: instant(5)) == 1)
    schedule.clear(alarm)
    #expect(drain() == [3])
  }

  @Test mutating func `an alarm that has happened can be set again`() {
    let alarm = schedule.makeAlarm()
    for round in 1...3 as ClosedRange<Int32> {
      schedule.set(alarm, at: instant(Int64(round)), round)
      #expect(drain() == [round])
    }
  }

  @Test mutating func `the distant future never comes`() {
    let alarm = schedule.makeAlarm()
    schedule.at(.distantFuture, 1)
    schedule.after(.seconds(.infinity), 2)
    schedule.set(alarm, at: instant(7), 3)
    schedule.set(alarm, at: .distantFuture, 4)
    #expect(schedule.isEmpty)
    #expect(drain() == [])
  }

  // A hundred thousand settings would be as many entries if stale ones were kept for long.
  @Test mutating func `alarms that are moved leave no litter`() {
    let alarms = (0..<10).map { _ in schedule.makeAlarm() }
    for i in 0..<100_000 {
      schedule.set(alarms[i % 10], at: instant(1_000_000 - Int64(i)), Int32(i))
    }
    #expect(schedule.pendingCount == 10)
    #expect(schedule.storedCount <= 21)
    #expect(drain().count == 10)
  }

  /// What a schedule promises, as a list that is searched from end to end.
  struct Twin {
    var now: Int64 = 0
    var order = 0
    var pending: [(time: Int64, order: Int, event: Int32, alarm: Int?)] = []

    mutating func add(_ time: Int64, _ event: Int32, _ alarm: Int?) {
      clear(alarm)
      pending.append((time, order, event, alarm))
      order += 1
    }
    mutating func clear(_ alarm: Int?) {
      if let alarm { pending.removeAll { $0.alarm == alarm } }
    }
    mutating func next(through horizon: Int64) -> Int32? {
      let first = pending.indices.min {
        (pending[$0].time, pending[$0].order) < (pending[$1].time, pending[$1].order)
      }
      guard let first, pending[first].time <= horizon else { return nil }
      now = pending[first].time
      return pending.remove(at: first).event
    }
  }

  @Test(arguments: 0..<200) mutating func `it agrees with a list searched from end to end`(
    replication: UInt64
  ) {
    var stream = RandomSource(seed: 3, replication: replication).stream("schedule")
    var twin = Twin()
    let alarms = (0..<5).map { _ in schedule.makeAlarm() }
    var (seen, expected): ([[Int64]], [[Int64]]) = ([], [])
    for event in 0..<1500 as Range<Int32> {
      let time = twin.now + .random(in: 0..<8, using: &stream)
      let alarm = Int.random(in: 0..<5, using: &stream)
      switch stream.uniform() {
      case ..<0.2:
        schedule.at(instant(time), event)
        twin.add(time, event, nil)
      case ..<0.6:
        schedule.set(alarms[alarm], at: instant(time), event)
        twin.add(time, event, alarm)
      case ..<0.7:
        schedule.clear(alarms[alarm])
        twin.clear(alarm)
      default:
        let next = schedule.next(through: instant(time))
        let twinNext = twin.next(through: time)
        seen.append([next.map(Int64.init) ?? -1, schedule.now.nanoseconds])
        expected.append([twinNext.map(Int64.init) ?? -1, twin.now])
      }
      seen.append([Int64(schedule.pendingCount)])
      expected.append([Int64(twin.pending.count)])
    }
    #expect(seen == expected)
  }

  // Hundreds of alarms over all scales of time, so that stale entries lie in every part of the
  // queue and are swept out of it; half-way a copy goes on by itself and then the original.
  @Test(arguments: 0..<10) func `it agrees with the list with hundreds of alarms and in forks`(
    replication: UInt64
  ) {
    var stream = RandomSource(seed: 6, replication: replication).stream("schedule")
    var (schedule, twin) = (Schedule<Int32>(), Twin())
    let alarms = (0..<300).map { _ in schedule.makeAlarm() }

    func live(_ schedule: inout Schedule<Int32>, _ twin: inout Twin) -> Bool {
      var agrees = true
      for event in 0..<2000 as Range<Int32> {
        let scale = Int64(1) << Int64.random(in: 0..<40, using: &stream)
        let time = twin.now + .random(in: 0..<scale, using: &stream)
        let alarm = Int.random(in: 0..<300, using: &stream)
        switch stream.uniform() {
        case ..<0.2:
          schedule.at(instant(time), event)
          twin.add(time, event, nil)
        case ..<0.5:
          schedule.set(alarms[alarm], at: instant(time), event)
          twin.add(time, event, alarm)
        case ..<0.7:
          schedule.clear(alarms[alarm])
          twin.clear(alarm)
        default:
          agrees = schedule.next(through: instant(time)) == twin.next(through: time) && agrees
        }
        agrees = agrees && schedule.pendingCount == twin.pending.count
      }
      return agrees
    }

    #expect(live(&schedule, &twin))
    var (fork, forkTwin) = (schedule, twin)
    #expect(live(&fork, &forkTwin))
    #expect(live(&schedule, &twin))
  }

  @Test func `scheduling in the past is a programmer's error that names both instants`() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      var schedule = Schedule<Int32>()
      schedule.at(SimTime(nanoseconds: 20), 1)
      _ = schedule.next(through: .distantFuture)
      schedule.at(SimTime(nanoseconds: 19), 2)
    }
    let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(message.contains("19 ns") && message.contains("20 ns"))
  }

  @Test func `a copy goes its own way, alarms included`() {
    var first = Schedule<Int32>()
    let alarm = first.makeAlarm()
    first.set(alarm, at: instant(5), 1)
    var second = first
    second.clear(alarm)
    #expect(second.next(through: .distantFuture) == nil)
    #expect(first.next(through: .distantFuture) == 1)
  }
}
