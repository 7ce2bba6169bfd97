import MigrationSim

/// The hosts of the manual's scenario 6.J before the pool is made: xcp00 with networks, storage and
/// VMs, xcp01 as good as new. Tests change its parts and then build the inventory.
struct Classroom {
  static let xcp00 = HostID(0)
  static let xcp01 = HostID(1)
  static let pool = PoolID(0)
  static let poolOfOne = PoolID(1)

  static let inner = NetworkID(0)
  static let management = NetworkID(1)
  static let traffic = NetworkID(2)
  static let almacenamento = NetworkID(3)
  static let network0 = NetworkID(4)
  static let network1 = NetworkID(5)
  static let network2 = NetworkID(6)
  static let vlan = NetworkID(7)

  static let local00 = SRID(0)
  static let iscsi = SRID(1)
  static let nfs = SRID(2)
  static let isoNFS = SRID(3)
  static let isoCIFS = SRID(4)
  static let local01 = SRID(5)
  static let newNFS = SRID(6)
  /// The SRs on the NAS, which xcp01 has no way to.
  static let onNAS = [iscsi, nfs, isoNFS]

  static let dnfs = VMID(0)
  static let drouter = VMID(1)
  static let dlocal = VMID(2)
  static let big = VMID(3)
  static let visitor = VMID(4)
  static let dscsi = VMID(5)

  static let systemTemplate = TemplateID(0)
  static let dBase = TemplateID(1)
  static let poolTemplate = TemplateID(2)

  static let nas = address(172, 16, 0, 100)
  static let free201 = IPv4Interface(address: address(172, 16, 0, 201), prefixLength: 24)

  var hosts: [Host]
  var vms: [VirtualMachine]
  var storage: [StorageRepository]
  var networks: [PoolNetwork]
  var pools: [Pool]

  init() {
    hosts = [
      Self.host(
        "xcp00", Self.pool, mebibytes: 2048,
        [(Self.management, (10, 42, 0, 200)), (Self.traffic, nil)]),
      Self.host("xcp01", Self.poolOfOne, mebibytes: 1024, [(Self.network0, (10, 42, 0, 201))]),
    ]
    hosts[0].pifs.append(
      PIF(
        position: 2, nic: NICID(2), network: Self.almacenamento,
        interface: IPv4Interface(address: Self.address(172, 16, 0, 200), prefixLength: 24)))
    for (position, network) in [(1, Self.network1), (2, Self.network2)] {
      hosts[1].pifs.append(
        PIF(position: Int32(position), nic: NICID(3 + position), network: network))
    }
    vms = Self.virtualMachines()
    storage = Self.repositories()
    networks = [
      PoolNetwork(name: "Rede Interna", pool: Self.pool, position: nil),
      PoolNetwork(name: "Xestión", pool: Self.pool, position: 0),
      PoolNetwork(name: "Trafico MVs", pool: Self.pool, position: 1),
      PoolNetwork(name: "Almacenamento", pool: Self.pool, position: 2),
      PoolNetwork(name: "Network 0", pool: Self.poolOfOne, position: 0),
      PoolNetwork(name: "Network 1", pool: Self.poolOfOne, position: 1),
      PoolNetwork(name: "Network 2", pool: Self.poolOfOne, position: 2),
      PoolNetwork(name: "VLAN 7", pool: Self.pool, position: 1, vlan: 7, exists: false),
    ]
    pools = [Pool(name: "Pool - Homoxéneo", master: Self.xcp00), Pool(master: Self.xcp01)]
  }

  var inventory: Inventory {
    Inventory(
      hosts: hosts, vms: vms, storage: storage, networks: networks, pools: pools,
      templates: [
        Template(name: "Debian"),
        Template(name: "dBase", pool: Self.pool, home: Self.xcp00),
        Template(name: "dPool", pool: Self.pool),
      ],
      pbds: [Self.iscsi, Self.nfs, Self.isoNFS, Self.isoCIFS].map {
        PBD(sr: $0, host: Self.xcp00, isAttached: true)
      })
  }

  /// After the join: xcp01 is a member, without an address on Almacenamento.
  var joined: Inventory {
    var inventory = inventory
    _ = inventory.beginJoining(Self.xcp01, to: Self.xcp00)
    _ = inventory.finishJoining(Self.xcp01, Self.paths(inventory))
    return inventory
  }

  /// After the repair: everything is plugged everywhere.
  var operational: Inventory {
    var inventory = joined
    inventory.addInterface(Self.free201, on: Self.almacenamento, of: Self.xcp01)
    for sr in Self.onNAS { _ = inventory.repair(sr, on: nil, StoragePaths()) }
    return inventory
  }

  /// What each host reaches while xcp01 has no address on Almacenamento.
  static func paths(_ inventory: Inventory) -> StoragePaths {
    var paths = StoragePaths()
    for sr in onNAS + [newNFS] {
      paths[xcp01, sr] = .noAddressInSubnet
    }
    return paths
  }

  static func address(_ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: UInt32) -> IPv4Address {
    IPv4Address(bits: a << 24 | b << 16 | c << 8 | d)
  }

  /// SSE3 and what came with it: bits 0 to 9 of leaf 1, ECX.
  static let westmere: Processor = {
    var features = FeatureSet()
    for bit in 0..<10 { features[Feature(word: 1, bit: bit)] = true }
    return Processor(name: "Westmere", vendor: .intel, physicalFeatures: features)
  }()

  private static func host(
    _ name: String, _ pool: PoolID, mebibytes: Int64,
    _ nics: [(NetworkID, (UInt32, UInt32, UInt32, UInt32)?)]
  ) -> Host {
    let base = pool == Self.pool ? 0 : 3
    let pifs = nics.enumerated().map { position, nic in
      PIF(
        position: Int32(position), nic: NICID(base + position), network: nic.0,
        interface: nic.1.map {
          IPv4Interface(address: address($0.0, $0.1, $0.2, $0.3), prefixLength: 16)
        }, isManagement: position == 0)
    }
    // 752 MiB is what XCP 1.x gave dom0 by itself, here Xen's share included.
    return Host(
      name: name, pool: pool, cpuCount: 1, processor: westmere, hvmCapable: false,
      memory: .mebibytes(mebibytes), memoryOverhead: .mebibytes(pool == Self.pool ? 752 : 600),
      software: SoftwareVersion(brand: "XCP", version: "1.6.10", build: "61809c"), pifs: pifs)
  }

  private static func virtualMachines() -> [VirtualMachine] {
    func machine(
      _ name: String, _ mebibytes: Int64, on sr: SRID, _ networks: [NetworkID],
      pool: PoolID = pool, home: HostID? = nil, state: PowerState = .halted
    ) -> VirtualMachine {
      VirtualMachine(
        name: name, pool: pool, state: state, home: home, memory: .mebibytes(mebibytes),
        disks: [VirtualDisk(on: sr)], networks: networks)
    }
    return [
      machine("dnfs", 256, on: nfs, [traffic], home: xcp00),
      machine("drouter", 512, on: nfs, [management, traffic], home: xcp00),
      machine("dlocal", 64, on: local00, [inner]),
      machine("dgrande", 1200, on: nfs, []),
      machine("visitor", 64, on: local01, [network1], pool: poolOfOne, home: xcp01),
      machine("dscsi", 256, on: iscsi, [], state: .undefined),
    ]
  }

  private static func repositories() -> [StorageRepository] {
    func remote(
      _ name: String, _ kind: StorageKind, _ gibibytes: Int64, exists: Bool = true
    ) -> StorageRepository {
      let server = kind == .isoCIFS ? address(10, 42, 0, 13) : nas
      return StorageRepository(
        name: name, kind: kind, pool: pool, server: server, size: .gibibytes(gibibytes),
        exists: exists)
    }
    return [
      StorageRepository(
        name: "Local storage on xcp00", kind: .lvm, pool: pool, host: xcp00, size: .gibibytes(100)),
      remote("Almacenamento VDs (LVM)", .lvmOverISCSI, 200),
      remote("NFS_SR", .nfs, 200),
      remote("Images ISO (NAS / NFS)", .isoNFS, 20),
      remote("Images ISO (PC / CIFS)", .isoCIFS, 99),
      StorageRepository(
        name: "Local storage on xcp01", kind: .lvm, pool: poolOfOne, host: xcp01,
        size: .gibibytes(92)),
      remote("NFS VHD", .nfs, 200, exists: false),
    ]
  }
}

extension Inventory {
  /// Starts a VM on a host, whatever speaks against it.
  mutating func run(_ vm: VMID, on host: HostID, under toolstack: Toolstack = .masking) {
    reserve(host, for: vm)
    finishStarting(vm, GuestProfile(name: "plain", uses: []), under: toolstack)
  }
}

/// The codes of refusals, in order.
func codes(_ objections: [Objection], force: Bool = false) -> [String] {
  objections.refusals(force: force).map(\.code)
}
