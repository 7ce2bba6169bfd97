import MigrationSim

extension Response {
  /// What a run comes to; nil where there was nothing to measure: no migration that was completed,
  /// no ping that was answered.
  ///
  /// - Parameter machine: The virtual machine that it is about; nil for all.
  func value(in result: RunResult, machine: VMID?) -> Double? {
    let migrations = result.migrations.filter { machine == nil || $0.vm == machine }
    switch measure {
    case .downtime: return moved(migrations) { milliseconds($0.downtime) }
    case .totalTime: return moved(migrations) { $0.totalTime.exactSeconds }
    case .brownout: return moved(migrations) { milliseconds($0.brownout) }
    case .sent: return moved(migrations) { Double($0.bytes.bytes) / 0x1p20 }
    case .sentRatio:
      return moved(migrations) { migration in
        let memory = result.inventory.vms[migration.vm.position].memory
        return Double(migration.bytes.bytes) / Double(memory.bytes)
      }
    case .rounds: return moved(migrations) { Double($0.rounds.count) }
    case .pagesSent: return moved(migrations) { Double($0.pagesSent) }
    case .copied:
      return moved(migrations) {
        Double($0.bytesCopied.bytes + $0.bytesMirrored.bytes) / 0x1p20
      }
    case .lostPings, .lostShare, .pingGap, .roundTrip: return ofPings(in: result, machine: machine)
    case .completed: return truth(!migrations.isEmpty && migrations.allSatisfy(\.isCompleted))
    case .refused: return truth(migrations.contains { $0.outcome == .refused })
    case .failed: return truth(migrations.contains(where: \.hasFailed))
    case .notConverged: return truth(migrations.contains { $0.stop != nil && !$0.converged })
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
    case .simulated: return (result.ended - .zero).exactSeconds
    case .events: return Double(result.eventCount)
    default: return nil
    }
  }

  private func ofPings(in result: RunResult, machine: VMID?) -> Double? {
    let pings = result.pings.filter { machine == nil || $0.vm == machine }
    let values: [Double] = pings.compactMap { ping in
      switch measure {
      case .lostPings: return Double(ping.lostCount)
      case .lostShare:
        return ping.requests.isEmpty
          ? nil : 100 * Double(ping.lostCount) / Double(ping.requests.count)
      case .roundTrip: return ping.meanRoundTrip
      default: return ping.longestGap.map(milliseconds)
      }
    }
    return combined(values)
  }

  /// Over the migrations that were completed; a total only where all were.
  private func moved(
    _ migrations: [MigrationResult], _ value: (MigrationResult) -> Double
  ) -> Double? {
    let completed = migrations.filter(\.isCompleted)
    guard summary != .total || completed.count == migrations.count else { return nil }
    return combined(completed.map(value))
  }

  private func combined(_ values: [Double]) -> Double? {
    guard !values.isEmpty else { return nil }
    switch summary {
    case .total: return values.reduce(0, +)
    case .mean: return values.reduce(0, +) / Double(values.count)
    case .largest: return values.max()
    case .smallest: return values.min()
    }
  }

  private func truth(_ value: Bool) -> Double { value ? 1 : 0 }

  private func milliseconds(_ duration: SimDuration) -> Double {
    Double(duration.nanoseconds) / 1e6
  }
}

extension SimDuration {
  /// Seconds, rounded once.
  fileprivate var exactSeconds: Double { Double(nanoseconds) / 1e9 }
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

extension PingResult {
  fileprivate var lostCount: Int {
    requests.count { if case .lost = $0.fate { true } else { false } }
  }

  /// Of those that were answered [ms].
  fileprivate var meanRoundTrip: Double? {
    let spans = requests.compactMap { request -> Int64? in
      if case .answered(let roundTrip) = request.fate { roundTrip.nanoseconds } else { nil }
    }
    return spans.isEmpty ? nil : Double(spans.reduce(0, +)) / Double(spans.count) / 1e6
  }

  /// Between two answers, one after the other as they came.
  fileprivate var longestGap: SimDuration? {
    let replies = requests.compactMap { request -> SimTime? in
      if case .answered(let roundTrip) = request.fate { request.sent + roundTrip } else { nil }
    }.sorted()
    return zip(replies, replies.dropFirst()).map { $1 - $0 }.max()
  }
}
