import MigrationSim

extension Validation {
  func checkHosts() {
    for host in scenario.hosts {
      check(host.cpu)
      if !host.nics.isEmpty || !findings.hasUnreadableList {
        checkManagement(of: host)
        checkGateway(of: host)
      }
      for nic in host.nics { if let wire = nic.wire { require(wire, in: wires) } }
      if host.memory.value != .zero, host.dom0Memory.value >= host.memory.value {
        findings.report(
          """
          \(host.name.value) has \(host.memory.value.text), and dom0 alone takes \
          \(host.dom0Memory.value.text) of it
          """, at: host.memory.place)
      }
    }
    checkMasters()
    checkNetworksOnNICs()
    checkSubnets()
    for network in scenario.networks { check(network) }
    var owners = AddressBook()
    for (address, owner) in startAddresses {
      owners.add(address, of: owner, findings)
      checkIsOfHost(address)
    }
  }

  func checkStations() {
    for station in scenario.stations { require(station.wire, in: wires) }
  }

  static func startAddresses(of scenario: Scenario) -> [(Sourced<IPv4Interface>, owner: String)] {
    let ofStations = scenario.stations.map { ($0.address, owner: $0.name.value) }
    let ofHosts = scenario.hosts.flatMap { host in
      host.nics.compactMap { nic in nic.address.map { ($0, owner: host.name.value) } }
    }
    return (ofStations + ofHosts).sorted { $0.0.place < $1.0.place }
  }

  private func checkIsOfHost(_ address: Sourced<IPv4Interface>) {
    let interface = address.value
    guard interface.address.bits != 0, !interface.isHostAddress else { return }
    let message =
      switch (interface.prefixLength, interface.address == interface.network) {
      case (0, _), (32, _): "a prefix of \(interface.prefixLength) bits makes no subnet"
      case (_, true): "\(interface) is the subnet as a whole: a machine has an address within it"
      case (_, false): "\(interface.address) means every machine of its subnet, and is of none"
      }
    findings.report(message, at: address.place)
  }

  func check(_ network: NetworkSpec) {
    guard require(network.host, in: hosts), let nic = network.nic,
      let host = scenario.hosts.first(where: { $0.name == network.host })
    else { return }
    if nic >= host.nics.count {
      findings.report(
        "\(host.name.value) has no NIC \(nic): it has \(host.nics.count), counted from 0",
        at: network.name.place)
    }
  }

  private func checkManagement(of host: HostSpec) {
    let management = host.nics.filter(\.isManagement)
    if management.isEmpty, !host.name.value.isEmpty {
      findings.report(
        "\(host.name.value) has no management interface: mark one NIC with management: true",
        at: host.name.place)
    }
    for nic in management where nic.address == nil {
      findings.report("a management interface needs an address", at: nic.place)
    }
    for nic in management.dropFirst() {
      findings.report(
        "\(host.name.value) has a second management interface", at: nic.place,
        notes: [.init(message: "the first is here", place: management[0].place)])
    }
    for (index, nic) in host.nics.enumerated() {
      guard let address = nic.address, address.value.address.bits != 0 else { continue }
      for earlier in host.nics[..<index].compactMap(\.address)
      where earlier.value.overlaps(address.value) {
        findings.report(
          "\(address.value) is in the subnet of another NIC of \(host.name.value)",
          at: address.place, notes: [.init(message: "this one", place: earlier.place)])
      }
    }
  }

  private func checkGateway(of host: HostSpec) {
    guard let gateway = host.gateway, gateway.value.bits != 0 else { return }
    let addresses = host.nics.compactMap(\.address)
    if !addresses.contains(where: { $0.value.contains(gateway.value) }) {
      findings.report(
        "the gateway \(gateway.value) is in no subnet of \(host.name.value)",
        at: gateway.place)
    }
  }

  /// A network goes out through one NIC, the same on all hosts of a pool, and a NIC carries one.
  private func checkNetworksOnNICs() {
    var positions: [String: (position: Int, place: SourcePlace)] = [:]
    var carried: [String: Name] = [:]
    for (host, names) in zip(scenario.hosts, networksOnNICs) {
      guard let pool = startPools[host.name.value] else { continue }
      for (position, name) in names.enumerated() where !name.value.isEmpty {
        let key = "\(pool)\u{0}\(name.value)"
        if let first = positions[key], first.position != position {
          findings.report(
            "network \"\(name.value)\" is on NIC \(first.position), so it cannot be on NIC "
              + "\(position)", at: name.place,
            notes: [.init(message: "which is told here", place: first.place)])
          continue
        }
        positions[key] = positions[key] ?? (position, name.place)
        let nic = "\(pool)\u{0}\(position)"
        if let other = carried[nic], other != name {
          findings.report(
            "NIC \(position) carries network \"\(other.value)\" on every host of \(pool)",
            at: name.place, notes: [.init(message: "which is told here", place: other.place)])
        }
        carried[nic] = carried[nic] ?? name
      }
    }
  }

  /// Hosts of a pool whose NICs share a network have their addresses in one subnet.
  private func checkSubnets() {
    var first: [String: Sourced<IPv4Interface>] = [:]
    for (host, names) in zip(scenario.hosts, networksOnNICs) {
      guard let pool = startPools[host.name.value] else { continue }
      for (nic, network) in zip(host.nics, names) {
        guard let address = nic.address, address.value.address.bits != 0 else { continue }
        let key = "\(pool)\u{0}\(network.value)"
        guard let other = first[key] else {
          first[key] = address
          continue
        }
        if !other.value.contains(address.value.address) {
          findings.report(
            "\(address.value) is not in the subnet of network \"\(network.value)\"",
            at: address.place, notes: [.init(message: "which is told here", place: other.place)])
        }
      }
    }
  }

  private func checkMasters() {
    var seen: Set<String> = []
    for pool in scenario.hosts.compactMap(\.pool)
    where !pool.value.isEmpty && seen.insert(pool.value).inserted {
      let masters = scenario.hosts.filter { $0.pool == pool && $0.isMaster }
      if masters.isEmpty {
        findings.report(
          "pool \"\(pool.value)\" has no master: mark one of its hosts with master: true",
          at: pool.place)
      }
      for host in masters.dropFirst() {
        findings.report(
          "pool \"\(pool.value)\" has a second master", at: host.name.place,
          notes: [.init(message: "the first is here", place: masters[0].name.place)])
      }
    }
  }
}

extension IPv4Interface {
  /// Whether an address can be in both subnets.
  func overlaps(_ other: IPv4Interface) -> Bool {
    prefixLength <= other.prefixLength ? contains(other.address) : other.contains(address)
  }
}

/// Whose each address is, so that none is given twice.
struct AddressBook {
  private var owners: [IPv4Address: (owner: String, place: SourcePlace)] = [:]

  mutating func add(_ interface: Sourced<IPv4Interface>, of owner: String, _ findings: Findings) {
    let address = interface.value.address
    guard address.bits != 0 else { return }
    if let other = owners[address] {
      findings.report(
        "\(address) is already \(other.owner)'s, line \(other.place.line)",
        at: interface.place, notes: [.init(message: "it was given here", place: other.place)])
    } else {
      owners[address] = (owner, interface.place)
    }
  }

  mutating func remove(_ interface: IPv4Interface) { owners[interface.address] = nil }
}
