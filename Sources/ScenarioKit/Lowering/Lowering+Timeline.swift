import MigrationSim

/// Steps, and the settings that they point at by number.
extension Lowering {
  func lowerTimeline(into setup: inout Setup) {
    var pings: [String: Int32] = [:]
    for step in scenario.timeline {
      let operation: Operation
      switch step.operation {
      case .startPing(let ping):
        pings[ping.name.value] = Int32(setup.pingers.count)
        operation = .startPing(Int32(setup.pingers.count))
        setup.pingers.append(pinger(ping))
      case .stopPing(let name):
        guard let ping = pings[name.value] else {
          preconditionFailure("ping \(name.value) passed validation and was not started")
        }
        operation = .stopPing(ping)
      case .migrate(let spec):
        let vm = VMID(machines[spec.vm])
        operation = .migrate(
          vm, to: HostID(hosts[spec.host]), settings: Int32(setup.migrations.count))
        setup.migrations.append(settings(spec, pool: setup.inventory[vm].pool))
      case let other: operation = self.operation(other)
      }
      setup.steps.append(
        Step(
          title: step.title, start: start(step.start), operation: operation,
          expectation: step.expectation))
    }
  }

  private func start(_ start: StepStartSpec) -> StepStart {
    switch start {
    case .at(let time): .at(.zero + time.value)
    case .afterPrevious(let wait): .afterPrevious(wait)
    }
  }

  /// Operations on what the tables hold; the three with settings of their own are not among them.
  private func operation(_ spec: OperationSpec) -> Operation {
    switch spec {
    case .createPool(_, let master, let member):
      .createPool(poolOfHost[hosts[master]], member: member.map { HostID(hosts[$0]) })
    case .joinPool(let host, let master, let force):
      .joinPool(HostID(hosts[host]), master: HostID(hosts[master]), force: force)
    case .ejectHost(let host): .ejectHost(HostID(hosts[host]))
    case .setCPUCount(let host, let count):
      .setCPUCount(HostID(hosts[host]), Int32(count))
    case .addInterface(let host, let name, let interface):
      .addInterface(HostID(hosts[host]), network(name, usedBy: host), interface.value)
    case .removeInterface(let host, let name):
      .removeInterface(HostID(hosts[host]), network(name, usedBy: host))
    case .createSR(let sr): .createSR(SRID(storage[sr.name]), from: HostID(hosts[sr.host]))
    case .repairSR(let sr, let host):
      .repairSR(SRID(storage[sr]), host: host.map { HostID(hosts[$0]) })
    case .createNetwork(let spec):
      .createNetwork(network(spec.name, usedBy: spec.host), from: HostID(hosts[spec.host]))
    case .destroyNetwork(let name, let host):
      .destroyNetwork(network(name, usedBy: host), from: HostID(hosts[host]))
    case .createVM(let vm, let template):
      .createVM(
        VMID(machines[vm.name]), from: TemplateID(templates[template]),
        home: vm.home.host.map { HostID(hosts[$0]) })
    case .setHomeServer(let vm, let home):
      .setHomeServer(VMID(machines[vm]), home.host.map { HostID(hosts[$0]) })
    case .setMemory(let vm, let memory): .setMemory(VMID(machines[vm]), memory.value)
    case .startVM(let vm, let host):
      .startVM(VMID(machines[vm]), on: host.map { HostID(hosts[$0]) })
    case .shutDownVM(let vm): .shutDownVM(VMID(machines[vm]))
    case .shutDownHost(let host): .shutDownHost(HostID(hosts[host]))
    case .shutDownPool(let name): .shutDownPool(pool(name))
    case .wait(let span): .wait(span)
    case .startPing, .stopPing, .migrate:
      preconditionFailure("an operation with settings of its own")
    }
  }

  private func network(_ name: Name, usedBy host: Name) -> NetworkID {
    network(name, in: poolOfHost[hosts[host]])
  }

  func pool(_ name: Name) -> PoolID {
    guard let place = pools.firstIndex(where: { $0.name == name.value }) else {
      preconditionFailure("pool \(name.value) passed validation and is none")
    }
    return PoolID(place)
  }

  private func pinger(_ spec: PingSpec) -> PingerSetup {
    PingerSetup(
      vm: VMID(machines[spec.vm]), isFromConsole: spec.isFromConsole, peer: address(spec.peer),
      peerName: spec.peer.value, interval: spec.interval, count: spec.count.map(Int32.init))
  }
}

/// How migrations are made, and what else is on the wires.
extension Lowering {
  /// The scenario's settings, with what the step says in their place.
  private func settings(_ spec: MigrateSpec, pool: PoolID) -> MigrationSettings {
    let standard = scenario.migration
    let profile = scenario.toolstack.profile
    var phases = profile.phases
    for duration in standard.durations + spec.settings.durations {
      phases[duration.phase] = duration.law
    }
    return MigrationSettings(
      network: (spec.settings.network ?? standard.network).map { network($0, in: pool) },
      force: spec.force,
      policy: (spec.settings.policy ?? standard.policy)?.stopPolicy ?? profile.policy,
      profile: phases, bandwidthCap: spec.settings.bandwidthCap ?? standard.bandwidthCap)
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
    }
  }

  var brand: String {
    switch self {
    case .xcp1: "XCP"
    case .xapi: "XenServer"
    }
  }

  var phases: PhaseProfile {
    switch self {
    case .xcp1: .xcp1
    case .xapi: .xapi
    }
  }

  /// When its hypervisor's sender stops the live passes.
  var policy: StopPolicy {
    switch self {
    case .xcp1: .xenLegacy
    case .xapi: .xen
    }
  }
}

extension PolicySpec {
  /// The named policy with what is given in place of its own.
  ///
  /// Custom begins with no limit but the most passes there may be, so that every migration ends.
  var stopPolicy: StopPolicy {
    var policy: StopPolicy =
      switch kind {
      case .xen: .xen
      case .xenLegacy: .xenLegacy
      case .custom:
        StopPolicy(name: kind.rawValue, maximumPasses: PolicySpec.mostPasses, threshold: 50)
      }
    if let maxPasses { policy.maximumPasses = maxPasses }
    if let dirtyThreshold { policy.threshold = dirtyThreshold }
    if let maxFactor { policy.maximumVolume = maxFactor }
    if let timeLimit { policy.timeLimit = timeLimit }
    if let skipsRedirtied { policy.skipsRedirtied = skipsRedirtied }
    if aborts { policy.atLimit = .abort }
    return policy
  }
}
