import MigrationSim

extension Scenario {
  /// Everything that the engine needs to run the scenario.
  ///
  /// The scenario has been found valid, so every name in it stands for something.
  public var setup: Setup {
    var lowering = Lowering(self, .bundled)
    return lowering.setup()
  }
}

/// From names to numbers: builds the engine's tables in the order of the scenario's lists.
///
/// What a step makes stands in the tables from the start, marked as not made yet, after what there
/// is at the start.
struct Lowering {
  let scenario: Scenario
  let catalogue: CPUCatalogue
  let wires: NameIndex
  let stations: NameIndex
  let hosts: NameIndex
  let storage: NameIndex
  let templates: NameIndex
  let machines: NameIndex
  /// What every SR, VM and network is told by, those that steps make included.
  let storageSpecs: [StorageSpec]
  let machineSpecs: [MachineSpec]
  /// Which pool each host is in at the start, and what each pool is.
  let poolOfHost: [PoolID]
  let pools: [Pool]
  /// Filled as it goes on: networks, and what the topology knows.
  var networks = NetworkTable()
  var topology = Topology()
  var nicsOfHost: [[NICID]] = []
  var nicOfStation: [NICID] = []

  init(_ scenario: Scenario, _ catalogue: CPUCatalogue) {
    self.scenario = scenario
    self.catalogue = catalogue
    let operations = scenario.timeline.map(\.operation)
    storageSpecs =
      scenario.storage
      + operations.compactMap { if case .createSR(let sr) = $0 { sr } else { nil } }
    machineSpecs =
      scenario.machines
      + operations.compactMap { if case .createVM(let vm, _) = $0 { vm } else { nil } }
    wires = NameIndex(scenario.wires.map(\.name))
    stations = NameIndex(scenario.stations.map(\.name))
    hosts = NameIndex(scenario.hosts.map(\.name))
    storage = NameIndex(storageSpecs.map(\.name))
    templates = NameIndex(scenario.templates.map(\.name))
    machines = NameIndex(machineSpecs.map(\.name))
    (pools, poolOfHost) = Self.pools(of: scenario, hosts)
  }

  mutating func setup() -> Setup {
    buildTopology()
    buildNetworks()
    var setup = Setup(
      inventory: inventory(), topology: topology, guests: machineSpecs.map(guest),
      guestProfiles: catalogue.guests, toolstack: toolstack, restoreChecks: restoreChecks)
    lowerTimeline(into: &setup)
    setup.background = scenario.background.map(background)
    setup.checks = checks()
    setup.aftermath = scenario.aftermath
    return setup
  }

  private var toolstack: Toolstack {
    let era: LevellingEra =
      switch scenario.toolstack.levelling ?? scenario.toolstack.profile.levelling {
      case .none: .none
      case .masking: .masking
      case .levelling: .levelling
      }
    return Toolstack(
      levelling: Levelling(era: era, limits: catalogue.limits), featureNames: catalogue.names)
  }

  /// Hypervisors of XCP 1.x check the context alone; since 4.14 the CPU's policy travels first.
  private var restoreChecks: RestoreChecks {
    switch scenario.toolstack.profile {
    case .xcp1: .preStream
    case .xapi: .cpuPolicyStream
    }
  }

  /// Hosts that stand alone are pools of one; a pool is called as the step that creates it says.
  private static func pools(
    of scenario: Scenario, _ hosts: NameIndex
  ) -> (pools: [Pool], ofHost: [PoolID]) {
    var pools: [Pool] = []
    var ofHost: [PoolID] = []
    var named: [String: PoolID] = [:]
    for (index, host) in scenario.hosts.enumerated() {
      if let name = host.pool?.value, let pool = named[name] {
        if host.isMaster { pools[pool.position].master = HostID(index) }
        ofHost.append(pool)
        continue
      }
      let pool = PoolID(pools.count)
      ofHost.append(pool)
      if let name = host.pool?.value { named[name] = pool }
      pools.append(
        Pool(name: host.pool?.value ?? "", master: HostID(index), isCreated: host.pool != nil))
    }
    for step in scenario.timeline {
      guard case .createPool(let name, let master, _) = step.operation else { continue }
      let pool = ofHost[hosts[master]].position
      if !pools[pool].isCreated && pools[pool].name.isEmpty { pools[pool].name = name.value }
    }
    return (pools, ofHost)
  }
}

/// Where a name stands in its list.
struct NameIndex {
  private var positions: [String: Int] = [:]

  init(_ names: [Name]) {
    for (index, name) in names.enumerated() where positions[name.value] == nil {
      positions[name.value] = index
    }
  }

  func position(of name: String) -> Int? { positions[name] }

  /// The place of a name that validation has found to exist.
  subscript(name: Name) -> Int {
    guard let position = positions[name.value] else {
      preconditionFailure("\(name.value) passed validation and stands for nothing")
    }
    return position
  }
}
