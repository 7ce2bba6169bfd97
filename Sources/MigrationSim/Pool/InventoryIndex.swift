/// What is asked of an inventory's tables again and again, kept as they change, so that a pool of
/// many hosts and VMs costs an operation no more than a small one.
///
/// Nothing is here that is not in the tables: made anew from them it is the same, and
/// `Inventory.contradictions` finds where it is not. `Inventory+Index.swift` keeps it.
struct InventoryIndex: Sendable {
  /// A host, as far as plans go through all of them.
  struct HostEntry: BitwiseCopyable, Hashable, Sendable {
    var pool: PoolID
    /// Its place among the groups of its pool.
    var group: Int32
    var isLive: Bool
    /// Its memory without what Xen and dom0 keep for themselves.
    var room: ByteCount
    /// What the VMs that it holds memory for need at the least.
    var claimed = ByteCount.zero

    var free: ByteCount { max(.zero, room - claimed) }
  }

  /// One for each host.
  var hosts: [HostEntry] = []
  /// The VMs that each host holds memory for, in order of identifier.
  var claims: [[VMID]] = []
  /// The places of each host's PBDs in their table, in its order.
  var pbds: [[Int32]] = []
  /// The kinds of hosts that each pool has, in no order that means anything.
  var groups: [[HostGroup]] = []

  /// Puts a host into the group of its pool that it belongs to now.
  mutating func enter(_ host: HostID, in pool: PoolID, as kind: HostKind, isLive: Bool) {
    let group = place(of: kind, in: pool)
    groups[pool.position][group].members += 1
    if isLive { groups[pool.position][group].live += 1 }
    hosts[host.position].pool = pool
    hosts[host.position].group = Int32(group)
    hosts[host.position].isLive = isLive
  }

  /// Takes a host out of the group that it belonged to.
  mutating func leave(_ host: HostID) {
    let entry = hosts[host.position]
    groups[entry.pool.position][Int(entry.group)].members -= 1
    if entry.isLive { groups[entry.pool.position][Int(entry.group)].live -= 1 }
  }

  func group(of host: HostID) -> HostGroup {
    let entry = hosts[host.position]
    return groups[entry.pool.position][Int(entry.group)]
  }

  private mutating func place(of kind: HostKind, in pool: PoolID) -> Int {
    let present = groups[pool.position]
    if let place = present.firstIndex(where: { $0.kind == kind }) { return place }
    let group = HostGroup(kind: kind)
    if let place = present.firstIndex(where: { $0.members == 0 }) {
      groups[pool.position][place] = group
      return place
    }
    groups[pool.position].append(group)
    return present.count
  }
}
