import MigrationSim
import Testing

/// A model that writes down what happens to it: each entry begets others at random, moves an alarm
/// or calls one off.
private struct Diary: Model {
  enum Event: BitwiseCopyable, Hashable { case entry(Int32), alarm(Int32) }
  struct Line: Hashable {
    var time: SimTime
    var event: Event
  }

  var lines: [Line] = []
  var stream: RandomStream
  var alarms: [AlarmID] = []
  var written: Int32 = 0

  mutating func handle(_ event: Event, _ schedule: inout Schedule<Event>) {
    lines.append(Line(time: schedule.now, event: event))
    let children = schedule.pendingCount < 40 ? Int.random(in: 0...3, using: &stream) : 0
    for _ in 0..<children {
      written += 1
      let delay = SimDuration(nanoseconds: Int64(stream.exponential(mean: 20)))
      schedule.after(delay, .entry(written))
    }
    guard let alarm = alarms.randomElement(using: &stream) else { return }
    if stream.uniform() < 0.2 { return schedule.clear(alarm) }
    schedule.set(alarm, at: schedule.now + SimDuration(nanoseconds: 30), .alarm(written))
  }
}

@Suite struct `A simulation` {
  private func begun(replication: UInt64 = 0) -> Simulation<Diary> {
    let stream = RandomSource(seed: 5, replication: replication).stream("diary")
    var simulation = Simulation(system: Diary(stream: stream))
    for i in 0..<20 as Range<Int32> {
      simulation.system.alarms.append(simulation.schedule.makeAlarm())
      simulation.schedule.at(SimTime(nanoseconds: Int64(i)), .entry(-i))
    }
    return simulation
  }
  let half = SimTime(nanoseconds: 700)
  let end = SimTime(nanoseconds: 1_500)

  @Test func `the same seed gives the same history`() {
    var (one, other) = (begun(), begun())
    one.run(through: end)
    other.run(through: end)
    #expect(one.system.lines == other.system.lines)
    #expect(one.eventCount == one.system.lines.count && one.eventCount > 1000)
  }

  @Test func `another replication gives another history`() {
    var (one, other) = (begun(), begun(replication: 1))
    one.run(through: end)
    other.run(through: end)
    #expect(one.system.lines != other.system.lines)
  }

  // The law of the kernel: to copy a simulation is to fork history.
  @Test(arguments: 0..<20) func `a fork and a run from the start tell the same history`(
    replication: UInt64
  ) {
    var whole = begun(replication: replication)
    whole.run(through: end)
    var original = begun(replication: replication)
    original.run(through: half)
    let before = original.system.lines
    var fork = original
    fork.run(through: end)
    #expect(original.system.lines == before)
    original.run(through: end)
    #expect(fork.system.lines == whole.system.lines)
    #expect(original.system.lines == whole.system.lines)
    #expect(fork.eventCount == whole.eventCount)
  }

  @Test func `a fork that is disturbed leaves the original alone`() {
    var original = begun()
    original.run(through: half)
    var fork = original
    fork.schedule.after(.zero, .entry(-1000))
    _ = fork.system.stream.next()
    fork.run(through: end)
    var whole = begun()
    whole.run(through: end)
    original.run(through: end)
    #expect(original.system.lines == whole.system.lines)
    #expect(fork.system.lines != whole.system.lines)
  }

  @Test func `time never runs backwards and nothing happens past the horizon`() {
    var simulation = begun()
    simulation.run(through: half)
    let times = simulation.system.lines.map(\.time)
    #expect(times == times.sorted())
    #expect(times.last! <= half)
  }
}
