import MigrationSim
import Testing

@Suite struct `The networks of a pool` {
  private func withVLAN() -> Inventory {
    var inventory = Classroom().joined
    inventory.create(Classroom.vlan, from: Classroom.xcp01)
    return inventory
  }

  @Test func `a network created on xcp01 appears on xcp00`() {
    let inventory = withVLAN()
    #expect(inventory[Classroom.xcp00].pif(on: Classroom.vlan)?.nic == NICID(1))
    #expect(inventory[Classroom.xcp01].pif(on: Classroom.vlan)?.nic == NICID(4))
    #expect(inventory.contradictions() == [])
  }

  @Test func `it appears without an address`() {
    #expect(withVLAN()[Classroom.xcp00].pif(on: Classroom.vlan)?.interface == nil)
  }

  @Test func `and can even be deleted from there`() {
    var inventory = withVLAN()
    let objections = inventory.objections(toDestroying: Classroom.vlan, from: Classroom.xcp00)
    #expect(objections == [])
    inventory.destroy(Classroom.vlan)
    #expect(!inventory[Classroom.vlan].exists)
    #expect(inventory[Classroom.xcp01].pif(on: Classroom.vlan) == nil)
    #expect(inventory.contradictions() == [])
  }

  @Test func `a network is not made twice`() {
    let objections = withVLAN().objections(toCreating: Classroom.vlan, from: Classroom.xcp00)
    #expect(codes(objections) == ["OPERATION_NOT_ALLOWED"])
  }

  @Test func `a second network on a NIC needs a VLAN of its own`() {
    var classroom = Classroom()
    classroom.networks[Classroom.vlan.position].vlan = nil
    let objections = classroom.joined.objections(
      toCreating: Classroom.vlan, from: Classroom.xcp01)
    #expect(codes(objections) == ["PIF_VLAN_EXISTS"])
  }

  @Test func `a network on a NIC that the host has not is refused`() {
    var classroom = Classroom()
    classroom.networks[Classroom.vlan.position].position = 5
    let objections = classroom.joined.objections(
      toCreating: Classroom.vlan, from: Classroom.xcp01)
    #expect(codes(objections) == ["PIF_DEVICE_NOT_FOUND"])
  }

  @Test func `an internal network has no interfaces`() {
    var classroom = Classroom()
    classroom.networks[Classroom.vlan.position].position = nil
    classroom.networks[Classroom.vlan.position].vlan = nil
    var inventory = classroom.joined
    #expect(inventory.objections(toCreating: Classroom.vlan, from: Classroom.xcp01) == [])
    inventory.create(Classroom.vlan, from: Classroom.xcp01)
    #expect(inventory[Classroom.xcp01].pif(on: Classroom.vlan) == nil)
    #expect(inventory.contradictions() == [])
  }

  @Test func `a network that a running VM is plugged into is not destroyed`() {
    var inventory = Classroom().inventory
    inventory.run(Classroom.dlocal, on: Classroom.xcp00)
    let objections = inventory.objections(toDestroying: Classroom.inner, from: Classroom.xcp00)
    #expect(codes(objections) == ["NETWORK_CONTAINS_VIF"])
    #expect(objections[0].error.parameters == ["dlocal"])
  }

  /// dlocal and drouter on the internal network, with disks that both hosts reach, dlocal running
  /// on xcp00.
  private func tied() -> Inventory {
    var classroom = Classroom()
    classroom.vms[Classroom.dlocal.position].disks = [VirtualDisk(on: Classroom.nfs)]
    classroom.vms[Classroom.drouter.position].networks = [Classroom.inner]
    classroom.vms[Classroom.drouter.position].memory = .mebibytes(64)
    classroom.vms[Classroom.drouter.position].dynamicMinimum = .mebibytes(64)
    var inventory = classroom.operational
    inventory.run(Classroom.dlocal, on: Classroom.xcp00)
    return inventory
  }

  @Test func `the first VM on an internal network starts anywhere, a second beside it`() {
    var inventory = tied()
    func answer(_ host: HostID) -> [String] {
      codes(inventory.objections(toStarting: Classroom.drouter, on: host, under: .masking))
    }
    #expect(answer(Classroom.xcp00) == [])
    #expect(answer(Classroom.xcp01) == ["VM_REQUIRES_NETWORK"])
    inventory.end(Classroom.dlocal, as: .halted)
    #expect(answer(Classroom.xcp01) == [])
  }

  @Test func `a VM on an internal network cannot migrate, nor its host be emptied`() {
    let inventory = tied()
    let objections = inventory.objections(
      toMigrating: Classroom.dlocal, to: Classroom.xcp01, under: .masking)
    #expect(codes(objections) == ["VM_REQUIRES_NETWORK"])
    #expect(
      objections[0].error.explanation.text.hasPrefix(
        "Rede Interna has no NIC and is in use on xcp00: dlocal"))
    let plan = inventory.evacuationPlan(of: Classroom.xcp00, under: .masking)
    #expect(plan.obstacles.map(\.vm) == [Classroom.dlocal])
    #expect(
      codes(inventory.objections(toEvacuating: Classroom.xcp00, plan))
        == ["CANNOT_EVACUATE_HOST", "VM_REQUIRES_NETWORK"])
  }

  @Test func `a halted VM loses its VIF with the network`() {
    var inventory = Classroom().inventory
    #expect(inventory.objections(toDestroying: Classroom.inner, from: Classroom.xcp00) == [])
    inventory.destroy(Classroom.inner)
    #expect(inventory[Classroom.dlocal].networks == [])
  }

  @Test func `the network of a NIC is not destroyed`() {
    let objections = Classroom().joined.objections(
      toDestroying: Classroom.traffic, from: Classroom.xcp01)
    #expect(codes(objections) == ["NETWORK_CONTAINS_PIF"])
    #expect(objections[0].error.parameters == ["xcp00", "xcp01"])
  }

  @Test func `a VLAN with an address is not destroyed`() {
    var inventory = withVLAN()
    let interface = IPv4Interface(address: Classroom.address(10, 7, 0, 1), prefixLength: 24)
    inventory.addInterface(interface, on: Classroom.vlan, of: Classroom.xcp01)
    let objections = inventory.objections(toDestroying: Classroom.vlan, from: Classroom.xcp00)
    #expect(objections.map(\.error.parameters) == [["xcp01"]])
  }

  @Test func `nothing is made or destroyed without the master`() {
    var inventory = withVLAN()
    inventory.shutDown(Classroom.xcp00)
    let objections = inventory.objections(toDestroying: Classroom.vlan, from: Classroom.xcp01)
    #expect(codes(objections) == ["HOST_IN_EMERGENCY_MODE"])
  }
}
