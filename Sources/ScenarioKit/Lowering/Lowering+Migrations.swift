import MigrationSim

/// How migrations are made, and what else is on the wires.
extension Lowering {
  /// The scenario's settings, with what the step says in their place.
  func settings(
    _ own: MigrationSpec, force: Bool = false, pool: PoolID
  ) -> MigrationSettings {
    let standard = scenario.migration
    let profile = scenario.toolstack.profile
    var phases = profile.phases
    for duration in standard.durations + own.durations {
      phases[duration.phase] = duration.law
    }
    var plan = MigrationPlan(
      policy: (own.policy ?? standard.policy)?.stopPolicy ?? profile.policy, profile: phases)
    let switchOver = own.switchOver ?? (own.strategy == nil ? standard.switchOver : nil)
    plan.strategy = strategy(
      own.strategy ?? (switchOver == nil ? standard.strategy : .hybrid), switchOver)
    plan.wire = (own.stream ?? standard.stream)?.wire(profile.wire) ?? profile.wire
    if let sender = own.sender ?? standard.sender { plan.sender = sender.costs }
    if let costs = own.guestCosts ?? standard.guestCosts { plan.guest = costs }
    plan.bandwidthCap = own.bandwidthCap ?? standard.bandwidthCap
    plan.injection = own.injection ?? standard.injection
    return MigrationSettings(
      network: (own.network ?? standard.network).map { network($0, in: pool) },
      force: force, plan: plan)
  }

  /// The scenario's settings for all VMs of a host.
  func settings(evacuating spec: EvacuationSpec, pool: PoolID) -> MigrationSettings {
    var settings = settings(.standard, pool: pool)
    if let network = spec.network { settings.network = self.network(network, in: pool) }
    return settings
  }

  private func strategy(_ spec: StrategySpec?, _ switchOver: SwitchOver?) -> Strategy {
    switch spec {
    case .preCopy, nil: .preCopy
    case .stopAndCopy: .stopAndCopy
    case .postCopy: .postCopy
    case .hybrid: .hybrid(switchOver ?? .atLimit)
    }
  }

  func background(_ spec: BackgroundSpec) -> BackgroundTraffic {
    BackgroundTraffic(
      from: nic(spec.from, spec.network), to: nic(spec.to, spec.network), rate: spec.rate,
      begins: .zero + spec.start, ends: spec.stop.map { .zero + $0 })
  }

  /// A station's NIC, or a host's on that network.
  private func nic(_ end: Name, _ network: Name?) -> NICID {
    if let station = stations.position(of: end.value) { return nicOfStation[station] }
    let host = hosts[end]
    let place =
      network.flatMap { networksOnNICs[host].firstIndex(of: $0) }
      ?? scenario.hosts[host].nics.firstIndex(where: \.isManagement) ?? 0
    return nicsOfHost[host][place]
  }
}

extension ToolstackSpec.Profile {
  /// The levelling of its time.
  var levelling: ToolstackSpec.Levelling {
    switch self {
    case .xcp1: .masking
    case .xapi: .levelling
    case .xl, .qemu: .none
    }
  }

  var brand: String {
    switch self {
    case .xcp1: "XCP"
    case .xapi: "XenServer"
    case .xl: "Xen"
    case .qemu: "QEMU"
    }
  }

  var phases: PhaseProfile {
    switch self {
    case .xcp1: .xcp1
    case .xapi: .xapi
    case .xl: .xl
    case .qemu: .qemu
    }
  }

  /// When its sender stops the live passes.
  var policy: StopPolicy {
    switch self {
    case .xcp1: .xenLegacy
    case .xapi, .xl: .xen
    case .qemu: .qemu
    }
  }

  var wire: WireFormat { self == .qemu ? .qemu : .xen }
}

extension PolicySpec {
  /// The named policy with what is given in place of its own.
  ///
  /// Custom begins with no limit but the most passes there may be, so that every migration ends.
  var stopPolicy: StopPolicy {
    var policy = kind.stopPolicy
    if let maxPasses { policy.maximumPasses = maxPasses }
    if let dirtyThreshold {
      policy.threshold = dirtyThreshold
      policy.downtimeLimit = nil
    }
    if let downtimeLimit { policy.downtimeLimit = downtimeLimit }
    if let measure { policy.measure = measure.engineMeasure }
    if let sendsSmallSetLive { policy.sendsSmallSetLive = sendsSmallSetLive }
    if let maxFactor { policy.maximumVolume = maxFactor }
    if let timeLimit { policy.timeLimit = timeLimit }
    if let skipsRedirtied { policy.selection = skipsRedirtied ? .clean : .all }
    if let clearChunk {
      policy.selection = clearChunk > .zero ? .clearing(chunk: Page.count(of: clearChunk)) : .all
    }
    if let rate { policy.rateRule = rate }
    if let throttle { policy.throttle = throttle }
    if let capsLastPass { policy.capsLastPass = capsLastPass }
    if let limit { policy.atLimit = limit.engineLimit }
    return policy
  }
}

extension PolicySpec.Kind {
  fileprivate var stopPolicy: StopPolicy {
    switch self {
    case .xen: .xen
    case .emuManager: .emuManager
    case .xenLegacy: .xenLegacy
    case .clark2005: .clark2005
    case .qemu: .qemu
    case .simgrid: .simgrid
    case .custom:
      StopPolicy(name: rawValue, maximumPasses: PolicySpec.mostPasses, threshold: 50)
    }
  }
}

extension PolicySpec.Measure {
  fileprivate var engineMeasure: StopPolicy.Measure {
    switch self {
    case .dirtySet: .dirtySet
    case .setJustSent: .setJustSent
    case .setLeft: .setLeft
    }
  }
}

extension PolicySpec.Limit {
  fileprivate var engineLimit: StopPolicy.Limit {
    switch self {
    case .stopAndCopy: .stopAndCopy
    case .abort: .abort
    case .postCopy: .postCopy
    }
  }
}
