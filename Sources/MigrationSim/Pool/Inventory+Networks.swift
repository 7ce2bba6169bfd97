extension Inventory {
  /// Gives every host of `hosts` that has the network's NIC an interface on it, without address.
  mutating func addPIFs(on network: NetworkID, to hosts: [HostID]) {
    guard let position = self[network].position else { return }
    for host in hosts where self[host].pif(on: network) == nil {
      guard let base = self[host].pifs.first(where: { $0.position == position }) else { continue }
      self[host].pifs.append(PIF(position: position, nic: base.nic, network: network))
    }
  }

  /// Takes a host's VLANs away: its interfaces that are no NICs.
  mutating func dropVLANs(of host: HostID) {
    let networks = networks
    self[host].pifs.removeAll { networks[$0.network.position].vlan != nil }
  }

  // MARK: New Network

  /// Every reason against making a network from a member of a pool.
  ///
  /// A NIC carries one network without a tag; further ones need a VLAN each
  /// (`xapi_vlan.ml`, PIF_VLAN_EXISTS).
  public func objections(toCreating network: NetworkID, from host: HostID) -> [Objection] {
    var found = objectionsForWantOfMaster(self[host].pool) + objectionsForWantOfLife(host)
    let name = self[network].name
    if self[network].exists {
      found.object("OPERATION_NOT_ALLOWED", ["The network exists"], .networkExists, name)
    }
    guard let position = self[network].position else { return found }
    if !self[host].pifs.contains(where: { $0.position == position }) {
      found.object(
        "PIF_DEVICE_NOT_FOUND", .noNIC, self[host].name, position)
    }
    let rival = networks(of: self[host].pool).first {
      $0 != network && self[$0].position == position && self[$0].vlan == self[network].vlan
    }
    if let rival {
      let device = ["eth\(position)"]
      let (number, name) = (position, self[rival].name)
      if let tag = self[network].vlan {
        found.object("PIF_VLAN_EXISTS", device, .nicCarriesVLAN, number, name, tag)
      } else {
        found.object("PIF_VLAN_EXISTS", device, .nicCarriesUntagged, number, name)
      }
    }
    return found
  }

  /// Makes a network in the pool of a member: it appears on all of them, without addresses.
  public mutating func create(_ network: NetworkID, from host: HostID) {
    precondition(!self[network].exists, "network \(network) is made twice")
    self[network].exists = true
    self[network].pool = self[host].pool
    addPIFs(on: network, to: hosts(of: self[host].pool))
  }

  // MARK: Delete Network

  /// Every reason against destroying a network from a member of its pool.
  ///
  /// VLAN interfaces go with their network, as XenCenter has it; a NIC's own network stays.
  /// Source: `xapi_network.ml`, `destroy`: VIFs count only while they are plugged.
  public func objections(toDestroying network: NetworkID, from host: HostID) -> [Objection] {
    var found = objectionsForWantOfMaster(self[host].pool) + objectionsForWantOfLife(host)
    let name = self[network].name
    if !self[network].exists || self[network].pool != self[host].pool {
      found.object(
        "HANDLE_INVALID", ["network", name], .unknownNetwork, self[host].name, name)
    }
    let users = vmIDs.filter { self[$0].state.hasDomain && self[$0].networks.contains(network) }
    if !users.isEmpty {
      let names = users.map { self[$0].name }
      found.object("NETWORK_CONTAINS_VIF", names, .networkInUse, names.listed(.commas))
    }
    let fixed = hostIDs.filter { host in
      guard let pif = self[host].pif(on: network) else { return false }
      return self[network].vlan == nil || pif.isManagement || pif.interface != nil
    }
    if !fixed.isEmpty {
      let names = fixed.map { self[$0].name }
      found.object(
        "NETWORK_CONTAINS_PIF", names,
        .networkHasInterfaces, name, names.listed(.commas))
    }
    return found
  }

  /// Destroys a network on every member of its pool; unplugged VIFs on it go too.
  public mutating func destroy(_ network: NetworkID) {
    self[network].exists = false
    for host in hostIDs where self[host].pif(on: network) != nil {
      self[host].pifs.removeAll { $0.network == network }
    }
    for vm in vms.indices { vms[vm].networks.removeAll { $0 == network } }
  }
}
