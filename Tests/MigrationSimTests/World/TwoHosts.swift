import MigrationSim

/// Two hosts of one pool on one wire, with a NAS, a router and one guest: the smallest world in
/// which a guest can move.
struct TwoHosts {
  static let wide = processor("wide", [.sse42, .popcnt])
  static let narrow = processor("narrow", [])
  static let gateway = IPv4Address("10.0.0.1")!
  static let internet = IPv4Address("8.8.8.8")!
  static let vm = VMID(0)
  static let source = HostID(0)
  static let destination = HostID(1)

  var setup: Setup
  private let wire: WireID
  private let link: Link

  init(
    source: Processor = narrow, destination: Processor = narrow,
    levelling: LevellingEra = .none, checks: RestoreChecks = .preStream,
    uses: [FeatureUse] = [], mode: GuestMode = .pv, memory: ByteCount = .mebibytes(128),
    classes: [PageClass] = [], state: PowerState = .running,
    link: Link = Link(lineRate: .gigabits(1), latency: .microseconds(50))
  ) {
    var topology = Topology()
    let wire = topology.addWire("lan")
    self.wire = wire
    self.link = link
    let nics = (0..<2).map { _ in topology.addNIC(on: wire, link) }
    let router = topology.addStation("router", isRouter: true)
    let leg = topology.addNIC(on: wire, link, of: router)
    topology.addUplink(to: router, rate: .megabits(20), roundTrip: .milliseconds(20))
    _ = topology.assign(IPv4Interface("10.0.0.1/24")!, to: leg)
    let network = NetworkID(0)
    let hosts = [source, destination].enumerated().map { index, processor in
      let interface = IPv4Interface("10.0.0.1\(index)/24")!
      _ = topology.assign(interface, to: nics[index])
      return Host(
        name: ["A", "B"][index], pool: PoolID(0), cpuCount: 2, processor: processor,
        memory: .gibibytes(2), memoryOverhead: .mebibytes(300),
        software: SoftwareVersion(brand: "XCP", version: "1.6"),
        gateway: Self.gateway,
        pifs: [
          PIF(
            position: 0, nic: nics[index], network: network, interface: interface,
            isManagement: true)
        ])
    }
    let storage = StorageRepository(
      name: "NFS", kind: .nfs, pool: PoolID(0), server: Self.gateway, size: .gibibytes(100))
    let inventory = Inventory(
      hosts: hosts,
      vms: [
        VirtualMachine(
          name: "guest", pool: PoolID(0), state: state,
          residentOn: state == .running ? Self.source : nil, memory: memory, mode: mode,
          disks: [VirtualDisk(on: SRID(0))], networks: [network])
      ],
      storage: [storage],
      networks: [PoolNetwork(name: "lan", pool: PoolID(0), position: 0)],
      pools: [Pool(name: "pool", master: Self.source, isCreated: true)],
      pbds: [Self.source, Self.destination].map {
        PBD(sr: SRID(0), host: $0, isAttached: true)
      })
    setup = Setup(
      inventory: inventory, topology: topology, guests: [GuestSetup(classes: classes)],
      guestProfiles: [GuestProfile(name: "guest", uses: uses)],
      toolstack: Toolstack(levelling: Levelling(era: levelling)), restoreChecks: checks,
      aftermath: .seconds(30))
    setup.migrations = [MigrationSettings(plan: MigrationPlan(policy: .xen, profile: .xcp1))]
  }

  private static func processor(_ name: String, _ features: [Feature]) -> Processor {
    Processor(
      name: name, vendor: .intel, physicalFeatures: FeatureSet(features: features + [.xsave]))
  }

  /// Adds a migration of the guest to the other host, after what stands in the timeline.
  mutating func migrate(to host: HostID = destination, after wait: SimDuration = .seconds(5)) {
    setup.steps.append(
      Step(start: .afterPrevious(wait), operation: .migrate(Self.vm, to: host, settings: 0)))
  }

  /// Adds a host like the second one to the pool.
  mutating func addHost(_ name: String) -> HostID {
    let old = setup.inventory
    let interface = IPv4Interface("10.0.0.1\(old.hosts.count)/24")!
    let nic = setup.topology.addNIC(on: wire, link)
    _ = setup.topology.assign(interface, to: nic)
    var host = old.hosts[1]
    host.name = name
    host.pifs = [
      PIF(
        position: 0, nic: nic, network: NetworkID(0), interface: interface, isManagement: true)
    ]
    let id = HostID(old.hosts.count)
    setup.inventory = Inventory(
      hosts: old.hosts + [host], vms: old.vms, storage: old.storage, networks: old.networks,
      pools: old.pools, templates: old.templates,
      pbds: old.pbds + [PBD(sr: SRID(0), host: id, isAttached: true)])
    return id
  }

  /// Adds a ping, started at once.
  mutating func ping(fromConsole: Bool, interval: SimDuration = .seconds(1)) {
    setup.pingers.append(
      PingerSetup(
        vm: Self.vm, isFromConsole: fromConsole,
        peer: fromConsole ? Self.internet : Self.gateway, peerName: "peer", interval: interval))
    let number = Int32(setup.pingers.count - 1)
    setup.steps.append(Step(operation: .startPing(number)))
  }
}
