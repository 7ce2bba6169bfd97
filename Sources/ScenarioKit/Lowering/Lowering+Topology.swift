import MigrationSim

/// Wires, stations and NICs.
extension Lowering {
  mutating func buildTopology() {
    let wireIDs = scenario.wires.map { topology.addWire($0.name.value) }
    for station in scenario.stations {
      let id = topology.addStation(station.name.value, isRouter: station.uplink != nil)
      let wire = wires[station.wire]
      let nic = topology.addNIC(
        on: wireIDs[wire],
        Link(
          lineRate: station.rate, mtu: scenario.wires[wire].mtu, latency: station.latency,
          buffer: .kibibytes(256)), of: id)
      assign(station.address.value, to: nic)
      nicOfStation.append(nic)
      if let uplink = station.uplink {
        topology.addUplink(
          to: id, rate: uplink.rate, roundTrip: uplink.roundTrip, buffer: .kibibytes(256),
          loss: uplink.loss)
      }
    }
    for host in scenario.hosts {
      nicsOfHost.append(host.nics.map { addNIC($0, wireIDs) })
    }
  }

  private mutating func addNIC(_ nic: NICSpec, _ wireIDs: [WireID]) -> NICID {
    // A NIC plugged to nothing has a wire to itself, with nobody else on it.
    let wire = nic.wire.map { wireIDs[wires[$0]] } ?? topology.addWire("unplugged")
    let mtu = nic.wire.map { min(nic.mtu, scenario.wires[wires[$0]].mtu) } ?? nic.mtu
    let id = topology.addNIC(
      on: wire,
      Link(
        lineRate: nic.rate, mtu: mtu, latency: .microseconds(50), buffer: nic.buffer,
        dropProbabilityWhenFull: nic.dropWhenFull,
        isUp: nic.isUp))
    if let interface = nic.address?.value { assign(interface, to: id) }
    return id
  }

  private mutating func assign(_ interface: IPv4Interface, to nic: NICID) {
    let isNew = topology.assign(interface, to: nic)
    precondition(isNew, "\(interface.address) passed validation twice")
  }
}

/// Networks: those that NICs name, those of their own, and those that steps make.
extension Lowering {
  mutating func buildNetworks() {
    for (index, host) in scenario.hosts.enumerated() {
      for (position, nic) in host.nics.enumerated() {
        networks.add(
          PoolNetwork(
            name: networksOnNICs[index][position].value, pool: poolOfHost[index],
            position: Int32(position), mtu: Int32(nic.mtu)))
      }
    }
    for network in scenario.networks { networks.add(record(of: network, exists: true)) }
    for network in scenario.laterNetworks { networks.add(record(of: network, exists: false)) }
  }

  /// A network besides those of the NICs; on a NIC it is a VLAN, with a tag that nobody else has
  /// where the scenario gives none.
  private func record(of network: NetworkSpec, exists: Bool) -> PoolNetwork {
    var tag = Int32(networks.records.count + 1)
    let given = (scenario.networks + scenario.laterNetworks).compactMap(\.vlan)
    while given.contains(Int(tag)) || networks.records.contains(where: { $0.vlan == tag }) {
      tag += 1
    }
    return PoolNetwork(
      name: network.name.value, pool: poolOfHost[hosts[network.host]],
      position: network.nic.map(Int32.init),
      vlan: network.nic.map { _ in network.vlan.map(Int32.init) ?? tag }, mtu: Int32(network.mtu),
      exists: exists)
  }

  /// The network of that name as whoever is in `pool` means it.
  func network(_ name: Name, in pool: PoolID) -> NetworkID {
    networks.find(name.value, in: pool)
  }
}

/// Networks by name and pool: hosts that stand alone may use a name each for itself.
struct NetworkTable {
  private(set) var records: [PoolNetwork] = []
  private var ofPools: [Key: Int] = [:]
  private var firsts: [String: Int] = [:]

  private struct Key: Hashable {
    let name: String
    let pool: PoolID
  }

  /// Adds a network, unless its pool has it already.
  mutating func add(_ network: PoolNetwork) {
    let key = Key(name: network.name, pool: network.pool)
    guard ofPools[key] == nil else { return }
    ofPools[key] = records.count
    if firsts[network.name] == nil { firsts[network.name] = records.count }
    records.append(network)
  }

  /// That pool's own network of the name, or else the first of the name.
  func find(_ name: String, in pool: PoolID) -> NetworkID {
    guard let place = ofPools[Key(name: name, pool: pool)] ?? firsts[name] else {
      preconditionFailure("network \(name) passed validation and stands for nothing")
    }
    return NetworkID(place)
  }
}
