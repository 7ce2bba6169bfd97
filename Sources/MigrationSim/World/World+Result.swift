/// What a run returns, drawn up from what it wrote down.
extension World {
  func result(
    seed: UInt64, replication: UInt64, ended: SimTime, eventCount: Int
  ) -> RunResult {
    var result = RunResult(
      seed: seed, replication: replication, ended: ended, eventCount: eventCount,
      fingerprint: journal.fingerprint.value, steps: [],
      migrations: migrations.map { migrationResult($0, ended) }, pings: pingers.map(pingResult),
      machines: inventory.vmIDs.map(machineResult), checks: [], records: journal.records,
      inventory: inventory)
    result.steps = setup.steps.indices.map { stepResult($0, ended) }
    result.checks = setup.checks.map { result.result(of: $0) }
    return result
  }

  private func stepResult(_ index: Int, _ ended: SimTime) -> StepResult {
    let step = setup.steps[index]
    let progress = progress[index]
    return StepResult(
      step: step, began: progress.began ?? ended, ended: progress.ended ?? ended,
      outcome: progress.outcome, reasons: progress.reasons, warnings: progress.warnings,
      notes: progress.notes,
      isAsExpected: step.expectation?.isMet(by: progress.outcome, progress.reasons) ?? true)
  }

  private func migrationResult(_ run: MigrationRun, _ ended: SimTime) -> MigrationResult {
    let settings = setup.migrations[run.settings]
    return MigrationResult(
      vm: run.vm, source: run.source, destination: run.destination, network: run.network,
      requested: run.requested, ended: run.ended ?? ended, outcome: run.outcome,
      reasons: run.reasons, policy: settings.policy.name, profile: settings.profile.name,
      stop: run.machine.stop, phases: run.machine.phases, rounds: run.machine.rounds)
  }

  private func pingResult(_ run: PingRun) -> PingResult {
    PingResult(
      vm: run.setup.vm, isFromConsole: run.setup.isFromConsole, peer: run.setup.peerName,
      interval: run.setup.interval, requests: run.pinger.requests)
  }

  private func machineResult(_ vm: VMID) -> MachineResult {
    MachineResult(
      vm: vm, state: inventory[vm].state, host: inventory[vm].residentOn,
      faults: domains[vm.position].faults, lostFeatures: domains[vm.position].lost)
  }
}

extension StepExpectation {
  func isMet(by outcome: StepOutcome, _ reasons: [XapiError]) -> Bool {
    switch self {
    case .done: outcome == .done
    case .refused(let code):
      outcome == .refused && (code == nil || reasons.first?.code == code)
    case .failed(let code):
      outcome == .failed && (code == nil || reasons.first?.code == code)
    }
  }
}

extension RunResult {
  /// Whether a statement on the end of the run holds, and what was found.
  func result(of check: Check) -> CheckResult {
    switch check {
    case .state(let vm, let state):
      let found = inventory[vm].state
      return CheckResult(
        expectation: "\(inventory[vm].name) is \(state)", found: "\(found)",
        holds: found == state)
    case .host(let vm, let host):
      let found = inventory[vm].residentOn
      return CheckResult(
        expectation: "\(inventory[vm].name) is on \(inventory[host].name)",
        found: found.map { inventory[$0].name } ?? "nowhere", holds: found == host)
    case .migration(let vm, let ending):
      let found = migrations.last { $0.vm == vm }?.outcome.ending
      return CheckResult(
        expectation: "the migration of \(inventory[vm].name): \(ending)",
        found: found.map { "\($0)" } ?? "it was never migrated", holds: found == ending)
    case .lostPings(let vm, let bound):
      let lost = pings.filter { $0.vm == vm }
        .reduce(0) { $0 + PingStatistics(of: $1.requests).lost }
      return number(lost, bound, "pings lost by \(inventory[vm].name)", "")
    case .downtime(let vm, let bound):
      let downtime = migrations.last { $0.vm == vm }?.downtime.milliseconds ?? 0
      return number(downtime, bound, "downtime of \(inventory[vm].name)", " ms")
    case .faults(let vm, let bound):
      let faults = machines[vm.position].faults.count
      return number(faults, bound, "lost instructions met by \(inventory[vm].name)", "")
    case .attached(let sr, let host, let expected):
      let found = inventory.isAttached(sr, to: host)
      let word = expected ? "is attached" : "is not attached"
      return CheckResult(
        expectation: "\(inventory[sr].name) \(word) to \(inventory[host].name)",
        found: found ? "attached" : "not attached", holds: found == expected)
    }
  }

  private func number(_ found: Int, _ bound: Bound, _ what: String, _ unit: String) -> CheckResult {
    CheckResult(
      expectation: "\(what) \(bound.relation.rawValue) \(Int(bound.value))\(unit)",
      found: "\(found)\(unit)", holds: bound.holds(for: Double(found)))
  }

  private func number(
    _ found: Double, _ bound: Bound, _ what: String, _ unit: String
  ) -> CheckResult {
    CheckResult(
      expectation: "\(what) \(bound.relation.rawValue) \(bound.value)\(unit)",
      found: "\(found)\(unit)", holds: bound.holds(for: found))
  }
}
