import MigrationSim

/// A segment that frames cross freely: cable and switches between NICs and stations.
public struct WireSpec: Sendable {
  public var name: Name
  /// The largest packet that its switches pass [B].
  public var mtu: Int

  init(_ fields: inout Fields) {
    name = fields.required("name", .name, "The wire's name, unique in the scenario.")
    mtu = fields.optional(
      "mtu", .count(576...9216), default: "1500", "The largest packet that it passes [bytes].")
  }
}

/// A machine on a wire that is no host: a NAS, a PC, a router.
public struct StationSpec: Sendable {
  public var name: Name
  public var wire: Name
  public var address: Sourced<IPv4Interface>
  public var rate: BitRate
  /// One way, from its port to the wire.
  public var latency: SimDuration
  /// What lies behind a router; nil where it leads nowhere.
  public var uplink: UplinkSpec?

  init(_ fields: inout Fields) {
    name = fields.required("name", .name, "The station's name, unique in the scenario.")
    wire = fields.required("wire", .name, "The wire to which it is plugged.")
    address = fields.required(
      "address", .placed(.interface), "Its address and prefix, such as 172.16.0.100/24.")
    rate = fields.optional("rate", .rate, default: "1 Gbit/s", "The rate of its port.")
    latency = fields.optional(
      "latency", .delay, default: "50 us", "The delay between its port and the wire, one way.")
    uplink = fields.optional(
      "uplink", .object("an uplink", UplinkSpec.init),
      "The way out that a router offers: to addresses on none of the wires.")
  }
}

/// A router's way to the rest of the world.
public struct UplinkSpec: Sendable {
  public var rate: BitRate
  public var roundTrip: SimDuration
  /// Packets lost on the way, as a part of one.
  public var loss: Double

  init(_ fields: inout Fields) {
    rate = fields.optional("rate", .rate, default: "100 Mbit/s", "Its rate in each direction.")
    roundTrip = fields.required("rtt", .delay, "The round trip from the router and back.")
    loss = fields.optional("loss", .share, default: "0 %", "The share of packets that is lost.")
  }
}

/// A network (virtual switch) of a host, or of its pool, besides those that NICs name.
public struct NetworkSpec: Sendable {
  public var name: Name
  public var host: Name
  /// The NIC's position on the host; nil for an internal network.
  public var nic: Int?
  /// The tag of the VLAN; nil for one that no other network of the scenario has.
  public var vlan: Int?
  public var mtu: Int

  init(_ fields: inout Fields) {
    name = fields.required("name", .name, "The network's name.")
    host = fields.required("host", .name, "The host, or any host of the pool, that has it.")
    nic = fields.optional(
      "nic", .count(0...63),
      "The NIC on which it is a VLAN, by its position from 0; without it the network is internal.")
    vlan = fields.optional(
      "vlan", .count(1...4094), "The VLAN's tag; one of its own if left out.")
    if vlan != nil, nic == nil { fields.report("a VLAN is on a NIC: give nic as well") }
    mtu = fields.optional(
      "mtu", .count(576...9216), default: "1500", "The largest packet [bytes].")
  }
}

/// A steady transfer beside what the scenario does.
public struct BackgroundSpec: Sendable {
  public var from: Name
  public var to: Name
  public var network: Name?
  /// Its demand; nil for as much as it can get.
  public var rate: BitRate?
  public var start: SimDuration
  /// nil for as long as the run lasts.
  public var stop: SimDuration?

  init(_ fields: inout Fields) {
    from = fields.required("from", .name, "The host or station that sends.")
    to = fields.required("to", .name, "The host or station that receives.")
    network = fields.optional(
      "network", .name, "The network that carries it; the management network if left out.")
    rate = fields.optional("rate", .rate, "Its rate; as much as it can get if left out.")
    start = fields.optional("start", .duration, default: "0 s", "When it begins.")
    stop = fields.optional("stop", .duration, "When it ends; with the run if left out.")
  }
}
