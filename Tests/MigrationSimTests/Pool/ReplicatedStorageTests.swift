import MigrationSim
import Testing

/// Three hosts of one pool, the first two with an SR that DRBD replicates, and one VM on it.
private struct Twins {
  static let sr = SRID(0)
  static let vm = VMID(0)
  static let hosts = (first: HostID(0), second: HostID(1), third: HostID(2))

  var pools = [PoolID(0), PoolID(0), PoolID(0)]

  var inventory: Inventory {
    let hosts = (0..<3).map { number in
      Host(
        name: "xen\(number)", pool: pools[number], cpuCount: 2, processor: Classroom.westmere,
        memory: .gibibytes(2), memoryOverhead: .mebibytes(512),
        software: SoftwareVersion(brand: "XCP", version: "1.6"), pifs: [])
    }
    var own = Pool(master: Self.hosts.second)
    own.exists = pools.contains(PoolID(1))
    return Inventory(
      hosts: hosts,
      vms: [
        VirtualMachine(
          name: "web", pool: PoolID(0), memory: .mebibytes(256),
          disks: [VirtualDisk(on: Self.sr, size: .gibibytes(4))])
      ],
      storage: [
        StorageRepository(
          name: "twin", kind: .drbd, pool: PoolID(0),
          replication: Replication(between: Self.hosts.first, and: Self.hosts.second),
          size: .gibibytes(100), exists: false)
      ],
      pools: [Pool(name: "pool", master: Self.hosts.first, isCreated: true), own])
  }

  var made: Inventory {
    var inventory = inventory
    _ = inventory.create(Self.sr, from: Self.hosts.first, StoragePaths())
    return inventory
  }
}

@Suite struct `Storage that two hosts hold alike` {
  @Test func `is attached to those two and to no other host`() {
    var inventory = Twins().inventory
    let failures = inventory.create(
      Twins.sr, from: Twins.hosts.first, StoragePaths())
    #expect(failures.map(\.host) == [Twins.hosts.third])
    #expect(failures.map(\.error.code) == ["SR_BACKEND_FAILURE_47"])
    #expect(
      failures[0].error.explanation.text
        == "xen2 cannot reach twin: it is on disks of xen0 and xen1.")
    #expect(inventory.isAttached(Twins.sr, to: Twins.hosts.first))
    #expect(inventory.isAttached(Twins.sr, to: Twins.hosts.second))
    #expect(inventory.contradictions() == [])
  }

  @Test func `belongs to the pool`() {
    #expect(Twins().inventory[Twins.sr].isShared)
  }

  @Test func `lets a VM start on either of the two`() {
    let inventory = Twins().made
    func answer(_ host: HostID) -> [String] {
      codes(inventory.objections(toStarting: Twins.vm, on: host, under: .masking))
    }
    #expect(answer(Twins.hosts.first) == [])
    #expect(answer(Twins.hosts.second) == [])
    #expect(answer(Twins.hosts.third) == ["VM_REQUIRES_SR"])
  }

  @Test func `lives on with one of them`() {
    var inventory = Twins().made
    inventory.shutDown(Twins.hosts.second)
    #expect(inventory.isAttached(Twins.sr, to: Twins.hosts.first))
    #expect(
      inventory.objections(toStarting: Twins.vm, on: Twins.hosts.first, under: .masking) == [])
  }

  @Test func `is made with both hosts on`() {
    var inventory = Twins().inventory
    inventory.shutDown(Twins.hosts.second)
    let objections = inventory.objections(
      toCreating: Twins.sr, from: Twins.hosts.first, StoragePaths())
    #expect(codes(objections) == ["HOST_NOT_LIVE"])
  }

  @Test func `is made with both hosts in the pool`() {
    var twins = Twins()
    twins.pools[1] = PoolID(1)
    let inventory = twins.inventory
    let objections = inventory.objections(
      toCreating: Twins.sr, from: Twins.hosts.first, StoragePaths())
    #expect(codes(objections) == ["HANDLE_INVALID"])
  }

  @Test func `is not made from a third host`() {
    let inventory = Twins().inventory
    let objections = inventory.objections(
      toCreating: Twins.sr, from: Twins.hosts.third, StoragePaths())
    #expect(codes(objections) == ["SR_BACKEND_FAILURE_47"])
  }
}
