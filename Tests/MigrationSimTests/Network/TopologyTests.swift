import MigrationSim
import Testing

/// The network of scenario 6.J: management with a router to the outside, VM traffic with the same
/// router's other leg, and a storage network of its own. Addresses are the manual's.
struct School {
  var topology = Topology()
  let management: WireID
  let traffic: WireID
  let storage: WireID
  /// xcp01's NICs 0, 1 and 2.
  let host: [NICID]
  let pc: NICID
  let nas: NICID
  /// The router's legs on management and on VM traffic.
  let legs: [NICID]

  static let gateway = IPv4Address("10.42.0.1")!
  static let nasAddress = IPv4Address("172.16.0.100")!
  static let pcAddress = IPv4Address("10.42.0.13")!
  static let outside = IPv4Address("8.8.8.8")!

  init() {
    let gigabit = Link(lineRate: .gigabits(1))
    management = topology.addWire("Xestión")
    traffic = topology.addWire("Trafico MVs")
    storage = topology.addWire("Almacenamento")
    host = [
      topology.addNIC(on: management, gigabit), topology.addNIC(on: traffic, gigabit),
      topology.addNIC(on: storage, gigabit),
    ]
    pc = topology.addNIC(on: management, gigabit, of: topology.addStation("PC"))
    nas = topology.addNIC(on: storage, gigabit, of: topology.addStation("NAS"))
    let router = topology.addStation("router", isRouter: true)
    legs = [
      topology.addNIC(on: management, gigabit, of: router),
      topology.addNIC(on: traffic, gigabit, of: router),
    ]
    topology.addUplink(to: router, rate: .megabits(100), roundTrip: .milliseconds(20))
    assign("10.42.0.201/16", to: host[0])
    assign("10.42.0.13/16", to: pc)
    assign("172.16.0.100/24", to: nas)
    assign("10.42.0.1/16", to: legs[0])
    assign("192.168.7.1/24", to: legs[1])
  }

  mutating func assign(_ interface: String, to nic: NICID) {
    let isNew = topology.assign(IPv4Interface(interface)!, to: nic)
    precondition(isNew)
  }

  func transmit(_ nic: NICID) -> LinkID { topology.nics[nic.position].transmit }
  func receive(_ nic: NICID) -> LinkID { topology.nics[nic.position].receive }

  /// The way of xcp01's own packets.
  func reach(_ target: IPv4Address, gateway: IPv4Address? = School.gateway) -> Reachability {
    topology.reachability(from: host, gateway: gateway, to: target)
  }
}

@Suite struct `A topology` {
  // The manual's lesson: the SRs on the NAS stay inactive on a host that joined the pool, until it
  // is given an address on the storage network; the CIFS one works, through management.
  @Test func `a host without an address on the storage subnet has no way to the NAS`() {
    var school = School()
    #expect(school.reach(School.nasAddress) == .unreachable(.noAddressInSubnet))
    #expect(school.reach(School.nasAddress, gateway: nil) == .unreachable(.noAddressInSubnet))
    #expect(
      school.reach(School.pcAddress)
        == .reachable([school.transmit(school.host[0]), school.receive(school.pc)]))

    school.assign("172.16.0.201/24", to: school.host[2])
    #expect(
      school.reach(School.nasAddress)
        == .reachable([school.transmit(school.host[2]), school.receive(school.nas)]))

    school.topology.unassign(IPv4Address("172.16.0.201")!)
    #expect(school.reach(School.nasAddress) == .unreachable(.noAddressInSubnet))
  }

  @Test func `an address on the wrong NIC leads nowhere`() {
    var school = School()
    school.assign("172.16.0.201/24", to: school.host[1])
    #expect(school.reach(School.nasAddress) == .unreachable(.otherWire))
  }

  @Test func `an address that nothing carries is told from one out of reach`() {
    let school = School()
    #expect(school.reach(IPv4Address("10.42.7.7")!) == .unreachable(.addressUnknown))
  }

  @Test func `the gateway leads outside, by its uplink`() throws {
    let school = School()
    let uplink = try #require(school.topology.stations.compactMap(\.uplink).first)
    #expect(
      school.reach(School.outside)
        == .reachable([school.transmit(school.host[0]), school.receive(school.legs[0]), uplink]))
    #expect(school.reach(School.outside, gateway: nil) == .unreachable(.noGateway))
    #expect(
      school.reach(School.outside, gateway: School.nasAddress) == .unreachable(.gatewayUnreachable))
    #expect(
      school.reach(School.outside, gateway: IPv4Address("10.42.0.9")!)
        == .unreachable(.gatewayUnreachable))
    #expect(school.reach(School.outside, gateway: School.pcAddress) == .unreachable(.noUplink))
  }

  @Test func `a link that is down is in the way, wherever it is`() throws {
    let school = School()
    let uplink = try #require(school.topology.stations.compactMap(\.uplink).first)
    for link in [school.transmit(school.host[0]), school.receive(school.legs[0]), uplink] {
      var network = Network(school.topology)
      network.setUp(false, link, at: .zero)
      let way = network.topology.reachability(
        from: school.host, gateway: School.gateway, to: School.outside)
      #expect(way == .unreachable(.linkDown))
    }
  }

  @Test func `the gateway leads to its other legs`() {
    var school = School()
    let server = school.topology.addNIC(
      on: school.traffic, Link(lineRate: .gigabits(1)), of: school.topology.addStation("server"))
    school.assign("192.168.7.20/24", to: server)
    #expect(
      school.reach(IPv4Address("192.168.7.20")!)
        == .reachable([
          school.transmit(school.host[0]), school.receive(school.legs[0]),
          school.transmit(school.legs[1]), school.receive(server),
        ]))
    #expect(school.reach(IPv4Address("192.168.7.21")!) == .unreachable(.addressUnknown))
  }

  @Test func `the longest prefix decides where two subnets hold the target`() {
    var school = School()
    school.assign("172.16.0.7/12", to: school.host[1])
    #expect(school.reach(School.nasAddress) == .unreachable(.otherWire))
    school.assign("172.16.0.201/24", to: school.host[2])
    #expect(school.reach(School.nasAddress).route?.first == school.transmit(school.host[2]))
  }

  @Test func `a host reaches its own address without a link`() {
    #expect(School().reach(IPv4Address("10.42.0.201")!) == .reachable([]))
  }

  @Test func `between NICs the wire decides`() {
    let school = School()
    let topology = school.topology
    #expect(topology.route(from: school.host[0], to: school.host[0]) == [])
    #expect(topology.route(from: school.host[0], to: school.nas) == nil)
    #expect(
      topology.reachability(from: school.host[0], to: school.nas).obstacle == .otherWire)
    #expect(
      topology.route(from: school.host[2], to: school.nas)
        == [school.transmit(school.host[2]), school.receive(school.nas)])
  }

  @Test func `a bridged guest reaches its wire, and through the router the outside`() throws {
    let school = School()
    let topology = school.topology
    let uplink = try #require(topology.stations.compactMap(\.uplink).first)
    let (trunk, leg) = (school.host[1], school.legs[1])
    #expect(
      topology.route(bridgedFrom: trunk, to: School.outside)
        == [school.transmit(trunk), school.receive(leg), uplink])
    #expect(
      topology.route(bridgedFrom: trunk, to: School.pcAddress)
        == [
          school.transmit(trunk), school.receive(leg), school.transmit(school.legs[0]),
          school.receive(school.pc),
        ])
    #expect(
      topology.route(bridgedFrom: school.host[0], to: School.pcAddress)
        == [school.transmit(school.host[0]), school.receive(school.pc)])
    #expect(
      topology.reachability(bridgedFrom: trunk, to: School.nasAddress).obstacle
        == .noAddressInSubnet)
    #expect(
      topology.reachability(bridgedFrom: school.host[2], to: School.outside).obstacle
        == .noGateway)
  }

  @Test func `the way back crosses the opposite links in reverse`() throws {
    let school = School()
    let there = try #require(
      school.topology.route(from: school.host[2], to: school.nas))
    #expect(there.reverse == school.topology.route(from: school.nas, to: school.host[2]))
    #expect(there.reverse.reverse == there)
  }

  @Test func `no two NICs carry one address`() {
    var school = School()
    let isNew = school.topology.assign(IPv4Interface("10.42.0.201/16")!, to: school.host[1])
    #expect(!isNew)
    #expect(school.topology.carrier(of: IPv4Address("10.42.0.201")!) == school.host[0])
  }

  @Test func `an uplink's two directions make up its round trip`() throws {
    var topology = Topology()
    let router = topology.addStation("router", isRouter: true)
    topology.addUplink(
      to: router, rate: .megabits(10), roundTrip: SimDuration(nanoseconds: 11), loss: 0.01)
    let out = try #require(topology.stations[router.position].uplink)
    let links = [out] + Array(Route([out]).reverse)
    let latency = links.reduce(SimDuration.zero) { $0 + topology.links[$1.position].latency }
    #expect(latency.nanoseconds == 11)
  }
}
