import MigrationSim

extension RunReport {
  /// Tells `result` in plain values.
  ///
  /// - Parameters:
  ///   - scenario: the scenario's name.
  ///   - title: what the scenario is about, in a line.
  ///   - about: what it shows, and what to look at.
  ///   - includesRecords: whether every record is told too, one by one.
  public init(
    _ result: RunResult, scenario: String, title: String, about: String = "", names: Names,
    includesRecords: Bool = false
  ) {
    schemaVersion = Release.schemaVersion
    toolVersion = Release.version
    self.scenario = scenario
    self.title = title
    self.about = about.isEmpty ? nil : about
    seed = result.seed
    replication = result.replication
    fingerprint = Wording.hexadecimal(result.fingerprint)
    endedS = result.ended.reported
    eventCount = result.eventCount
    asExpected = result.isAsExpected
    steps = result.steps.enumerated().map {
      StepReport($1, number: $0 + 1, names, result.pings)
    }
    migrations = result.migrations.enumerated().map {
      MigrationReport($1, number: $0 + 1, names)
    }
    pings = result.pings.enumerated().map { PingReport($1, number: $0 + 1, names) }
    machines = result.machines.map { MachineReport($0, names) }
    alerts = result.alerts.map { AlertReport($0, names) }
    restarts =
      result.restarts.isEmpty ? nil : result.restarts.map { RestartReport($0, names) }
    checks = result.checks.map {
      CheckReport(expectation: $0.expectation.text, found: $0.found.text, holds: $0.holds)
    }
    story = StoryTeller(names: names, pings: result.pings).story(of: result.records)
    records =
      includesRecords
      ? StoryTeller(names: names, pings: result.pings).everything(in: result.records) : nil
  }
}

extension StepReport {
  init(_ result: StepResult, number: Int, _ names: Names, _ pings: [PingResult]) {
    self.number = number
    title = result.step.title
    operation = Wording.operation(result.step.operation, names, pings).text
    beganS = result.began.reported
    endedS = result.ended.reported
    outcome = Wording.key(result.outcome)
    expected = result.step.expectation.map(Wording.expectation)
    asExpected = result.isAsExpected
    reasons = result.reasons.map(ReasonReport.init)
    warnings = result.warnings.map(ReasonReport.init)
    notes = result.notes.map(\.text)
  }
}

extension ReasonReport {
  init(_ error: XapiError) {
    self.init(code: error.code, parameters: error.parameters, explanation: error.explanation.text)
  }
}

extension MigrationReport {
  init(_ result: MigrationResult, number: Int, _ names: Names) {
    self.number = number
    vm = names.name(of: result.vm)
    source = names.name(of: result.source)
    destination = names.name(of: result.destination)
    network = result.network.map { names.name(of: $0) }
    strategy = result.strategy.name
    policy = result.policy
    profile = result.profile
    stop = result.stop.map(Wording.key)
    converged = result.stop.map { $0 == .belowThreshold }
    switch result.outcome {
    case .completed: outcome = "completed"
    case .refused: outcome = "refused"
    case .unfinished: outcome = "unfinished"
    case .notConverged: outcome = "not_converged"
    case .failed(let phase):
      outcome = "failed"
      failedPhase = Wording.key(phase)
    }
    reasons = result.reasons.map(ReasonReport.init)
    requestedS = result.requested.reported
    endedS = result.ended.reported
    totalTimeMs = result.totalTime.reported
    downtimeMs = result.downtime.reported
    downtimeByPhaseMs = result.phases.filter(\.phase.isDowntime).reduce(into: [:]) {
      $0[Wording.key($1.phase), default: 0] += $1.duration.reported
    }
    brownoutMs = result.brownout.reported
    logDirtyMs = SimDuration.seconds(result.lost.logDirty).reported
    if result.rounds.contains(where: { $0.kind == .postCopy }) {
      pagesFaulted = result.pagesFaulted
    }
    phases = result.phases.map {
      PhaseReport(
        phase: Wording.key($0.phase), beganS: $0.began.reported, durationMs: $0.duration.reported,
        downtime: $0.phase.isDowntime)
    }
    rounds = result.rounds.map(RoundReport.init)
    pagesSent = result.pagesSent
    bytes = result.bytes.bytes
    if let memory = names.memory(of: result.vm), memory > .zero {
      memoryBytes = memory.bytes
      ratioToMemory = (Double(bytes) / Double(memory.bytes)).toThousandths
    }
    if let scope = result.storage {
      storage = Wording.key(scope)
      disks = result.disks.map { DiskReport($0, names) }
      bytesCopied = result.bytesCopied.bytes
      bytesMirrored = result.bytesMirrored.bytes
    }
  }
}

extension RoundReport {
  init(_ round: Round) {
    number = Int(round.number)
    live = round.isLive
    kind = Wording.key(round.kind)
    pagesZero = round.pagesZero
    throttlePercent = (100 * round.throttle).toThousandths
    beganS = round.began.reported
    durationMs = round.duration.reported
    pagesToSend = round.pagesToSend
    pagesSent = round.pagesSent
    pagesSkipped = round.pagesSkipped
    bytes = round.bytes.bytes
    rateMbitPerS = round.rate.megabitsPerSecond.toThousandths
    pagesDirtied = round.pagesDirtied
    dirtyRatePagesPerS = round.dirtyRate.toThousandths
  }
}

extension MachineReport {
  init(_ result: MachineResult, _ names: Names) {
    vm = names.name(of: result.vm)
    state = Wording.key(result.state)
    host = result.host.map { names.name(of: $0) }
    faults = result.faults.map {
      FaultReport(
        atS: $0.time.reported, feature: names.name(of: $0.feature), layer: Wording.key($0.layer))
    }
    lostFeatures = result.lostFeatures.map {
      LostFeatureReport(
        feature: names.name(of: $0.feature), layer: Wording.key($0.layer),
        usesPerS: $0.usesPerSecond)
    }
    if !result.appeared.isEmpty {
      appearedFeatures = result.appeared.map { names.name(of: $0) }
    }
    if !result.latchingLater.isEmpty {
      latchingLater = result.latchingLater.map { names.name(of: $0.feature) }
    }
    if !result.renewals.isEmpty {
      renewals = result.renewals.map {
        RenewalReport(
          atS: $0.time.reported, feature: names.name(of: $0.feature),
          layer: Wording.key($0.layer), uses: $0.latches)
      }
    }
  }
}

extension RestartReport {
  init(_ result: RestartResult, _ names: Names) {
    self.init(
      vm: names.name(of: result.vm), beganS: result.began.reported,
      endedS: result.ended?.reported, host: result.host.map { names.name(of: $0) },
      outcome: Wording.key(result.outcome), reasons: result.reasons.map(ReasonReport.init))
  }
}

extension AlertReport {
  init(_ record: AlertRecord, _ names: Names) {
    let subject = names.name(of: record.alert.subject)
    self.init(
      atS: record.time.reported, step: record.step.map { $0 + 1 }, alert: record.alert.name,
      priority: record.alert.priority, of: subject,
      body: record.alert.body(naming: subject))
  }
}

// Division rounds once, where multiplying by 1e-9 leaves digits like 0.30000000000000004.
extension SimTime {
  /// Seconds, as reports write them.
  var reported: Double { Double(nanoseconds) / 1e9 }
}

extension SimDuration {
  /// Milliseconds, as reports write them.
  var reported: Double { Double(nanoseconds) / 1e6 }
}

extension Double {
  /// Rounded to three decimals: what a computed rate is good for.
  var toThousandths: Double { (self * 1000).rounded() / 1000 }
}
