import MigrationSim
import Testing

@Suite struct `Joining a pool` {
  @Test func `a pool is made of its master by giving it a name`() {
    var inventory = Classroom().inventory
    #expect(inventory.objections(toCreating: Classroom.pool, with: nil, under: .masking) == [])
    inventory.create(Classroom.pool)
    #expect(inventory[Classroom.pool].isCreated)
    let again = inventory.objections(toCreating: Classroom.pool, with: nil, under: .masking)
    #expect(codes(again) == ["OPERATION_NOT_ALLOWED"])
  }

  @Test func `a pool with a member that may not join is refused`() {
    var classroom = Classroom()
    classroom.hosts[1].cpuCount = 4
    let objections = classroom.inventory.objections(
      toCreating: Classroom.pool, with: Classroom.xcp01, under: .masking)
    #expect(codes(objections) == ["HOSTS_NOT_HOMOGENEOUS"])
  }

  @Test func `the host's own pool dissolves`() {
    let inventory = Classroom().joined
    #expect(!inventory[Classroom.poolOfOne].exists)
    #expect(inventory.hosts(of: Classroom.pool) == [Classroom.xcp00, Classroom.xcp01])
    #expect(inventory.contradictions() == [])
  }

  @Test func `it is in maintenance mode while it inherits, and then active`() {
    var inventory = Classroom().inventory
    _ = inventory.beginJoining(Classroom.xcp01, to: Classroom.xcp00)
    #expect(inventory[Classroom.xcp01].state == .maintenance)
    #expect(inventory.contradictions() == [])
    _ = inventory.finishJoining(Classroom.xcp01, Classroom.paths(inventory))
    #expect(inventory[Classroom.xcp01].state == .live)
  }

  @Test func `three shared SRs, those on the NAS, are not active`() {
    var inventory = Classroom().inventory
    _ = inventory.beginJoining(Classroom.xcp01, to: Classroom.xcp00)
    let failures = inventory.finishJoining(Classroom.xcp01, Classroom.paths(inventory))
    #expect(failures.map(\.sr) == Classroom.onNAS)
    #expect(failures.allSatisfy { $0.host == Classroom.xcp01 })
    // XE_SR_ERRORCODES.xml: ISCSITarget 141, NFSTarget 108, ISOMountFailure 222.
    #expect(
      failures.map(\.error.code)
        == ["SR_BACKEND_FAILURE_141", "SR_BACKEND_FAILURE_108", "SR_BACKEND_FAILURE_222"])
    #expect(
      failures[1].error.explanation.text
        == "xcp01 cannot reach NFS_SR: it has no address in the subnet of 172.16.0.100.")
    for sr in Classroom.onNAS { #expect(!inventory.isAttached(sr, to: Classroom.xcp01)) }
  }

  @Test func `the shared SR that is reached through management is active`() {
    #expect(Classroom().joined.isAttached(Classroom.isoCIFS, to: Classroom.xcp01))
  }

  @Test func `local storage comes along, and stays its own host's`() {
    let inventory = Classroom().joined
    #expect(inventory[Classroom.local01].pool == Classroom.pool)
    #expect(inventory.isAttached(Classroom.local01, to: Classroom.xcp01))
    #expect(inventory.pbd(Classroom.local01, Classroom.xcp00) == nil)
    #expect(inventory.pbd(Classroom.local00, Classroom.xcp01) == nil)
  }

  @Test func `the pool's networks are found by NIC, without addresses`() {
    let host = Classroom().joined[Classroom.xcp01]
    #expect(
      host.pifs.map(\.network)
        == [Classroom.management, Classroom.traffic, Classroom.almacenamento])
    #expect(host.pif(on: Classroom.almacenamento)?.interface == nil)
    #expect(host.managementPIF?.interface?.address == Classroom.address(10, 42, 0, 201))
  }

  @Test func `the networks it had on those NICs are gone`() {
    var inventory = Classroom().inventory
    let effects = inventory.beginJoining(Classroom.xcp01, to: Classroom.xcp00)
    let own = [Classroom.network0, Classroom.network1, Classroom.network2]
    #expect(effects.mergedNetworks == own)
    #expect(effects.broughtNetworks == [])
    for network in own { #expect(!inventory[network].exists) }
  }

  @Test func `the pool's internal network is the new member's too`() {
    var classroom = Classroom()
    classroom.vms[Classroom.visitor.position].networks = [Classroom.inner]
    let objections = classroom.joined.objections(
      toStarting: Classroom.visitor, on: Classroom.xcp01, under: .masking)
    #expect(objections == [])
  }

  @Test func `a network on a NIC that no other member has comes along`() {
    var classroom = Classroom()
    classroom.networks.append(
      PoolNetwork(name: "Network 3", pool: Classroom.poolOfOne, position: 3))
    let network = NetworkID(classroom.networks.count - 1)
    classroom.hosts[1].pifs.append(PIF(position: 3, nic: NICID(6), network: network))
    let inventory = classroom.joined
    #expect(inventory[network].pool == Classroom.pool)
    #expect(inventory[Classroom.xcp01].pif(on: network) != nil)
    #expect(inventory[Classroom.xcp00].pif(on: network) == nil)
    #expect(inventory.contradictions() == [])
  }

  @Test func `its VLANs become internal networks, and the pool's VLANs become its own`() {
    var classroom = Classroom()
    classroom.networks[Classroom.vlan.position].exists = true
    classroom.hosts[0].pifs.append(PIF(position: 1, nic: NICID(1), network: Classroom.vlan))
    classroom.networks.append(
      PoolNetwork(name: "VLAN 9", pool: Classroom.poolOfOne, position: 1, vlan: 9))
    let own = NetworkID(classroom.networks.count - 1)
    classroom.hosts[1].pifs.append(PIF(position: 1, nic: NICID(4), network: own))
    let inventory = classroom.joined
    #expect(inventory[own].position == nil)
    #expect(inventory[Classroom.xcp01].pif(on: own) == nil)
    #expect(inventory[Classroom.xcp01].pif(on: Classroom.vlan)?.nic == NICID(4))
    #expect(inventory.contradictions() == [])
  }

  @Test func `its halted VMs come along, their VIFs on the pool's networks`() {
    var inventory = Classroom().joined
    #expect(inventory[Classroom.visitor].pool == Classroom.pool)
    #expect(inventory[Classroom.visitor].networks == [Classroom.traffic])
    let objections = inventory.objections(
      toStarting: Classroom.visitor, on: Classroom.xcp01, under: .masking)
    #expect(objections == [])
    inventory.run(Classroom.visitor, on: Classroom.xcp01)
    #expect(inventory.contradictions() == [])
  }
}
