public typealias NICID = Identifier<NIC>
public typealias WireID = Identifier<Wire>
public typealias StationID = Identifier<Station>

/// A layer-2 segment: everything that one non-blocking switch joins.
///
/// One wire may carry several virtual networks; they then contend for the NICs on it.
public struct Wire: Hashable, Sendable {
  /// As the scenario calls it.
  public let name: String
}

/// A network interface card: a link out and a link in, full duplex.
public struct NIC: BitwiseCopyable, Hashable, Sendable {
  /// Where it is plugged in.
  public let wire: WireID
  /// From the card to the switch.
  public let transmit: LinkID
  /// From the switch to the card.
  public let receive: LinkID
  /// Whose it is, if not a host's.
  public let station: StationID?
}

/// Something with an address that is no host: a NAS, a PC, a router.
public struct Station: Hashable, Sendable {
  /// As the scenario calls it.
  public let name: String
  /// Whether it forwards between its NICs and, if it has one, its uplink.
  public let isRouter: Bool
  /// Its NICs, in the order they were added.
  public internal(set) var nics: [NICID] = []
  /// The link from a router to everything outside the topology.
  public internal(set) var uplink: LinkID?
}

/// What is wired to what, and who carries which address.
///
/// Links come in pairs, one for each direction: the outward one (from a NIC to its switch, or from
/// a router to the world outside) has an even number, the inward one follows it. Cables and
/// NICs stay; links go up and down, and addresses come and go.
public struct Topology: Sendable {
  /// All links; `LinkID` counts them.
  public internal(set) var links: [Link] = []
  /// All NICs; `NICID` counts them.
  public private(set) var nics: [NIC] = []
  /// All wires; `WireID` counts them.
  public private(set) var wires: [Wire] = []
  /// All stations; `StationID` counts them.
  public private(set) var stations: [Station] = []
  /// Who carries which address, in the order of assignment.
  public private(set) var assignments: [Assignment] = []

  /// An address and the NIC that carries it.
  public struct Assignment: BitwiseCopyable, Hashable, Sendable {
    public let interface: IPv4Interface
    public let nic: NICID
  }

  /// A topology without a wire.
  public init() {}

  /// A wire with nothing plugged in.
  public mutating func addWire(_ name: String) -> WireID {
    wires.append(Wire(name: name))
    return WireID(wires.count - 1)
  }

  /// A station without a NIC.
  public mutating func addStation(_ name: String, isRouter: Bool = false) -> StationID {
    stations.append(Station(name: name, isRouter: isRouter))
    return StationID(stations.count - 1)
  }

  /// A NIC on `wire`, whose two directions are both as `link`; a host's, unless a station is given.
  public mutating func addNIC(
    on wire: WireID, _ link: Link, of station: StationID? = nil
  ) -> NICID {
    let id = NICID(nics.count)
    let transmit = addPair(outward: link, inward: link)
    let receive = LinkID(transmit.position + 1)
    nics.append(NIC(wire: wire, transmit: transmit, receive: receive, station: station))
    if let station { stations[station.position].nics.append(id) }
    return id
  }

  /// Gives a router its way to everything outside: 8.8.8.8, for one.
  ///
  /// - Parameters:
  ///   - rate: The line rate, the same both ways.
  ///   - roundTrip: From the router to what lies outside and back, without waiting.
  ///   - loss: The probability that a packet is lost there, each way.
  public mutating func addUplink(
    to router: StationID, rate: BitRate, roundTrip: SimDuration, buffer: ByteCount = .zero,
    loss: Double = 0
  ) {
    precondition(stations[router.position].isRouter, "only a router has an uplink")
    precondition(stations[router.position].uplink == nil, "a router has one uplink")
    let out = SimDuration(nanoseconds: roundTrip.nanoseconds / 2)
    var link = Link(lineRate: rate, latency: out, buffer: buffer, lossProbability: loss)
    let outward = link
    link.latency = roundTrip - out
    stations[router.position].uplink = addPair(outward: outward, inward: link)
  }

  private mutating func addPair(outward: Link, inward: Link) -> LinkID {
    links.append(outward)
    links.append(inward)
    return LinkID(links.count - 2)
  }
}

// MARK: Addresses

extension Topology {
  /// Gives `nic` an address. False, and nothing is changed, if some NIC carries it already.
  public mutating func assign(_ interface: IPv4Interface, to nic: NICID) -> Bool {
    guard carrier(of: interface.address) == nil else { return false }
    assignments.append(Assignment(interface: interface, nic: nic))
    return true
  }

  /// Takes an address away from the NIC that carries it; nothing happens if none does.
  public mutating func unassign(_ address: IPv4Address) {
    assignments.removeAll { $0.interface.address == address }
  }

  /// The NIC that answers for `address`, if any does. Linear in the number of addresses.
  public func carrier(of address: IPv4Address) -> NICID? {
    assignments.first { $0.interface.address == address }?.nic
  }

  /// Whether `address` belongs to a subnet of this topology, so that no uplink leads to it.
  func isInside(_ address: IPv4Address) -> Bool {
    assignments.contains { $0.interface.contains(address) }
  }
}
