import MigrationSim
import Testing

@Suite struct `Addresses of hosts` {
  private func answers(
    _ octets: (UInt32, UInt32, UInt32, UInt32), _ prefixLength: UInt8 = 24,
    on network: NetworkID = Classroom.almacenamento
  ) -> [Objection] {
    let address = Classroom.address(octets.0, octets.1, octets.2, octets.3)
    return Classroom().joined.objections(
      toAddingInterface: IPv4Interface(address: address, prefixLength: prefixLength),
      on: network, of: Classroom.xcp01)
  }

  @Test func `172.16.0.201/24 on Almacenamento may be added to xcp01`() {
    #expect(answers((172, 16, 0, 201)) == [])
  }

  @Test func `an interface of xcp01 need not be called as on xcp00`() {
    var inventory = Classroom().joined
    inventory.addInterface(
      Classroom.free201, on: Classroom.almacenamento, of: Classroom.xcp01, named: "NAS")
    let pif = inventory[Classroom.xcp01].pif(on: Classroom.almacenamento)
    #expect(pif?.name == "NAS")
    #expect(pif?.interface == Classroom.free201)
  }

  @Test func `two hosts cannot share an address`() {
    let objections = answers((172, 16, 0, 200))
    #expect(codes(objections) == ["INVALID_IP_ADDRESS_SPECIFIED"])
    #expect(objections[0].error.explanation.text == "172.16.0.200 is taken by xcp00.")
  }

  @Test func `the NAS's address is taken, and the reason says by what`() {
    let objections = answers((172, 16, 0, 100))
    #expect(objections.first?.error.parameters == ["172.16.0.100"])
    #expect(
      objections.first?.error.explanation.text
        == "172.16.0.100 is the server of Almacenamento VDs (LVM).")
  }

  @Test func `members are in one subnet on one network`() {
    let objections = answers((172, 17, 0, 201))
    #expect(
      objections.map(\.error.explanation.text)
        == ["xcp00 has 172.16.0.200 there, which is of another subnet."])
  }

  @Test func `a host has one interface in a subnet`() {
    let objections = answers((10, 42, 0, 202), 16, on: Classroom.traffic)
    #expect(
      objections.map(\.error.explanation.text) == ["xcp01 has 10.42.0.201 in that subnet already."])
  }

  // 172.16.0.0/24 runs from .0, the subnet's own, to .255, its broadcast.
  @Test(arguments: [UInt32(0), 255])
  func `the ends of a subnet are no addresses of a host`(last: UInt32) {
    #expect(codes(answers((172, 16, 0, last))) == ["INVALID_IP_ADDRESS_SPECIFIED"])
  }

  @Test func `a network without NIC takes no address`() {
    #expect(
      codes(answers((192, 168, 0, 1), on: Classroom.inner)) == ["HOST_CANNOT_ATTACH_NETWORK"])
  }

  @Test func `a network of another pool is unknown`() {
    #expect(codes(answers((192, 168, 0, 1), on: Classroom.network2)) == ["HANDLE_INVALID"])
  }

  @Test func `an interface that has an address gets no second one`() {
    #expect(
      codes(answers((192, 168, 0, 1), on: Classroom.management))
        == ["OPERATION_NOT_ALLOWED", "INVALID_IP_ADDRESS_SPECIFIED"])
  }

  @Test func `an address can be taken away again`() {
    var inventory = Classroom().operational
    let place = (Classroom.almacenamento, Classroom.xcp01)
    #expect(inventory.objections(toRemovingInterfaceOn: place.0, of: place.1) == [])
    inventory.removeInterface(on: place.0, of: place.1)
    #expect(inventory[place.1].pif(on: place.0)?.interface == nil)
    #expect(
      codes(inventory.objections(toRemovingInterfaceOn: place.0, of: place.1))
        == ["PIF_HAS_NO_NETWORK_CONFIGURATION"])
  }

  @Test func `the management interface stays`() {
    let objections = Classroom().joined.objections(
      toRemovingInterfaceOn: Classroom.management, of: Classroom.xcp01)
    #expect(codes(objections) == ["PIF_IS_MANAGEMENT_INTERFACE"])
  }
}
