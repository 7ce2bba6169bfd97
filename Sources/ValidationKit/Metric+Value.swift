import MigrationSim

extension Metric {
  /// The value in one run, in the base of its dimension: s, B, B/s, or a plain number.
  ///
  /// Nil where there is none: no such migration or round, or one that was not completed.
  func value(of selection: MigrationSelection, in run: RunResult) -> Double? {
    if self == .makespan {
      let began = run.migrations.map(\.requested).min()
      let ended = run.migrations.map(\.ended).max()
      guard let began, let ended, run.migrations.allSatisfy({ $0.outcome == .completed }) else {
        return nil
      }
      return (ended - began).seconds
    }
    switch selection {
    case .number(let number):
      return number <= run.migrations.count ? value(of: run.migrations[number - 1]) : nil
    case .all:
      let values = run.migrations.map(value)
      guard !values.isEmpty, !values.contains(nil) else { return nil }
      return values.reduce(0) { $0 + ($1 ?? 0) } / Double(values.count)
    }
  }

  private func value(of migration: MigrationResult) -> Double? {
    if self == .converged {
      return migration.outcome == .completed && migration.stop == .belowThreshold ? 1 : 0
    }
    guard migration.outcome == .completed else { return nil }
    switch self {
    case .totalTime: return migration.totalTime.seconds
    case .downtime: return migration.downtime.seconds
    case .sent: return Double(migration.bytes.bytes)
    case .pagesSent: return Self.bytes(migration.pagesSent)
    case .liveRounds: return Double(migration.rounds.count(where: \.isLive))
    case .dirtyRate:
      let live = migration.rounds.filter(\.isLive)
      let seconds = live.reduce(0) { $0 + (($1.wroteUntil ?? $1.ended) - $1.began).seconds }
      return seconds > 0 ? Self.bytes(live.reduce(0) { $0 + $1.pagesDirtied }) / seconds : nil
    case .round(let place, let figure): return migration.round(at: place).map(figure.value)
    case .converged, .makespan: return nil
    }
  }

  fileprivate static func bytes(_ pages: Int) -> Double { Double(pages) * Double(Page.bytes) }
}

extension Metric.RoundFigure {
  fileprivate func value(of round: Round) -> Double {
    switch self {
    case .duration: round.duration.seconds
    case .sent: Double(round.bytes.bytes)
    case .rate: round.rate.bytesPerSecond
    case .pagesSent: Metric.bytes(round.pagesSent)
    case .pagesSkipped: Metric.bytes(round.pagesSkipped)
    case .pagesDirtied: Metric.bytes(round.pagesDirtied)
    case .dirtyRate: round.dirtyRate * Double(Page.bytes)
    }
  }
}

extension MigrationResult {
  fileprivate func round(at place: Metric.RoundPlace) -> Round? {
    switch place {
    case .number(let number): number <= rounds.count ? rounds[number - 1] : nil
    case .last: rounds.last { !$0.isLive }
    }
  }
}
