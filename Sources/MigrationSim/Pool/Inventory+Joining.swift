/// What joining a pool left behind.
public struct JoinEffects: Hashable, Sendable {
  /// The pool of one that the host was the master of, now dissolved.
  public var dissolved: PoolID
  /// Its networks that became one with a network of the pool, by the NIC that both go out through.
  public var mergedNetworks: [NetworkID]
  /// Its networks that the pool had none for, and so has now.
  public var broughtNetworks: [NetworkID]
}

extension Inventory {
  /// Every reason against making a pool of a master's, with one more host if one is given.
  ///
  /// The pool with its master alone can always be had: XenCenter makes it even where the member is
  /// refused, and so may whoever asks here.
  public func objections(
    toCreating pool: PoolID, with member: HostID?, under toolstack: Toolstack
  ) -> [Objection] {
    var found = objectionsForWantOfMaster(pool)
    if self[pool].isCreated || !self[pool].exists {
      found.object(
        "OPERATION_NOT_ALLOWED", ["The pool has been created already"],
        JoinPhrase.masterHasPool(self[self[pool].master].name))
    }
    guard let member else { return found }
    return found + objections(toJoining: member, to: self[pool].master, under: toolstack)
  }

  /// Gives a master's pool its name, by which it becomes a pool to its operators.
  public mutating func create(_ pool: PoolID) { self[pool].isCreated = true }

  /// Moves a host and all it has to the pool of `master`, and into maintenance mode.
  ///
  /// Its own pool dissolves. Networks match by NIC; its own on NICs that the pool has no network
  /// for come along, VLANs and internal ones as internal networks. Its NICs keep their addresses,
  /// and get none. Its halted VMs, templates and local SRs come along, the SRs unplugged until it
  /// is done. Source: `xapi_pool.ml`, `update_non_vm_metadata` and `join_common`.
  public mutating func beginJoining(_ host: HostID, to master: HostID) -> JoinEffects {
    let pool = self[master].pool
    let own = self[host].pool
    precondition(pool != own, "host \(host) joins pool \(pool), which it is in")
    precondition(hosts(of: own) == [host], "host \(host) joins a pool with others in its own")
    self[host].pool = pool
    self[host].state = .maintenance
    self[own].exists = false
    self[own].isCreated = false
    let effects = moveNetworks(of: host, from: own, to: pool)
    for sr in storage.indices where storage[sr].pool == own { storage[sr].pool = pool }
    for vm in vms.indices where vms[vm].pool == own { vms[vm].pool = pool }
    for template in templates.indices where templates[template].pool == own {
      templates[template].pool = pool
    }
    unplugAll(on: host)
    return effects
  }

  /// Ends what `beginJoining` began: the host plugs what storage it reaches and becomes active.
  ///
  /// Returns the SRs that stay unplugged, each with its error. The host becomes active all the
  /// same: that only high availability would prevent (`consider_enabling_host`).
  public mutating func finishJoining(
    _ host: HostID, _ paths: StoragePaths
  ) -> [PlugFailure] {
    self[host].state = .live
    return plugAll(on: host, paths)
  }

  private mutating func moveNetworks(
    of host: HostID, from own: PoolID, to pool: PoolID
  ) -> JoinEffects {
    var effects = JoinEffects(dissolved: own, mergedNetworks: [], broughtNetworks: [])
    let theirs = networks(of: pool).filter { self[$0].vlan == nil }
    // xapi copies physical interfaces only.
    dropVLANs(of: host)
    for network in networkIDs where self[network].pool == own {
      self[network].pool = pool
      guard self[network].exists else { continue }
      let position = self[network].position
      let match = position == nil ? nil : theirs.first { self[$0].position == position }
      guard self[network].vlan == nil, let match else {
        if self[network].vlan != nil {
          self[network].position = nil
          self[network].vlan = nil
        }
        effects.broughtNetworks.append(network)
        continue
      }
      self[network].exists = false
      effects.mergedNetworks.append(network)
      replace(network, by: match)
    }
    for network in networks(of: pool) where self[network].position != nil {
      addPIFs(on: network, to: hosts(of: pool))
    }
    return effects
  }

  /// Puts one network in the place of another wherever that is used.
  private mutating func replace(_ old: NetworkID, by new: NetworkID) {
    for host in hostIDs where self[host].pif(on: old) != nil {
      for place in self[host].pifs.indices where self[host].pifs[place].network == old {
        self[host].pifs[place].network = new
      }
    }
    for vm in vms.indices {
      for place in vms[vm].networks.indices where vms[vm].networks[place] == old {
        vms[vm].networks[place] = new
      }
    }
  }
}
