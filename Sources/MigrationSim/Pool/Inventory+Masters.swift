/// What became of an order to a member's agent to become the master.
public enum Promotion: Hashable, Sendable {
  case done
  /// Nothing happens: it is the master already.
  case isMasterAlready
  /// As its agent started anew it found that host at work as master, and obeys it again.
  case foundMaster(HostID)
}

/// Which host is the master, which members have heard of it, and what they do without one.
///
/// A host's agent knows its master by what it was told last (xapi's `pool.conf`), and keeps to that
/// while the host is off. Source: `xapi_pool.ml`, `xapi_pool_transition.ml`, and
/// `check_no_other_masters` of `xapi.ml` (`ocaml/xapi`, xapi-project/xen-api).
extension Inventory {
  /// Whether a member is on and has nobody to obey: the master that it knows is off, or is one no
  /// longer.
  public func isInEmergency(_ host: HostID) -> Bool {
    guard self[host].state != .off, !isMaster(host) else { return false }
    return self[host].obeys != nil || self[self[self[host].pool].master].state == .off
  }

  /// Every reason against making a member the master in an emergency; that the master is at work is
  /// none, and comes out when the agent starts anew.
  public func objections(toPromoting host: HostID) -> [Objection] {
    objectionsForWantOfPower(host) + objectionsForHA(in: self[host].pool)
  }

  /// Makes a member the master, as the old one is gone.
  ///
  /// The others are not told, so that they stay in emergency mode, and the old master takes itself
  /// for one still. VMs that went down with it are not touched.
  public mutating func promote(_ host: HostID) -> Promotion {
    let pool = self[host].pool
    let old = self[pool].master
    if old == host { return .isMasterAlready }
    if self[old].state != .off {
      self[host].obeys = nil
      return .foundMaster(old)
    }
    install(host, asMasterOf: pool, telling: [])
    return .done
  }

  /// Every reason against having a master call its members back.
  public func objections(toRecoveringMembersBy host: HostID) -> [Objection] {
    let power = objectionsForWantOfPower(host)
    guard power.isEmpty, !isMaster(host) else { return power }
    let master = self[self[host].pool].master
    var found: [Objection] = []
    if isInEmergency(host) {
      found.object("HOST_IN_EMERGENCY_MODE", .isInEmergency, self[host].name)
    } else {
      found.object("HOST_IS_SLAVE", [self[master].name], .isMember, self[host].name)
    }
    return found
  }

  /// Has every member that is on obey the master; returns those that did not before.
  public mutating func recoverMembers(of pool: PoolID) -> [HostID] {
    let lost = hosts(of: pool).filter { self[$0].state != .off && self[$0].obeys != nil }
    for host in lost { self[host].obeys = nil }
    return lost
  }

  /// Every reason against handing the mastership over while all is well.
  ///
  /// All hosts commit to it in two phases, so that one which is off makes it fail.
  public func objections(toDesignating host: HostID) -> [Objection] {
    let pool = self[host].pool
    var found =
      objectionsForWantOfMaster(pool) + objectionsForWantOfLife(host) + objectionsForHA(in: pool)
    for peer in hosts(of: pool) where peer != host {
      if self[peer].state == .off || isInEmergency(peer) {
        found.object("CANNOT_CONTACT_HOST", [self[peer].name], .mustCommit, self[peer].name)
      }
    }
    return found
  }

  /// Hands the mastership over; every host knows.
  public mutating func designate(_ host: HostID) {
    install(host, asMasterOf: self[host].pool, telling: hosts(of: self[host].pool))
  }

  /// What a host makes of its mastership as its agent starts: returns the master that it found at
  /// work where it had thought that it was the master itself.
  ///
  /// With no master at work it is the master again, and the member that took its place is not: the
  /// first to boot has it.
  mutating func settleMaster(as host: HostID) -> HostID? {
    guard self[host].obeys == host else { return nil }
    let master = self[self[host].pool].master
    if self[master].state != .off {
      self[host].obeys = nil
      return master
    }
    install(host, asMasterOf: self[host].pool, telling: [])
    return nil
  }

  /// Makes a host the master; those who are not told obey whom they did before.
  mutating func install(_ host: HostID, asMasterOf pool: PoolID, telling told: [HostID]) {
    let old = self[pool].master
    self[pool].master = host
    for member in hosts(of: pool) {
      let known = told.contains(member) || member == host ? host : self[member].obeys ?? old
      self[member].obeys = known == host ? nil : known
    }
  }

  func objectionsForHA(in pool: PoolID) -> [Objection] {
    var found: [Objection] = []
    if self[pool].hasHA { found.object("HA_IS_ENABLED", .hasHA, self[pool].name) }
    return found
  }
}
