import MigrationSim
import Testing

@Suite struct `Shared storage` {
  @Test func `repairing fails while no path leads from xcp01 to the NAS`() {
    var inventory = Classroom().joined
    let effects = inventory.repair(Classroom.nfs, on: nil, Classroom.paths(inventory))
    #expect(effects.attached == [])
    #expect(effects.failures.map(\.host) == [Classroom.xcp01])
    #expect(effects.failures.map(\.error.code) == ["SR_BACKEND_FAILURE_108"])
  }

  @Test func `repairing succeeds once xcp01 has an address on Almacenamento`() {
    var inventory = Classroom().joined
    inventory.addInterface(Classroom.free201, on: Classroom.almacenamento, of: Classroom.xcp01)
    let effects = inventory.repair(Classroom.nfs, on: nil, StoragePaths())
    #expect(effects.attached == [Classroom.xcp01])
    #expect(effects.failures == [])
    #expect(inventory.isAttached(Classroom.nfs, to: Classroom.xcp01))
  }

  @Test func `an address plugs nothing by itself`() {
    var inventory = Classroom().joined
    inventory.addInterface(Classroom.free201, on: Classroom.almacenamento, of: Classroom.xcp01)
    #expect(inventory.unpluggedHosts(of: Classroom.nfs) == [Classroom.xcp01])
  }

  @Test func `the pool is fully operational when no SR has an unplugged host`() {
    let inventory = Classroom().operational
    for sr in inventory.storage(of: Classroom.pool) {
      #expect(inventory.unpluggedHosts(of: sr) == [])
    }
    #expect(inventory.contradictions() == [])
  }

  @Test func `repairing on one host leaves the others alone`() {
    var inventory = Classroom().joined
    let effects = inventory.repair(
      Classroom.nfs, on: Classroom.xcp00, StoragePaths())
    #expect(effects.attached == [] && effects.failures == [])
    #expect(inventory.unpluggedHosts(of: Classroom.nfs) == [Classroom.xcp01])
  }

  @Test func `what does not exist yet cannot be repaired`() {
    let objections = Classroom().joined.objections(toRepairing: Classroom.newNFS, on: nil)
    #expect(codes(objections) == ["HANDLE_INVALID"])
  }

  @Test func `a host of another pool cannot repair`() {
    let objections = Classroom().inventory.objections(
      toRepairing: Classroom.nfs, on: Classroom.xcp01)
    #expect(codes(objections) == ["HANDLE_INVALID"])
  }

  @Test func `an SR made after the pool is plugged on every member that reaches it`() {
    var inventory = Classroom().operational
    let paths = StoragePaths()
    let objections = inventory.objections(
      toCreating: Classroom.newNFS, from: Classroom.xcp00, paths)
    #expect(objections == [])
    #expect(inventory.create(Classroom.newNFS, from: Classroom.xcp00, paths) == [])
    for host in [Classroom.xcp00, Classroom.xcp01] {
      #expect(inventory.isAttached(Classroom.newNFS, to: host))
    }
    #expect(inventory.contradictions() == [])
  }

  @Test func `an SR is made from the host that reaches it, and stays unplugged on the other`() {
    var inventory = Classroom().joined
    let paths = Classroom.paths(inventory)
    #expect(
      codes(inventory.objections(toCreating: Classroom.newNFS, from: Classroom.xcp01, paths))
        == ["SR_BACKEND_FAILURE_108"])
    #expect(inventory.objections(toCreating: Classroom.newNFS, from: Classroom.xcp00, paths) == [])
    let failures = inventory.create(Classroom.newNFS, from: Classroom.xcp00, paths)
    #expect(failures.map(\.host) == [Classroom.xcp01])
  }

  @Test func `an SR is not made twice`() {
    let inventory = Classroom().joined
    let objections = inventory.objections(
      toCreating: Classroom.nfs, from: Classroom.xcp00, StoragePaths())
    #expect(codes(objections) == ["SR_BACKEND_FAILURE_42"])
  }

  @Test func `an SR holds at least what is used of it`() {
    var classroom = Classroom()
    classroom.storage[Classroom.newNFS.position].used = .gibibytes(201)
    let inventory = classroom.joined
    let objections = inventory.objections(
      toCreating: Classroom.newNFS, from: Classroom.xcp00, StoragePaths())
    #expect(codes(objections) == ["SR_BACKEND_FAILURE_44"])
  }

  @Test func `an SR is made from a host that is on`() {
    var inventory = Classroom().operational
    inventory.shutDown(Classroom.xcp01)
    let objections = inventory.objections(
      toCreating: Classroom.newNFS, from: Classroom.xcp01, StoragePaths())
    #expect(codes(objections) == ["HOST_NOT_LIVE"])
  }
}
