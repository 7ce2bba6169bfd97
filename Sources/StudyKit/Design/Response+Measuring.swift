import MigrationSim

extension Response {
  /// What a run comes to; nil where there was nothing to measure: no migration that was asked for
  /// or was completed, no ping that was sent or was answered.
  ///
  /// - Parameter machine: The virtual machine that it is about; nil for all.
  func value(in result: RunResult, machine: VMID?) -> Double? {
    let migrations = result.migrations.filter { machine == nil || $0.vm == machine }
    switch measure {
    case .downtime: return moved(migrations, per: 1e6) { Double($0.downtime.nanoseconds) }
    case .totalTime: return moved(migrations, per: 1e9) { Double($0.totalTime.nanoseconds) }
    case .brownout: return moved(migrations, per: 1e6) { Double($0.brownout.nanoseconds) }
    case .sent: return moved(migrations, per: 0x1p20) { Double($0.bytes.bytes) }
    case .sentRatio:
      return moved(migrations) {
        Double($0.bytes.bytes)
      } of: {
        Double(result.inventory.vms[$0.vm.position].memory.bytes)
      }
    case .rounds: return moved(migrations) { Double($0.rounds.count) }
    case .pagesSent: return moved(migrations) { Double($0.pagesSent) }
    case .copied:
      return moved(migrations, per: 0x1p20) {
        Double($0.bytesCopied.bytes + $0.bytesMirrored.bytes)
      }
    case .lostPings, .lostShare, .pingGap, .roundTrip: return ofPings(in: result, machine: machine)
    case .completed: return truth(of: migrations) { $0.allSatisfy(\.isCompleted) }
    case .refused: return truth(of: migrations) { $0.contains { $0.outcome == .refused } }
    case .failed: return truth(of: migrations) { $0.contains(where: \.hasFailed) }
    case .notConverged:
      return truth(of: migrations.filter { $0.stop != nil }) { $0.contains { !$0.converged } }
    case .crashed, .servicesDied, .processDied, .asExpected, .simulated, .events:
      return ofRun(result, machine: machine)
    }
  }

  private func ofRun(_ result: RunResult, machine: VMID?) -> Double? {
    let machines = result.machines.filter { machine == nil || $0.vm == machine }
    func died(_ consequence: FaultConsequence) -> Bool {
      machines.contains { one in
        one.state == .crashed
          || one.faults.contains { $0.layer.consequence.rawValue <= consequence.rawValue }
      }
    }
    switch measure {
    case .crashed: return truth(machines.contains { $0.state == .crashed })
    case .servicesDied: return truth(died(.servicesDie))
    case .processDied: return truth(died(.processDies))
    case .asExpected: return truth(result.isAsExpected)
    case .simulated: return Double((result.ended - .zero).nanoseconds) / 1e9
    case .events: return Double(result.eventCount)
    default: return nil
    }
  }

  private func ofPings(in result: RunResult, machine: VMID?) -> Double? {
    let pings = result.pings.filter { machine == nil || $0.vm == machine }
      .map { (requests: $0.requests, statistics: PingStatistics(of: $0.requests)) }
      .filter { $0.statistics.sent > 0 }
    switch measure {
    case .lostPings: return combined(pings.map { (Double($0.statistics.lost), nil) })
    case .lostShare:
      return combined(
        pings.map { (100 * Double($0.statistics.lost), Double($0.statistics.sent)) })
    case .roundTrip:
      return combined(
        pings.compactMap { ping in
          ping.statistics.roundTrip.map {
            let answered = Double(ping.statistics.answered)
            return (Double($0.mean.nanoseconds) / 1e6 * answered, answered)
          }
        })
    default:
      let gaps = pings.compactMap { $0.requests.longestGap.map { Double($0.nanoseconds) / 1e6 } }
      return summary == .total ? gaps.max() : combined(gaps.map { ($0, nil) })
    }
  }

  /// Over the migrations that were completed; all together only where all were.
  ///
  /// - Parameters:
  ///   - unit: Of the response, in that of the value.
  ///   - whole: Of what the value is a share; left out where it is none.
  private func moved(
    _ migrations: [MigrationResult], per unit: Double = 1,
    _ value: (MigrationResult) -> Double, of whole: ((MigrationResult) -> Double)? = nil
  ) -> Double? {
    let completed = migrations.filter(\.isCompleted)
    guard summary != .total || completed.count == migrations.count else { return nil }
    // Nanoseconds and bytes are whole: their sums are rounded once, when they are told.
    return combined(completed.map { (value($0), whole?($0)) }).map { $0 / unit }
  }

  /// One number of several; those that are shares have wholes, and their total is that of all
  /// together.
  private func combined(_ all: [(part: Double, whole: Double?)]) -> Double? {
    guard !all.isEmpty else { return nil }
    let values = all.map { $0.part / ($0.whole ?? 1) }
    switch summary {
    case .total:
      let wholes = all.compactMap(\.whole)
      let sum = all.reduce(0) { $0 + $1.part }
      return wholes.isEmpty ? sum : sum / wholes.reduce(0, +)
    case .mean: return values.reduce(0, +) / Double(values.count)
    case .largest: return values.max()
    case .smallest: return values.min()
    }
  }

  private func truth(
    of migrations: [MigrationResult], _ holds: ([MigrationResult]) -> Bool
  ) -> Double? {
    migrations.isEmpty ? nil : truth(holds(migrations))
  }

  private func truth(_ value: Bool) -> Double { value ? 1 : 0 }
}

extension MigrationResult {
  fileprivate var isCompleted: Bool { outcome == .completed }

  fileprivate var hasFailed: Bool {
    switch outcome {
    case .failed, .notConverged: true
    case .completed, .refused, .unfinished: false
    }
  }
}

extension [PingRecord] {
  /// Between two answers, one after the other as they came; nil where there are no two.
  fileprivate var longestGap: SimDuration? {
    let replies = compactMap { request -> SimTime? in
      if case .answered(let roundTrip) = request.fate { request.sent + roundTrip } else { nil }
    }.sorted()
    return zip(replies, replies.dropFirst()).map { $1 - $0 }.max()
  }
}
