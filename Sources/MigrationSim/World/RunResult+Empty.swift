// Results to be filled in: what tests and tools outside the engine begin with.

extension RunResult {
  /// A run in which nothing has happened.
  public init(seed: UInt64, replication: UInt64, inventory: Inventory) {
    self.init(
      seed: seed, replication: replication, ended: .zero, eventCount: 0, fingerprint: 0, steps: [],
      migrations: [], pings: [], machines: [], alerts: [], checks: [], records: [],
      inventory: inventory)
  }
}

extension StepResult {
  /// A step that ended without anything to be said of it.
  public init(
    _ step: Step, began: SimTime, ended: SimTime, outcome: StepOutcome, isAsExpected: Bool
  ) {
    self.init(
      step: step, began: began, ended: ended, outcome: outcome, reasons: [], warnings: [],
      notes: [], isAsExpected: isAsExpected)
  }
}

extension MigrationResult {
  /// A migration of which nothing was carried out.
  public init(
    _ vm: VMID, from source: HostID, to destination: HostID, requested: SimTime,
    outcome: MigrationOutcome, policy: String, profile: String
  ) {
    self.init(
      step: 0, vm: vm, source: source, destination: destination, network: nil, requested: requested,
      ended: requested, outcome: outcome, reasons: [], strategy: .preCopy, policy: policy,
      profile: profile, stop: nil,
      phases: [], rounds: [], lost: LostTime(), pagesFaulted: 0, disks: [], storage: nil,
      crossing: nil)
  }
}

extension PingResult {
  /// A pinger, and the requests it sent.
  public init(
    _ vm: VMID, isFromConsole: Bool, peer: String, every interval: SimDuration,
    _ requests: [PingRecord]
  ) {
    self.init(
      vm: vm, isFromConsole: isFromConsole, peer: peer, interval: interval, requests: requests)
  }
}

extension MachineResult {
  /// A virtual machine that met nothing missing.
  public init(_ vm: VMID, _ state: PowerState, on host: HostID?) {
    self.init(vm: vm, state: state, host: host, faults: [], lostFeatures: [])
  }
}

extension FaultRecord {
  public init(_ feature: Feature, _ layer: SoftwareLayer, at time: SimTime) {
    self.init(time: time, feature: feature, layer: layer)
  }
}

extension CheckResult {
  public init(_ expectation: String, found: String, holds: Bool) {
    self.init(expectation: .verbatim(expectation), found: .verbatim(found), holds: holds)
  }
}

extension RenewalRecord {
  public init(_ feature: Feature, _ layer: SoftwareLayer, latches: Bool, at time: SimTime) {
    self.init(
      time: time,
      Renewal(
        use: FeatureUse(feature: feature, layer: layer, latch: .processStart, usesPerSecond: 0),
        latches: latches))
  }
}

extension Stay {
  public init(from began: SimTime, to ended: SimTime?) {
    self.init(began: began, ended: ended)
  }
}
