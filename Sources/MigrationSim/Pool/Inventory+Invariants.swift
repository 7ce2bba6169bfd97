extension Inventory {
  /// What contradicts itself in the tables, in sentences; empty if all is well.
  ///
  /// After any mutation whose objections were none, this must be empty; so it must be of what a
  /// scenario begins with.
  public func contradictions() -> [String] {
    poolContradictions() + vmContradictions() + storageContradictions() + networkContradictions()
      + indexContradictions()
  }

  /// Where the index is not what it would be if it were made now.
  func indexContradictions() -> [String] {
    var anew = self
    anew.makeIndex()
    var found: [String] = []
    for host in hostIDs {
      let (name, place) = (self[host].name, host.position)
      if index.claims[place] != anew.index.claims[place] { found.append("other VMs on \(name)") }
      if index.pbds[place] != anew.index.pbds[place] { found.append("other PBDs of \(name)") }
      var entry = index.hosts[place]
      // Groups stand in the order in which they came about.
      entry.group = anew.index.hosts[place].group
      if entry != anew.index.hosts[place] { found.append("another entry for \(name)") }
      if index.group(of: host) != anew.index.group(of: host) {
        found.append("other hosts like \(name)")
      }
    }
    for pool in poolIDs {
      let sizes = [index, anew.index].map { $0.groups[pool.position].count { $0.members > 0 } }
      if sizes[0] != sizes[1] { found.append("other kinds of hosts in pool \(pool.index)") }
    }
    return found
  }

  private func poolContradictions() -> [String] {
    var found: [String] = []
    for host in hostIDs where !self[self[host].pool].exists {
      found.append("\(self[host].name) is in a dissolved pool")
    }
    for pool in poolIDs where self[pool].exists && self[self[pool].master].pool != pool {
      found.append("the master of pool \(pool.index) is in another one")
    }
    for host in hostIDs {
      guard let known = self[host].obeys else { continue }
      if isMaster(host) || isMaster(known) && self[known].pool == self[host].pool {
        found.append("\(self[host].name) has not heard of the master that it has")
      }
    }
    for pool in poolIDs where !self[pool].exists && !hosts(of: pool).isEmpty {
      found.append("dissolved pool \(pool.index) has hosts")
    }
    return found
  }

  private func vmContradictions() -> [String] {
    var found: [String] = []
    for vm in vmIDs {
      let name = self[vm].name
      let isOnHost = self[vm].state.hasDomain || self[vm].state == .lostWithHost
      if isOnHost != (self[vm].residentOn != nil) {
        let place = self[vm].residentOn.map { self[$0].name } ?? "no host"
        found.append("\(name) is \(self[vm].state) but resident on \(place)")
      }
      for host in [self[vm].residentOn, self[vm].scheduledOn, self[vm].home].compactMap({ $0 }) {
        if self[host].pool != self[vm].pool { found.append("\(name) is tied to a foreign host") }
      }
      if self[vm].state.hasDomain, let host = self[vm].residentOn, self[host].state == .off {
        found.append("\(name) runs on \(self[host].name), which is off")
      }
    }
    return found
  }

  private func storageContradictions() -> [String] {
    var found: [String] = []
    for (place, pbd) in pbds.enumerated() {
      let names = "\(self[pbd.sr].name) on \(self[pbd.host].name)"
      if pbds[..<place].contains(where: { $0.sr == pbd.sr && $0.host == pbd.host }) {
        found.append("two PBDs for \(names)")
      }
      if self[pbd.sr].pool != self[pbd.host].pool { found.append("a foreign PBD for \(names)") }
      if !self[pbd.sr].exists { found.append("a PBD before its SR: \(names)") }
      if pbd.isAttached && self[pbd.host].state == .off { found.append("plugged, off: \(names)") }
    }
    for sr in srIDs {
      if let host = self[sr].host, self[host].pool != self[sr].pool {
        found.append("\(self[sr].name) is in another pool than its host")
      }
    }
    return found
  }

  private func networkContradictions() -> [String] {
    var found: [String] = []
    for host in hostIDs {
      for pif in self[host].pifs {
        let names = "\(self[host].name) on \(self[pif.network].name)"
        if !self[pif.network].exists { found.append("a PIF on no network: \(names)") }
        if self[pif.network].pool != self[host].pool { found.append("a foreign PIF: \(names)") }
        if self[pif.network].position != pif.position { found.append("wrong NIC: \(names)") }
      }
    }
    return found
  }
}
