import MigrationSim

/// Hosts on one switch and the VMs on them: the world that the programs in `Benchmarks/Peers`
/// simulate too.
public struct Estate: Sendable {
  /// Bytes of a VM's memory that its guest writes to in a second, where it has one class [B/s]:
  /// half of what the link carries.
  public static let dirtying = 62.5e6
  public static let memory = ByteCount.gibibytes(1)
  static let gateway = IPv4Address(bits: 10 << 24 | 1)
  /// A link that gets 1 Gbit/s of data through.
  static let link = Link(lineRate: .gigabits(1) * (1538.0 / 1448))

  public var setup: Setup

  /// `perHost` VMs on each of so many hosts; `classes` says what the guest of each writes to.
  public init(
    hosts: Int, perHost: [Int], memories: [ByteCount], classes: (ByteCount) -> [PageClass]
  ) {
    var topology = Topology()
    let wire = topology.addWire("lan")
    let network = NetworkID(0)
    let router = topology.addStation("router", isRouter: true)
    let leg = topology.addNIC(on: wire, Self.link, of: router)
    _ = topology.assign(IPv4Interface(address: Self.gateway, prefixLength: 8), to: leg)
    let processor = Processor(
      name: "processor", vendor: .intel, physicalFeatures: FeatureSet(features: [.xsave]))
    let machines = (0..<hosts).map { number in
      let nic = topology.addNIC(on: wire, Self.link)
      let interface = IPv4Interface(
        address: IPv4Address(bits: 10 << 24 | 1 << 16 | UInt32(number)), prefixLength: 8)
      _ = topology.assign(interface, to: nic)
      return Host(
        name: "host\(number)", pool: PoolID(0), cpuCount: 64, processor: processor,
        memory: .gibibytes(Int64(perHost.max() ?? 0) * 2 + 100), memoryOverhead: .mebibytes(300),
        software: SoftwareVersion(brand: "XenServer", version: "8"), gateway: Self.gateway,
        pifs: [
          PIF(position: 0, nic: nic, network: network, interface: interface, isManagement: true)
        ])
    }
    var vms: [VirtualMachine] = []
    for (host, count) in perHost.enumerated() {
      for _ in 0..<count {
        vms.append(
          VirtualMachine(
            name: "vm\(vms.count)", pool: PoolID(0), state: .running,
            residentOn: HostID(host), memory: memories[vms.count % memories.count],
            disks: [VirtualDisk(on: SRID(0))], networks: [network]))
      }
    }
    let storage = StorageRepository(
      name: "NFS", kind: .nfs, pool: PoolID(0), server: Self.gateway,
      size: .gibibytes(Int64(vms.count) * 100 + 100))
    setup = Setup(
      inventory: Inventory(
        hosts: machines, vms: vms, storage: [storage],
        networks: [PoolNetwork(name: "lan", pool: PoolID(0), position: 0)],
        pools: [Pool(name: "pool", master: HostID(0), isCreated: true)],
        pbds: (0..<hosts).map { PBD(sr: SRID(0), host: HostID($0), isAttached: true) }),
      topology: topology, guests: vms.map { GuestSetup(classes: classes($0.memory)) },
      guestProfiles: [GuestProfile(name: "guest", uses: [])],
      toolstack: Toolstack(levelling: Levelling(era: .levelling)), restoreChecks: .preStream,
      timeLimit: .seconds(4e9))
    setup.migrations = [MigrationSettings(plan: Self.tenTransfers)]
  }

  /// Nine live passes and a last one, none of which takes any time but to send its pages.
  static var tenTransfers: MigrationPlan {
    MigrationPlan(
      policy: StopPolicy(name: "ten transfers", maximumPasses: 9, threshold: 0),
      profile: PhaseProfile(
        name: "instant", durations: Phase.allCases.map { _ in .constant(0) }),
      wire: .plain)
  }

  /// Lets the timeline end with that operation.
  public mutating func add(_ operation: Operation, at start: StepStart = .afterPrevious(.zero)) {
    setup.steps.append(Step(start: start, operation: operation))
  }

  /// Has every guest ping the router once a second, from the beginning on.
  public mutating func pingFromAll() {
    for number in setup.inventory.vms.indices {
      setup.pingers.append(
        PingerSetup(
          vm: VMID(number), isFromConsole: true, peer: Self.gateway, peerName: "router"))
      add(.startPing(Int32(number)))
    }
  }
}

extension Estate {
  /// One class, swept at so many bytes a second.
  public static func swept(_ bytesPerSecond: Double) -> (ByteCount) -> [PageClass] {
    { memory in
      [
        PageClass(
          name: "swept", pages: Page.count(of: memory), pattern: .sequential,
          writesPerSecond: bytesPerSecond / Double(Page.bytes))
      ]
    }
  }

  /// Four classes of pages written to at random: a half, a quarter and two eighths of the memory,
  /// with 10, 20, 30 and 40 % of the writes.
  public static func drawn(_ bytesPerSecond: Double) -> (ByteCount) -> [PageClass] {
    { memory in
      let pages = Page.count(of: memory)
      let writes = bytesPerSecond / Double(Page.bytes)
      return zip([2, 4, 8, 8], [0.1, 0.2, 0.3, 0.4]).map { part, share in
        PageClass(
          name: "1/\(part)", pages: pages / part, pattern: .random,
          writesPerSecond: writes * share)
      }
    }
  }
}
