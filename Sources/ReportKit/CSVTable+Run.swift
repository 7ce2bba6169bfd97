import MigrationSim

extension CSVTable {
  /// The lines of `report` in this table, without the header; the summary of a study has none.
  public func lines(of report: RunReport) -> String {
    let run = [report.scenario, "\(report.seed)", "\(report.replication)"]
    let rows: [[String]] =
      switch self {
      case .steps: report.steps.map(\.fields)
      case .migrations: report.migrations.map { $0.key + $0.fields }
      case .phases: report.migrations.flatMap { one in one.phases.map { one.key + $0.fields } }
      case .rounds: report.migrations.flatMap { one in one.rounds.map { one.key + $0.fields } }
      case .disks:
        report.migrations.flatMap { one in (one.disks ?? []).map { one.key + $0.fields } }
      case .pings: report.pings.map(\.fields)
      case .summary: []
      }
    return rows.map { Self.line(run + $0) }.joined()
  }
}

extension StepReport {
  fileprivate var fields: [String] {
    [
      "\(number)", title, operation, "\(beganS)", "\(endedS)", outcome, expected ?? "",
      "\(asExpected)", reasons.map(\.code).joined(separator: ";"),
    ]
  }
}

extension MigrationReport {
  fileprivate var key: [String] { ["\(number)", vm] }

  fileprivate var fields: [String] {
    [
      source, destination, network ?? "", strategy, policy, profile, outcome, failedPhase ?? "",
      stop ?? "", text(converged), reasons.map(\.code).joined(separator: ";"), "\(requestedS)",
      "\(endedS)", "\(totalTimeMs)", "\(downtimeMs)", "\(brownoutMs)", "\(logDirtyMs)",
      "\(rounds.count)", "\(pagesSent)", text(pagesFaulted), "\(bytes)", text(memoryBytes),
      text(ratioToMemory), storage ?? "", text(bytesCopied), text(bytesMirrored),
    ]
  }
}

extension PhaseReport {
  fileprivate var fields: [String] { [phase, "\(downtime)", "\(beganS)", "\(durationMs)"] }
}

extension RoundReport {
  fileprivate var fields: [String] {
    [
      "\(number)", "\(live)", kind, "\(beganS)", "\(durationMs)", "\(pagesToSend)",
      "\(pagesSent)", "\(pagesSkipped)", "\(pagesZero)", "\(bytes)", "\(rateMbitPerS)",
      "\(pagesDirtied)", "\(dirtyRatePagesPerS)", "\(throttlePercent)",
    ]
  }
}

extension DiskReport {
  fileprivate var fields: [String] {
    [
      "\(disk)", sourceSr, destinationSr, "\(allocatedBytes)", text(beganS), text(copyMs),
      "\(bytesCopied)", "\(bytesMirrored)",
    ]
  }
}

extension PingReport {
  /// Every cause of loss, as a key: a column each.
  static let causes = PingLoss.allCases.map(Wording.key)

  fileprivate var fields: [String] {
    [
      "\(number)", vm, from, peer, "\(intervalMs)", "\(sent)", "\(answered)", "\(lost)",
      "\(pending)",
    ] + Self.causes.map { "\(lostByCause[$0] ?? 0)" } + [
      text(rttMs?.minimum), text(rttMs?.mean), text(rttMs?.maximum), text(gapMs),
    ]
  }
}

/// What a field holds: nothing where there is nothing.
private func text(_ number: (some CustomStringConvertible)?) -> String {
  number?.description ?? ""
}
