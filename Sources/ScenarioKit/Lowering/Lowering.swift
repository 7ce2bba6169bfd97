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
  /// The networks on the NICs of each host.
  let networksOnNICs: [[Name]]
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
    storageSpecs = scenario.storage + scenario.laterStorage
    machineSpecs = scenario.machines + scenario.laterMachines
    networksOnNICs = scenario.networksOnNICs
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
      guestProfiles: catalogue.guests, toolstack: toolstack, restoreChecks: restoreChecks,
      timeLimit: Scenario.longestRun)
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
      levelling: Levelling(
        era: era, limits: catalogue.limits,
        joinMask: scenario.toolstack.joinMask ?? Levelling.defaultJoinMask),
      featureNames: catalogue.names,
      offersHA: scenario.toolstack.offersHA ?? (scenario.toolstack.profile == .xapi))
  }

  /// Hypervisors of XCP 1.x check the context alone; since 4.14 the CPU's policy travels first.
  private var restoreChecks: RestoreChecks {
    switch (scenario.toolstack.restoreChecks, scenario.toolstack.profile) {
    case (.preStream, _), (nil, .xcp1): .preStream
    case (.contextOnly, _): .contextOnly
    case (.cpuPolicyStream, _), (nil, _): .cpuPolicyStream
    }
  }

  /// Hosts that stand alone are pools of one; a pool is called as the step that creates it says.
  ///
  /// The other members of a pool have pools of one too, which dissolved when they joined: there
  /// they are again once they are ejected.
  private static func pools(
    of scenario: Scenario, _ hosts: NameIndex
  ) -> (pools: [Pool], ofHost: [PoolID]) {
    var pools: [Pool] = []
    var ofHost: [PoolID] = []
    var named: [String: PoolID] = [:]
    for (index, host) in scenario.hosts.enumerated() {
      let id = host.pool.flatMap { named[$0.value] } ?? PoolID(pools.count)
      ofHost.append(id)
      if id.position == pools.count {
        pools.append(
          Pool(name: host.pool?.value ?? "", master: HostID(index), isCreated: host.pool != nil))
      }
      guard let name = host.pool?.value else { continue }
      named[name] = id
      if host.isMaster { pools[id.position].master = HostID(index) }
    }
    for index in scenario.hosts.indices where pools[ofHost[index].position].isCreated {
      guard pools[ofHost[index].position].master != HostID(index) else { continue }
      var own = Pool(master: HostID(index))
      own.exists = false
      pools.append(own)
    }
    for step in scenario.timeline {
      guard case .createPool(let name, let master, _) = step.operation else { continue }
      let pool = ofHost[hosts[master]].position
      if pools[pool].name.isEmpty { pools[pool].name = name.value }
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
