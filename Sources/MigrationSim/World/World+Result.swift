/// What a run returns, drawn up from what it wrote down.
extension World {
  func result(
    seed: UInt64, replication: UInt64, ended: SimTime, eventCount: Int
  ) -> RunResult {
    var last = self
    last.settleGrowth(at: ended)
    var result = RunResult(
      seed: seed, replication: replication, ended: ended, eventCount: eventCount,
      fingerprint: journal.fingerprint.value, steps: [],
      migrations: migrations.indices.map { migrationResult($0, ended) },
      pings: pingers.map(pingResult),
      machines: inventory.vmIDs.map(machineResult), alerts: alerts, restarts: restarted, checks: [],
      records: journal.records,
      inventory: last.inventory)
    result.shortages = shortages
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
      notes: progress.notes, passedOver: progress.passedOver,
      isAsExpected: step.expectation?.isMet(by: progress.outcome, progress.reasons)
        ?? (progress.outcome != .unfinished))
  }

  private func migrationResult(_ index: Int, _ ended: SimTime) -> MigrationResult {
    let run = migrations[index]
    let settings = setup.migrations[run.settings]
    let machine = run.ended == nil ? machineSoFar(of: run, at: ended) : run.machine
    var lost = machine.lost
    lost.slowed += run.storage?.lost ?? 0
    return MigrationResult(
      step: run.step, vm: run.vm, source: run.source, destination: run.destination,
      network: run.network,
      requested: run.requested, ended: run.ended ?? ended, outcome: run.outcome,
      reasons: run.reasons, strategy: settings.plan.strategy,
      policy: settings.plan.policy.name, profile: settings.plan.profile.name,
      stop: machine.stop, phases: machine.phases, rounds: machine.rounds,
      lost: lost, pagesFaulted: machine.pagesFaulted,
      disks: disks(of: run, at: ended), storage: run.storage?.motion.scope,
      crossing: crossings[index])
  }

  /// The state machine of a migration under way as it would be if it were broken off now.
  private func machineSoFar(of run: MigrationRun, at now: SimTime) -> Migration {
    var machine = run.machine
    var memory = domains[run.vm.position].memory
    let demanded = machine.rounds.reduce(ByteCount.zero) { $0 + $1.bytes }
    let unsent = run.transfer.map { demanded - network.moved(by: $0, at: now) } ?? .zero
    machine.fail(at: now, unsent: unsent, memory: &memory)
    return machine
  }

  private func pingResult(_ run: PingRun) -> PingResult {
    PingResult(
      vm: run.setup.vm, isFromConsole: run.setup.isFromConsole, peer: run.setup.peerName,
      interval: run.setup.interval, requests: run.pinger.requests)
  }

  /// What a VM's host shows it, and the one that it booted on did not.
  private func appeared(to vm: VMID) -> FeatureSet {
    guard let cpu = inventory[vm].cpu, let shown = domains[vm.position].shown else {
      return FeatureSet()
    }
    return shown.value.subtracting(cpu.features)
  }

  private func machineResult(_ vm: VMID) -> MachineResult {
    let domain = domains[vm.position]
    return MachineResult(
      vm: vm, state: inventory[vm].state, host: inventory[vm].residentOn,
      faults: domain.faults, lostFeatures: domain.lost,
      appeared: appeared(to: vm),
      latchingLater: pendingRenewals(of: vm).filter(\.latches).map(\.use),
      renewals: domain.renewals, stay: domain.stay)
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
