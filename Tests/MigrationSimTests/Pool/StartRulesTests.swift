import MigrationSim
import Testing

@Suite struct `Starting a VM on a host` {
  private func answers(
    _ vm: VMID, on host: HostID, in inventory: Inventory, under toolstack: Toolstack = .masking
  ) -> [String] {
    codes(inventory.objections(toStarting: vm, on: host, under: toolstack))
  }

  @Test func `dnfs belongs to xcp00 and yet starts on xcp01, since they share NFS_SR`() {
    var inventory = Classroom().operational
    #expect(answers(Classroom.dnfs, on: Classroom.xcp01, in: inventory) == [])
    inventory.run(Classroom.dnfs, on: Classroom.xcp01)
    #expect(inventory[Classroom.dnfs].state == .running)
    #expect(inventory[Classroom.dnfs].residentOn == Classroom.xcp01)
    #expect(inventory[Classroom.dnfs].home == Classroom.xcp00)
    #expect(inventory.contradictions() == [])
  }

  @Test func `before the repair it does not: its SR is not attached there`() {
    let objections = Classroom().joined.objections(
      toStarting: Classroom.dnfs, on: Classroom.xcp01, under: .masking)
    #expect(codes(objections) == ["VM_REQUIRES_SR"])
    #expect(objections[0].error.parameters == ["dnfs", "NFS_SR"])
  }

  @Test func `a VM with a local disk starts on the host of that disk only`() {
    let inventory = Classroom().operational
    #expect(answers(Classroom.dlocal, on: Classroom.xcp00, in: inventory) == [])
    #expect(answers(Classroom.dlocal, on: Classroom.xcp01, in: inventory) == ["VM_REQUIRES_SR"])
  }

  @Test func `a running VM is not started again`() {
    var inventory = Classroom().operational
    inventory.run(Classroom.dnfs, on: Classroom.xcp01)
    let error = inventory.objections(
      toStarting: Classroom.dnfs, on: Classroom.xcp01, under: .masking)[0].error
    #expect(error.code == "VM_BAD_POWER_STATE")
    #expect(error.parameters == ["dnfs", "halted", "running"])
  }

  @Test func `a crashed VM may be started again`() {
    var inventory = Classroom().operational
    inventory.run(Classroom.dnfs, on: Classroom.xcp01)
    inventory.end(Classroom.dnfs, as: .crashed)
    #expect(answers(Classroom.dnfs, on: Classroom.xcp01, in: inventory) == [])
  }

  @Test func `a VM that is not made yet is unknown`() {
    #expect(
      answers(Classroom.dscsi, on: Classroom.xcp00, in: Classroom().inventory)
        == ["HANDLE_INVALID"])
  }

  @Test func `a VM on its way is busy`() {
    var inventory = Classroom().operational
    inventory.reserve(Classroom.xcp01, for: Classroom.dnfs)
    #expect(
      answers(Classroom.dnfs, on: Classroom.xcp00, in: inventory)
        == ["OTHER_OPERATION_IN_PROGRESS"])
  }

  @Test func `a host in maintenance mode starts nothing`() {
    var classroom = Classroom()
    classroom.hosts[0].state = .maintenance
    #expect(
      answers(Classroom.dnfs, on: Classroom.xcp00, in: classroom.inventory) == ["HOST_DISABLED"])
  }

  @Test func `a host that is off starts nothing, and its storage is unplugged`() {
    var inventory = Classroom().operational
    inventory.shutDown(Classroom.xcp01)
    #expect(
      answers(Classroom.dnfs, on: Classroom.xcp01, in: inventory)
        == ["HOST_NOT_LIVE", "VM_REQUIRES_SR"])
  }

  @Test func `without its master the whole pool starts nothing`() {
    var inventory = Classroom().operational
    inventory.shutDown(Classroom.xcp00)
    #expect(
      answers(Classroom.dnfs, on: Classroom.xcp01, in: inventory) == ["HOST_IN_EMERGENCY_MODE"])
  }

  @Test func `a VM starts in its own pool only`() {
    let codes = answers(Classroom.dnfs, on: Classroom.xcp01, in: Classroom().inventory)
    #expect(codes.first == "HANDLE_INVALID")
  }

  @Test func `a VM that needs more memory than is free is refused, in bytes`() {
    let error = Classroom().operational.objections(
      toStarting: Classroom.drouter, on: Classroom.xcp01, under: .masking)[0].error
    #expect(error.code == "HOST_NOT_ENOUGH_FREE_MEMORY")
    // 512 + 1 MiB wanted, 1024 - 600 MiB free.
    #expect(error.parameters == [String(513 << 20), String(424 << 20)])
  }

  @Test func `a VM fits to the byte`() {
    var classroom = Classroom()
    classroom.vms[Classroom.dnfs.position].memory = .mebibytes(423)
    classroom.vms[Classroom.dnfs.position].dynamicMinimum = .mebibytes(423)
    #expect(answers(Classroom.dnfs, on: Classroom.xcp01, in: classroom.operational) == [])
    classroom.vms[Classroom.dnfs.position].dynamicMinimum += ByteCount(1)
    #expect(
      answers(Classroom.dnfs, on: Classroom.xcp01, in: classroom.operational)
        == ["HOST_NOT_ENOUGH_FREE_MEMORY"])
  }

  @Test func `an HVM guest needs VT-x or AMD-V, which a nested host has not`() {
    var classroom = Classroom()
    classroom.vms[Classroom.dnfs.position].mode = .hvm
    #expect(
      answers(Classroom.dnfs, on: Classroom.xcp01, in: classroom.operational)
        == ["VM_HVM_REQUIRED"])
    classroom.hosts[1].hvmCapable = true
    #expect(answers(Classroom.dnfs, on: Classroom.xcp01, in: classroom.operational) == [])
  }

  @Test func `more vCPUs than CPUs are refused in the era of levelling only`() {
    var classroom = Classroom()
    classroom.vms[Classroom.dnfs.position].vcpus = 2
    let inventory = classroom.operational
    #expect(answers(Classroom.dnfs, on: Classroom.xcp01, in: inventory) == [])
    #expect(
      answers(Classroom.dnfs, on: Classroom.xcp01, in: inventory, under: .levelling)
        == ["HOST_NOT_ENOUGH_PCPUS"])
  }

  @Test func `what stands against a host is told in xapi's order`() {
    var classroom = Classroom()
    classroom.hosts[1].state = .maintenance
    classroom.hosts[1].pifs.removeAll { $0.position == 1 }
    classroom.vms[Classroom.visitor.position].networks = []
    classroom.vms[Classroom.drouter.position].mode = .hvm
    classroom.vms[Classroom.drouter.position].vcpus = 2
    var inventory = classroom.joined
    inventory.disable(Classroom.xcp01)
    #expect(
      answers(Classroom.drouter, on: Classroom.xcp01, in: inventory, under: .levelling) == [
        "HOST_DISABLED", "VM_REQUIRES_SR", "VM_REQUIRES_NETWORK", "VM_HVM_REQUIRED",
        "HOST_NOT_ENOUGH_FREE_MEMORY", "HOST_NOT_ENOUGH_PCPUS",
      ])
  }

  @Test func `a network is available where a NIC of the host is on it`() {
    var classroom = Classroom()
    classroom.hosts[1].pifs.removeAll { $0.position == 1 }
    classroom.vms[Classroom.visitor.position].networks = []
    #expect(
      answers(Classroom.dnfs, on: Classroom.xcp01, in: classroom.operational)
        == ["VM_REQUIRES_NETWORK"])
  }

  @Test func `an internal network is on the host where a VM already runs on it`() {
    var classroom = Classroom()
    classroom.vms[Classroom.dnfs.position].networks = [Classroom.inner]
    var inventory = classroom.operational
    #expect(answers(Classroom.dnfs, on: Classroom.xcp01, in: inventory) == [])
    inventory.run(Classroom.dlocal, on: Classroom.xcp00)
    #expect(
      answers(Classroom.dnfs, on: Classroom.xcp01, in: inventory) == ["VM_REQUIRES_NETWORK"])
    #expect(answers(Classroom.dnfs, on: Classroom.xcp00, in: inventory) == [])
  }

  @Test func `all reasons are given, in the order of assert_can_boot_here`() {
    var classroom = Classroom()
    classroom.vms[Classroom.drouter.position].mode = .hvm
    classroom.hosts[1].pifs.removeAll { $0.position == 1 }
    classroom.vms[Classroom.visitor.position].networks = []
    #expect(
      answers(Classroom.drouter, on: Classroom.xcp01, in: classroom.joined) == [
        "VM_REQUIRES_SR", "VM_REQUIRES_NETWORK", "VM_HVM_REQUIRED", "HOST_NOT_ENOUGH_FREE_MEMORY",
      ])
  }
}
