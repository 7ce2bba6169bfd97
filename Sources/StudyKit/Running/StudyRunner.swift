import MigrationSim
import ScenarioKit
import Synchronization

/// Runs what is missing of a study, or of a shard of it, on the threads of one machine.
public struct StudyRunner: Sendable {
  public let study: Study
  public let folder: StudyFolder
  public let shard: Shard
  public let threads: Int

  public init(_ study: Study, in folder: StudyFolder, shard: Shard = .whole, threads: Int) {
    precondition(threads >= 1, "a study needs at least 1 thread, not \(threads)")
    self.study = study
    self.folder = folder
    self.shard = shard
    self.threads = threads
  }

  /// How far it has come.
  public struct Progress: Sendable {
    /// Runs of the shard that there are, run now or before.
    public var done: Int
    /// Of these, run now.
    public var new: Int
    /// The most runs that the shard will have; of cells that ended early, as many as they had.
    public var most: Int
  }

  /// How it ended.
  public struct Outcome: Sendable {
    public let progress: Progress
    /// Whether it was stopped before the shard was whole.
    public let isInterrupted: Bool
  }

  /// Runs what is missing.
  ///
  /// - Parameters:
  ///   - isStopped: Asked before each run; once true, what is in hand is finished, and no more.
  ///   - report: Told, at times, how far it is, by one thread at a time.
  /// - Throws: ``ScenarioError`` where a cell makes no valid scenario, or what the system says
  ///   where a file cannot be written. What was done is kept all the same.
  public func run(
    isStopped: @escaping @Sendable () -> Bool = { false },
    report: @escaping @Sendable (Progress) -> Void = { _ in }
  ) async throws -> Outcome {
    let format = LineFormat(study)
    let units = WorkUnit.all(of: study).enumerated().filter { shard.has($0.offset) }.map(\.element)
    let known = folder.lines(format)
    let file = try ShardFile(folder, shard)
    let ledger = Ledger(units, report)
    let task = UnitTask(study: study, known: known, format: format, file: file)

    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<min(threads, max(1, units.count)) {
        group.addTask {
          while !isStopped(), let number = ledger.next() {
            do {
              let lines = try task.run(units[number], isStopped: isStopped) {
                ledger.count(isNew: $0)
              }
              if let lines { ledger.finish(number, lines) }
            } catch {
              ledger.fail(error)
            }
          }
        }
      }
    }
    file.sync()
    let end = ledger.end
    if let failure = end.failure { throw failure }
    guard let lines = end.lines else {
      return Outcome(progress: end.progress, isInterrupted: true)
    }
    try file.finish(lines, format)
    return Outcome(progress: end.progress, isInterrupted: false)
  }
}

/// What the threads of a study share: which unit is next, and what has come of the others.
private final class Ledger: Sendable {
  private struct State {
    var progress: StudyRunner.Progress
    var failure: (any Error)?
    /// The lines of each unit that is done.
    var lines: [[ResultLine]?]
  }

  private let units: [WorkUnit]
  private let report: @Sendable (StudyRunner.Progress) -> Void
  private let taken = Atomic<Int>(0)
  private let state: Mutex<State>

  init(_ units: [WorkUnit], _ report: @escaping @Sendable (StudyRunner.Progress) -> Void) {
    self.units = units
    self.report = report
    let most = units.reduce(0) { $0 + $1.replications.count }
    state = Mutex(
      State(
        progress: StudyRunner.Progress(done: 0, new: 0, most: most),
        lines: Array(repeating: nil, count: units.count)))
  }

  /// The number of a unit that nobody has yet; nil where there is none, or something failed.
  func next() -> Int? {
    guard state.withLock({ $0.failure == nil }) else { return nil }
    let number = taken.wrappingAdd(1, ordering: .relaxed).oldValue
    return number < units.count ? number : nil
  }

  func count(isNew: Bool) {
    state.withLock {
      $0.progress.done += 1
      $0.progress.new += isNew ? 1 : 0
      report($0.progress)
    }
  }

  func finish(_ number: Int, _ lines: [ResultLine]) {
    state.withLock {
      $0.lines[number] = lines
      $0.progress.most -= units[number].replications.count - lines.count
    }
  }

  func fail(_ error: any Error) { state.withLock { $0.failure = $0.failure ?? error } }

  /// The lines are nil where units are missing.
  var end: (progress: StudyRunner.Progress, failure: (any Error)?, lines: [ResultLine]?) {
    state.withLock {
      let done = $0.lines.compactMap { $0 }
      return ($0.progress, $0.failure, done.count == units.count ? Array(done.joined()) : nil)
    }
  }
}

/// Runs one unit of work: what every thread does.
struct UnitTask: Sendable {
  let study: Study
  let known: [RunKey: ResultLine]
  let format: LineFormat
  let file: ShardFile

  /// The lines of the unit's runs, in their order; nil where it was stopped before the last.
  func run(
    _ unit: WorkUnit, isStopped: () -> Bool, counted: (_ isNew: Bool) -> Void
  ) throws -> [ResultLine]? {
    let cell = study.cells[unit.cell]
    let key = CellKey(study, cell)
    var rule = StoppingRule(study)
    var cast: CellCast?
    var lines: [ResultLine] = []
    for replication in unit.replications {
      guard study.replications.goals.isEmpty || rule.wantsMore else { break }
      let run = RunKey(key, replication: replication)
      let line: ResultLine
      if let there = known[run] {
        line = there
      } else {
        if isStopped() { return nil }
        let made = try cast ?? CellCast(study, cell)
        cast = made
        line = made.line(run, replication: replication)
        try file.append(format.text(line))
      }
      rule.add(line.values)
      lines.append(line)
      counted(known[run] == nil)
    }
    return lines
  }
}

/// What a cell's runs need: the set-up, and whom the responses are about.
struct CellCast: Sendable {
  private let setup: Setup
  private let seed: UInt64
  private let responses: [(response: Response, machine: VMID?)]

  /// - Throws: ``ScenarioError`` where the cell's values make no valid scenario.
  init(_ study: Study, _ cell: Study.Cell) throws(ScenarioError) {
    setup = try study.reading(of: cell).scenario.setup
    seed = study.seed(of: cell)
    let names = setup.inventory.vms.map(\.name)
    responses = study.responses.map { response in
      (response, response.vm.flatMap { names.firstIndex(of: $0.value) }.map { VMID($0) })
    }
  }

  /// The whole result of a replication.
  func result(replication: Int, keepsRecords: Bool = false) -> RunResult {
    MigrationSim.run(
      setup, seed: seed, replication: UInt64(replication), keepsRecords: keepsRecords)
  }

  func line(_ key: RunKey, replication: Int) -> ResultLine {
    let result = result(replication: replication)
    return ResultLine(
      run: key, replication: replication,
      values: responses.map { $0.response.value(in: result, machine: $0.machine) })
  }
}

extension Study {
  /// Runs the first replication of a cell, and keeps nothing of it: to see how long that takes.
  ///
  /// - Throws: ``ScenarioError`` where the cell's values make no valid scenario.
  public func runOnce(cell: Int) throws(ScenarioError) {
    _ = try CellCast(self, cells[cell]).result(replication: 0)
  }
}
