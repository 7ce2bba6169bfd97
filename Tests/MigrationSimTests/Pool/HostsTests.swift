import MigrationSim
import Testing

@Suite struct `Hosts on and off` {
  @Test func `xcp01 is shut down first, then the pool, its master last`() {
    var inventory = Classroom().operational
    #expect(
      inventory.shutdownOrder(of: Classroom.pool) == [Classroom.xcp01, Classroom.xcp00])
    #expect(inventory.objections(toShuttingDown: Classroom.xcp01) == [])
    inventory.shutDown(Classroom.xcp01)
    #expect(inventory.shutdownOrder(of: Classroom.pool) == [Classroom.xcp00])
    inventory.shutDown(Classroom.xcp00)
    #expect(inventory.shutdownOrder(of: Classroom.pool) == [])
    #expect(inventory.contradictions() == [])
  }

  @Test func `a host with a running VM is in use`() {
    var inventory = Classroom().operational
    inventory.run(Classroom.dnfs, on: Classroom.xcp01)
    let objections = inventory.objections(toShuttingDown: Classroom.xcp01)
    #expect(objections.map(\.error.code) == ["HOST_IN_USE"])
    #expect(objections[0].error.parameters == ["xcp01", "vm", "dnfs"])
  }

  @Test func `a host that is off is not shut down again`() {
    var inventory = Classroom().operational
    inventory.shutDown(Classroom.xcp01)
    #expect(codes(inventory.objections(toShuttingDown: Classroom.xcp01)) == ["HOST_NOT_LIVE"])
  }

  @Test func `whoever shuts the master down before its members is warned`() {
    var inventory = Classroom().operational
    #expect(
      inventory.warnings(ofShuttingDown: Classroom.xcp00).map(\.code)
        == ["HOST_IN_EMERGENCY_MODE"])
    #expect(inventory.warnings(ofShuttingDown: Classroom.xcp01) == [])
    inventory.shutDown(Classroom.xcp01)
    #expect(inventory.warnings(ofShuttingDown: Classroom.xcp00) == [])
  }

  @Test func `a host that is turned on plugs what it reaches`() {
    var inventory = Classroom().operational
    inventory.shutDown(Classroom.xcp01)
    #expect(!inventory.isAttached(Classroom.local01, to: Classroom.xcp01))
    let failures = inventory.start(Classroom.xcp01, Classroom.paths(inventory)).failures
    #expect(failures.map(\.sr) == Classroom.onNAS)
    #expect(inventory.isAttached(Classroom.local01, to: Classroom.xcp01))
  }

  @Test func `the number of CPUs is changed while no VM is there`() {
    var inventory = Classroom().inventory
    #expect(inventory.objections(toSettingCPUCount: 2, of: Classroom.xcp01) == [])
    inventory.shutDown(Classroom.xcp01)
    inventory.setCPUCount(2, of: Classroom.xcp01)
    #expect(inventory[Classroom.xcp01].cpuCount == 2)
    _ = inventory.start(Classroom.xcp01, Classroom.paths(inventory))
    inventory.run(Classroom.visitor, on: Classroom.xcp01)
    #expect(
      codes(inventory.objections(toSettingCPUCount: 1, of: Classroom.xcp01)) == ["HOST_IN_USE"])
  }

  @Test func `the number of CPUs is changed while the host is off`() {
    var inventory = Classroom().inventory
    inventory.shutDown(Classroom.xcp01)
    #expect(inventory.objections(toSettingCPUCount: 2, of: Classroom.xcp01) == [])
  }

  @Test func `a host has at least one CPU`() {
    let objections = Classroom().inventory.objections(toSettingCPUCount: 0, of: Classroom.xcp01)
    #expect(codes(objections) == ["INVALID_VALUE"])
  }
}

@Suite struct `Ejecting a host` {
  @Test func `an ejected host stands alone, as good as newly installed`() {
    var inventory = Classroom().operational
    #expect(inventory.objections(toEjecting: Classroom.xcp01) == [])
    inventory.eject(Classroom.xcp01)
    #expect(inventory.hosts(of: Classroom.poolOfOne) == [Classroom.xcp01])
    #expect(inventory.isMaster(Classroom.xcp01))
    #expect(inventory[Classroom.xcp01].pifs.compactMap(\.interface).count == 1)
    #expect(inventory.networks(of: Classroom.poolOfOne).count == 3)
    #expect(inventory.pbd(Classroom.nfs, Classroom.xcp01) == nil)
    #expect(inventory.contradictions() == [])
  }

  @Test func `an ejected host may join again`() {
    var inventory = Classroom().operational
    inventory.eject(Classroom.xcp01)
    let objections = inventory.objections(
      toJoining: Classroom.xcp01, to: Classroom.xcp00, under: .masking)
    #expect(objections == [])
    _ = inventory.beginJoining(Classroom.xcp01, to: Classroom.xcp00)
    _ = inventory.finishJoining(Classroom.xcp01, StoragePaths())
    #expect(inventory.contradictions() == [])
  }

  @Test func `the master is not ejected`() {
    #expect(
      codes(Classroom().operational.objections(toEjecting: Classroom.xcp00)) == ["INTERNAL_ERROR"])
  }

  @Test func `a host with a running VM is not ejected`() {
    var inventory = Classroom().operational
    inventory.run(Classroom.dnfs, on: Classroom.xcp01)
    #expect(
      codes(inventory.objections(toEjecting: Classroom.xcp01)) == ["OPERATION_NOT_ALLOWED"])
  }
}
