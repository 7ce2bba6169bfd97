extension Inventory {
  public var hostIDs: [HostID] { hosts.indices.map { HostID($0) } }
  public var vmIDs: [VMID] { vms.indices.map { VMID($0) } }
  public var srIDs: [SRID] { storage.indices.map { SRID($0) } }
  public var networkIDs: [NetworkID] { networks.indices.map { NetworkID($0) } }
  public var poolIDs: [PoolID] { pools.indices.map { PoolID($0) } }

  /// The members of a pool, in order of identifier.
  public func hosts(of pool: PoolID) -> [HostID] {
    hostIDs.filter { index.hosts[$0.position].pool == pool }
  }

  /// Whether a host is the master of its pool.
  public func isMaster(_ host: HostID) -> Bool { self[self[host].pool].master == host }

  /// The VMs whose domains stand on a host.
  public func residents(of host: HostID) -> [VMID] {
    claimants(of: host).filter { self[$0].residentOn == host && self[$0].state.hasDomain }
  }

  /// The networks that a pool has, in order of identifier.
  public func networks(of pool: PoolID) -> [NetworkID] {
    networkIDs.filter { self[$0].pool == pool && self[$0].exists }
  }

  /// The network that is meant by one's name in a host's pool now.
  ///
  /// That is the network itself, or, where it became one with another when its host joined the
  /// pool, or is of another pool, the one of that name which the pool has, if it has one.
  public func network(_ network: NetworkID, asKnownTo host: HostID) -> NetworkID {
    let pool = self[host].pool
    if self[network].exists && self[network].pool == pool { return network }
    return networks(of: pool).first { self[$0].name == self[network].name } ?? network
  }

  /// The SRs that a pool has, local ones of its hosts included.
  public func storage(of pool: PoolID) -> [SRID] {
    srIDs.filter { self[$0].pool == pool && self[$0].exists }
  }

  /// Whether a host can use an SR now.
  public func isAttached(_ sr: SRID, to host: HostID) -> Bool {
    pbd(sr, host)?.isAttached ?? false
  }
}
