import Foundation
import MigrationSim

/// Runs one contender for `Peers/hold/run`, which runs those of other languages in the same way.
///
/// The arguments are a contender, a mix, the number pending and a file of delays. Each line of
/// standard input is an instant to run through; the answer is CPU nanoseconds, the number of
/// events so far and the hash over them.
public func serveHolds(_ arguments: [String]) {
  guard arguments.count == 4, let pending = Int(arguments[2]),
    let bytes = FileManager.default.contents(atPath: arguments[3])
  else { fatalError("serve CONTENDER MIX PENDING DELAYS") }
  let load = Load(bytes.withUnsafeBytes { Array($0.bindMemory(to: Int64.self)) })
  switch (arguments[0], arguments[1]) {
  case ("EventQueue", "plain"): serve(QueueUnderLoad(load, pending))
  case ("Simulation", "plain"): serve(Simulation(load, pending))
  case ("Schedule", "moves"): serve(MovedAlarms(load, pending))
  default: fatalError("no contender \(arguments[0]) with mix \(arguments[1])")
  }
}

private func serve(_ underLoad: some UnderLoad) {
  var underLoad = underLoad
  func answer(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }
  answer("ready")
  while let line = readLine(), let horizon = Int64(line) {
    let begin = cpuNanoseconds()
    underLoad.run(through: SimTime(nanoseconds: horizon))
    let span = cpuNanoseconds() - begin
    let load = underLoad.load
    answer("\(span) \(load.count) \(String(load.hash, radix: 16))")
  }
}

private func cpuNanoseconds() -> Int {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return time.tv_sec * 1_000_000_000 + time.tv_nsec
}

private protocol UnderLoad {
  var load: Load { get }
  mutating func run(through horizon: SimTime)
}

/// Delays drawn beforehand, and the number and the hash of all events so far.
private struct Load {
  private let delays: [Int64]
  private var next = 0
  private var choices: UInt64 = 1
  private(set) var hash: UInt64 = 0
  private(set) var count = 0

  /// The number of delays is a power of two.
  init(_ delays: [Int64]) { self.delays = delays }

  mutating func draw() -> SimDuration {
    next = (next + 1) & (delays.count - 1)
    return SimDuration(nanoseconds: delays[next])
  }
  mutating func note(_ time: SimTime, _ item: Int64) {
    count += 1
    hash = (hash ^ UInt64(bitPattern: time.nanoseconds &+ item << 40)) &* 0x100_0000_01B3
  }
  /// The number of an item, for those that are moved and called off.
  mutating func choose(_ count: Int) -> Int {
    choices = choices &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(choices.multipliedFullWidth(by: UInt64(count)).high)
  }
}

/// The queue alone, as the heaps of C++ are measured.
private struct QueueUnderLoad: UnderLoad {
  var queue = EventQueue<Int64>()
  var load: Load

  init(_ load: Load, _ pending: Int) {
    self.load = load
    for i in 0..<Int64(pending) { queue.push(i, at: .zero + self.load.draw()) }
  }
  mutating func run(through horizon: SimTime) {
    while let entry = queue.pop(through: horizon) {
      load.note(entry.time, entry.payload)
      queue.push(entry.payload, at: entry.time + load.draw())
    }
  }
}

/// A small model: each event notes itself and schedules its successor, as ns-3's do.
private struct Succession: Model {
  enum Event: BitwiseCopyable, Sendable { case due(item: Int64) }
  var load: Load

  mutating func handle(_ event: Event, _ schedule: inout Schedule<Event>) {
    switch event {
    case .due(let item):
      load.note(schedule.now, item)
      schedule.after(load.draw(), .due(item: item))
    }
  }
}

extension Simulation: UnderLoad where System == Succession {
  fileprivate init(_ load: Load, _ pending: Int) {
    self.init(system: Succession(load: load))
    for i in 0..<Int64(pending) {
      schedule.at(.zero + system.load.draw(), .due(item: i))
    }
  }
  fileprivate var load: Load { system.load }
}

/// With each hold one more item is moved, and with every fourth one is called off and set again.
private struct MovedAlarms: UnderLoad {
  var schedule = Schedule<Int64>()
  var alarms: [AlarmID] = []
  var load: Load

  init(_ load: Load, _ pending: Int) {
    self.load = load
    for i in 0..<pending {
      alarms.append(schedule.makeAlarm())
      set(i)
    }
  }
  mutating func set(_ item: Int) {
    schedule.set(alarms[item], at: schedule.now + load.draw(), Int64(item))
  }
  mutating func run(through horizon: SimTime) {
    while let item = schedule.next(through: horizon) {
      load.note(schedule.now, item)
      set(Int(item))
      set(load.choose(alarms.count))
      if load.count % 4 != 0 { continue }
      let off = load.choose(alarms.count)
      schedule.clear(alarms[off])
      set(off)
    }
  }
}
