import MigrationSim
import Testing

/// The manual's scenario 6.K: xcpA is a real host, xcp02 a nested one with fewer CPU features, and
/// one NIC carries everything.
@Suite struct `A heterogeneous pool` {
  private let xcpA = HostID(0)
  private let xcp02 = HostID(1)
  private let pool = PoolID(0)
  private let nfs = SRID(0)
  private let urouter = VMID(0)
  private let systemTemplate = TemplateID(0)

  private func inventory() -> Inventory {
    var lessAble = Classroom.westmere
    lessAble.name = "VirtualBox"
    lessAble.physicalFeatures[Feature(word: 1, bit: 9)] = false
    func host(_ name: String, _ index: Int, _ processor: Processor, cpus: Int32) -> Host {
      let address = Classroom.address(10, 42, 0, index == 0 ? 150 : 202)
      let pif = PIF(
        position: 0, nic: NICID(index), network: NetworkID(index),
        interface: IPv4Interface(address: address, prefixLength: 16), isManagement: true)
      return Host(
        name: name, pool: PoolID(index), cpuCount: cpus, processor: processor,
        memory: .gibibytes(2), memoryOverhead: .mebibytes(752),
        software: SoftwareVersion(brand: "XCP", version: "1.6.10"), pifs: [pif])
    }
    return Inventory(
      hosts: [host("xcpA", 0, Classroom.westmere, cpus: 4), host("xcp02", 1, lessAble, cpus: 1)],
      vms: [
        VirtualMachine(
          name: "urouter", pool: pool, state: .undefined, memory: .mebibytes(256),
          disks: [VirtualDisk(on: nfs)],
          networks: [NetworkID(0)])
      ],
      storage: [
        StorageRepository(
          name: "NFS VHD", kind: .nfs, pool: pool, server: Classroom.address(10, 42, 0, 100),
          size: .gibibytes(200), exists: false)
      ],
      networks: [
        PoolNetwork(name: "Network 0", pool: pool, position: 0),
        PoolNetwork(name: "Network 0", pool: PoolID(1), position: 0),
      ],
      pools: [Pool(name: "Pool - Heteroxéneo", master: xcpA), Pool(master: xcp02)],
      templates: [Template(name: "Ubuntu")])
  }

  /// After the forced join, with the new SR and urouter made for the pool and running on `host`.
  private func running(on host: HostID, under toolstack: Toolstack) -> Inventory {
    var inventory = inventory()
    let paths = StoragePaths()
    inventory.create(pool)
    _ = inventory.beginJoining(xcp02, to: xcpA)
    _ = inventory.finishJoining(xcp02, paths)
    _ = inventory.create(nfs, from: xcpA, paths)
    inventory.create(urouter, from: systemTemplate, home: nil)
    inventory.run(urouter, on: host, under: toolstack)
    return inventory
  }

  @Test func `the hardware of xcp02 does not match the master's`() {
    let objections = inventory().objections(toCreating: pool, with: xcp02, under: .masking)
    #expect(codes(objections) == ["HOSTS_NOT_HOMOGENEOUS"])
    #expect(
      objections[0].error.explanation.text
        == "xcp02 and xcpA differ: features of VirtualBox and Westmere, it lacks 1:9; "
        + "number of CPUs 1 and 4."
    )
  }

  @Test func `the pool is made with xcpA alone, and xcp02 stays outside`() {
    var inventory = inventory()
    #expect(inventory.objections(toCreating: pool, with: nil, under: .masking) == [])
    inventory.create(pool)
    #expect(inventory.hosts(of: pool) == [xcpA])
  }

  @Test func `joining from xsconsole is refused too, and forcing it warns and succeeds`() {
    let objections = inventory().objections(toJoining: xcp02, to: xcpA, under: .masking)
    #expect(codes(objections) == ["HOSTS_NOT_HOMOGENEOUS"])
    #expect(codes(objections, force: true) == [])
    #expect(objections.warnings(force: true).count == 1)
  }

  @Test func `the SR made after the pool is there on both hosts`() {
    let inventory = running(on: xcp02, under: .none)
    #expect(inventory.isAttached(nfs, to: xcpA))
    #expect(inventory.isAttached(nfs, to: xcp02))
    #expect(inventory.contradictions() == [])
  }

  @Test(arguments: [Toolstack.none, .masking])
  func `urouter goes from the less able xcp02 to xcpA`(under toolstack: Toolstack) {
    let inventory = running(on: xcp02, under: toolstack)
    #expect(inventory.objections(toMigrating: urouter, to: xcpA, under: toolstack) == [])
  }

  @Test func `the other way the later toolstack refuses, and the earlier does not look`() {
    let masking = running(on: xcpA, under: .masking)
    #expect(
      codes(masking.objections(toMigrating: urouter, to: xcp02, under: .masking))
        == ["VM_INCOMPATIBLE_WITH_THIS_HOST"])
    let none = running(on: xcpA, under: .none)
    #expect(none.objections(toMigrating: urouter, to: xcp02, under: .none) == [])
  }

  @Test func `one NIC carries management, storage and the VM's traffic alike`() {
    let inventory = running(on: xcp02, under: .none)
    #expect(inventory[xcp02].pifs.count == 1)
    #expect(inventory.networks(of: pool) == [NetworkID(0)])
  }
}
