import MigrationSim

@testable import StudyKit

/// The slow twin of responses: what was measured in a run, put together in the plainest way.
struct SlowMeasure {
  let run: RunResult

  func value(_ measure: Response.Measure) -> Double? {
    switch measure {
    case .downtime:
      sum { migration in
        migration.phases.filter(\.phase.isDowntime).map { ($0.ended - $0.began).seconds * 1000 }
          .reduce(0, +)
      }
    case .totalTime: sum { ($0.ended - $0.requested).seconds }
    case .brownout: sum { $0.lost.total * 1000 }
    case .sent: sum { Double($0.rounds.map(\.bytes.bytes).reduce(0, +)) / 1_048_576 }
    case .sentRatio: ratio
    case .rounds: sum { Double($0.rounds.count) }
    case .pagesSent: sum { Double($0.rounds.map(\.pagesSent).reduce(0, +)) }
    case .copied:
      sum { migration in
        migration.disks.map { Double($0.bytesCopied.bytes + $0.bytesMirrored.bytes) }.reduce(0, +)
          / 1_048_576
      }
    case .lostPings, .lostShare, .pingGap, .roundTrip: ofPings(measure)
    case .completed, .refused, .failed, .notConverged: ofEndings(measure)
    case .crashed: run.machines.map(\.state).contains(.crashed) ? 1 : 0
    case .servicesDied: died { $0.faults.contains { $0.layer != .application } }
    case .processDied: died { !$0.faults.isEmpty }
    case .asExpected:
      run.steps.map(\.isAsExpected).contains(false) || run.checks.map(\.holds).contains(false)
        ? 0 : 1
    case .simulated: (run.ended - .zero).seconds
    case .events: Double(run.eventCount)
    }
  }

  private func sum(_ value: (MigrationResult) -> Double) -> Double? {
    guard !run.migrations.isEmpty else { return nil }
    var sum = 0.0
    for migration in run.migrations {
      guard migration.outcome == .completed else { return nil }
      sum += value(migration)
    }
    return sum
  }

  private var ratio: Double? {
    guard let sent = sum({ Double($0.bytes.bytes) }),
      let memory = sum({ Double(run.inventory.vms[$0.vm.position].memory.bytes) })
    else { return nil }
    return sent / memory
  }

  private func died(_ faults: (MachineResult) -> Bool) -> Double {
    run.machines.contains { $0.state == .crashed || faults($0) } ? 1 : 0
  }

  private func ofEndings(_ measure: Response.Measure) -> Double? {
    let outcomes = run.migrations.map(\.outcome)
    guard !outcomes.isEmpty else { return nil }
    switch measure {
    case .completed: return outcomes.allSatisfy { $0 == .completed } ? 1 : 0
    case .refused: return outcomes.contains(.refused) ? 1 : 0
    case .failed:
      let others: [MigrationOutcome] = [.refused, .completed, .unfinished]
      return outcomes.allSatisfy { others.contains($0) } ? 0 : 1
    default:
      let ended = run.migrations.compactMap(\.stop)
      return ended.isEmpty ? nil : ended.allSatisfy { $0 == .belowThreshold } ? 0 : 1
    }
  }

  private func ofPings(_ measure: Response.Measure) -> Double? {
    let pings = run.pings.filter { !$0.requests.isEmpty }
    guard !pings.isEmpty else { return nil }
    let lost = pings.map { ping in
      ping.requests.count { if case .lost = $0.fate { true } else { false } }
    }
    var longest: Double?
    var trips: [Double] = []
    for ping in pings {
      var replies: [Double] = []
      for request in ping.requests {
        guard case .answered(let time) = request.fate else { continue }
        replies.append((request.sent - .zero).seconds + time.seconds)
        trips.append(time.seconds * 1000)
      }
      replies.sort()
      for (one, next) in zip(replies, replies.dropFirst()) {
        longest = max(longest ?? 0, (next - one) * 1000)
      }
    }
    switch measure {
    case .lostPings: return Double(lost.reduce(0, +))
    case .lostShare:
      return 100 * Double(lost.reduce(0, +)) / Double(pings.map(\.requests.count).reduce(0, +))
    case .roundTrip: return trips.isEmpty ? nil : trips.reduce(0, +) / Double(trips.count)
    default: return longest
    }
  }
}
