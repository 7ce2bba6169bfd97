extension IPv4Interface {
  /// Whether it is the address of a host, and not of a subnet or its broadcast.
  public var isHostAddress: Bool {
    guard prefixLength > 0, prefixLength < 31 else { return prefixLength == 31 }
    let hostBits = UInt32.max >> UInt32(prefixLength)
    let part = address.bits & hostBits
    return part != 0 && part != hostBits
  }
}

extension Inventory {
  /// Every reason against giving a host an address on a network of its pool.
  ///
  /// xapi (`PIF.reconfigure_ip`) takes any well-formed address. That nobody else has it, that
  /// members are in one subnet on one network, and that a host has one interface a subnet, are the
  /// vendor's rules for secondary interfaces; breaking them is refused here, not waived.
  public func objections(
    toAddingInterface interface: IPv4Interface, on network: NetworkID, of host: HostID
  ) -> [Objection] {
    var found = objectionsForWantOfMaster(self[host].pool) + objectionsForWantOfLife(host)
    found += objectionsToPlace(of: network, on: host)
    let text = interface.address.description
    func refuse(_ explanation: Sentence) {
      found.append(
        Objection(
          XapiError("INVALID_IP_ADDRESS_SPECIFIED", [text], explanation: explanation)))
    }
    if !interface.isHostAddress {
      refuse(PoolPhrase.noHostAddress(text, Int(interface.prefixLength)))
    }
    for sr in srIDs where self[sr].exists && self[sr].server == interface.address {
      refuse(PoolPhrase.isServer(text, self[sr].name))
    }
    for other in hostIDs {
      for pif in self[other].pifs {
        guard let theirs = pif.interface else { continue }
        let name = self[other].name
        if theirs.address == interface.address {
          refuse(PoolPhrase.isTaken(text, name))
        } else if other == host && pif.network != network
          && (interface.contains(theirs.address) || theirs.contains(interface.address))
        {
          refuse(PoolPhrase.hasAddressInSubnet(name, theirs.address))
        } else if pif.network == network && other != host && !interface.contains(theirs.address) {
          refuse(PoolPhrase.hasOtherSubnet(name, theirs.address))
        }
      }
    }
    return found
  }

  private func objectionsToPlace(of network: NetworkID, on host: HostID) -> [Objection] {
    var found: [Objection] = []
    let name = self[network].name
    if !self[network].exists || self[network].pool != self[host].pool {
      found.object(
        "HANDLE_INVALID", ["network", name], .unknownNetwork, self[host].name, name)
    } else if let pif = self[host].pif(on: network) {
      if let present = pif.interface {
        found.object(
          "OPERATION_NOT_ALLOWED", ["The interface is configured"],
          .hasAddressOnNetwork, self[host].name,
          present.address, name)
      }
    } else {
      found.object(
        "HOST_CANNOT_ATTACH_NETWORK", [self[host].name, name],
        .noNICOnNetwork, self[host].name, name)
    }
    return found
  }

  /// Gives a host an address on a network; it plugs nothing by itself.
  public mutating func addInterface(
    _ interface: IPv4Interface, on network: NetworkID, of host: HostID, named name: String = ""
  ) {
    let place = self[host].pifs.firstIndex { $0.network == network }
    guard let place else { preconditionFailure("host \(host) has no PIF on network \(network)") }
    self[host].pifs[place].interface = interface
    self[host].pifs[place].name = name
  }

  /// Every reason against taking a host's address on a network away.
  public func objections(
    toRemovingInterfaceOn network: NetworkID, of host: HostID
  ) -> [Objection] {
    var found = objectionsForWantOfMaster(self[host].pool) + objectionsForWantOfLife(host)
    let pif = self[host].pif(on: network)
    let place = "\(self[host].name) on \(self[network].name)"
    if pif?.interface == nil {
      found.object(
        "PIF_HAS_NO_NETWORK_CONFIGURATION", [place], .noAddressOnNetwork, self[host].name,
        self[network].name)
    }
    if pif?.isManagement == true {
      found.object(
        "PIF_IS_MANAGEMENT_INTERFACE", [place], .managedThroughNetwork, self[host].name,
        self[network].name)
    }
    return found
  }

  /// Takes a host's address on a network away; what is mounted through it stays plugged.
  public mutating func removeInterface(on network: NetworkID, of host: HostID) {
    for place in self[host].pifs.indices where self[host].pifs[place].network == network {
      self[host].pifs[place].interface = nil
      self[host].pifs[place].name = ""
    }
  }
}
