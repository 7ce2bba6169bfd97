import MigrationSim

extension TwoHosts {
  static let nfs = SRID(0)
  static let localA = SRID(1)
  static let localB = SRID(2)
  static let iso = SRID(3)

  /// A world whose guest has these disks, with an SR on each host and a library of ISO images;
  /// phases take no time.
  init(
    disks: [VirtualDisk], state: PowerState = .running, memory: ByteCount = .mebibytes(8),
    room: ByteCount = .gibibytes(20)
  ) {
    self.init(memory: memory, state: state)
    let old = setup.inventory
    var guest = old.vms[0]
    guest.disks = disks
    func local(_ name: String, _ host: HostID) -> StorageRepository {
      let used = disks.filter { $0.sr == (host == Self.source ? Self.localA : Self.localB) }
        .reduce(ByteCount.zero) { $0 + $1.space(on: .lvm) }
      return StorageRepository(
        name: name, kind: .lvm, pool: PoolID(0), host: host, size: room, used: used)
    }
    let library = StorageRepository(
      name: "ISO", kind: .isoNFS, pool: PoolID(0), server: Self.gateway, size: .gibibytes(9))
    setup.inventory = Inventory(
      hosts: old.hosts, vms: [guest],
      storage: old.storage + [
        local("local A", Self.source), local("local B", Self.destination), library,
      ],
      networks: old.networks, pools: old.pools,
      pbds: old.pbds + [
        PBD(sr: Self.iso, host: Self.destination, isAttached: true)
      ])
    setup.migrations[0].plan.profile = .instant
  }

  /// Adds a move of the guest's disks, a second after what stands in the timeline.
  mutating func move(
    _ vm: VMID = vm, to host: HostID = destination, sr: SRID = localB, settings: Int32 = 0
  ) {
    setup.steps.append(
      Step(
        start: .afterPrevious(.seconds(1)),
        operation: .migrateStorage(vm, to: host, sr: sr, settings: settings)))
  }

  /// Gives an SR a limit on each copy.
  mutating func limit(_ sr: SRID, to rate: BitRate) {
    let old = setup.inventory
    var storage = old.storage
    storage[sr.position].bandwidth = rate
    setup.inventory = Inventory(
      hosts: old.hosts, vms: old.vms, storage: storage, networks: old.networks, pools: old.pools,
      pbds: old.pbds)
  }
}
