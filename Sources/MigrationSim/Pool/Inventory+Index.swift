/// How the index follows the tables: the subscripts for hosts and VMs tell it of every change, and
/// PBDs are changed here alone.
extension Inventory {
  /// Fills the index from the tables, and attaches SRs of a host's own that were given no PBD.
  mutating func makeIndex() {
    index = InventoryIndex()
    index.claims = Array(repeating: [], count: hosts.count)
    index.hosts = hosts.map {
      InventoryIndex.HostEntry(
        pool: $0.pool, group: 0, isLive: false, room: $0.memory - $0.memoryOverhead)
    }
    for vm in vmIDs { noteChange(of: vm, from: MemoryClaim()) }
    indexPBDs()
    for sr in srIDs where self[sr].exists {
      guard let host = self[sr].host, pbd(sr, host) == nil else { continue }
      appendPBD(PBD(sr: sr, host: host, isAttached: hosts[host.position].state != .off))
    }
    index.groups = Array(repeating: [], count: pools.count)
    for host in hostIDs {
      let record = hosts[host.position]
      index.enter(host, in: record.pool, as: kind(of: host), isLive: record.state == .live)
      // What hosts have alike need lie in memory once.
      hosts[host.position].cpu = index.group(of: host).kind.cpu
    }
  }

  // MARK: Hosts

  /// Has the index follow a host's record, or what it can use.
  mutating func noteChange(of host: HostID) {
    let (pool, isLive) = (hosts[host.position].pool, hosts[host.position].state == .live)
    let kind = kind(of: host)
    index.hosts[host.position].room =
      hosts[host.position].memory - hosts[host.position].memoryOverhead
    let entry = index.hosts[host.position]
    guard entry.pool != pool || entry.isLive != isLive || index.group(of: host).kind != kind
    else { return }
    index.leave(host)
    index.enter(host, in: pool, as: kind, isLive: isLive)
  }

  func kind(of host: HostID) -> HostKind {
    let record = hosts[host.position]
    let usable = index.pbds[host.position].map { pbds[Int($0)] }.filter {
      $0.isAttached && storage[$0.sr.position].isShared
    }
    return HostKind(
      cpuCount: record.cpuCount, hvmCapable: record.hvmCapable,
      obeysItsMaster: record.obeys == nil, networks: record.pifs.map(\.network).sorted(),
      sharedStorage: usable.map(\.sr).sorted(), version: record.software.version, cpu: record.cpu)
  }

  /// The hosts of a pool by kind, some groups empty; with a host left out, as if it were not there.
  func groups(of pool: PoolID, leavingOut host: HostID? = nil) -> [HostGroup] {
    var groups = index.groups[pool.position]
    if let host, index.hosts[host.position].pool == pool {
      let entry = index.hosts[host.position]
      groups[Int(entry.group)].members -= 1
      if entry.isLive { groups[Int(entry.group)].live -= 1 }
    }
    return groups
  }

  /// Whether two hosts are of one kind, and in one pool.
  func areAlike(_ host: HostID, _ other: HostID?) -> Bool {
    guard let other else { return false }
    let (mine, theirs) = (index.hosts[host.position], index.hosts[other.position])
    return mine.pool == theirs.pool && mine.group == theirs.group
  }

  // MARK: PBDs

  private mutating func indexPBDs() {
    index.pbds = Array(repeating: [], count: hosts.count)
    for place in pbds.indices { index.pbds[pbds[place].host.position].append(Int32(place)) }
  }

  private func placeOfPBD(_ sr: SRID, _ host: HostID) -> Int? {
    index.pbds[host.position].first { pbds[Int($0)].sr == sr }.map { Int($0) }
  }

  private mutating func appendPBD(_ pbd: PBD) {
    index.pbds[pbd.host.position].append(Int32(pbds.count))
    pbds.append(pbd)
  }

  /// A host's connection to an SR; nil where it has none.
  public func pbd(_ sr: SRID, _ host: HostID) -> PBD? { placeOfPBD(sr, host).map { pbds[$0] } }

  /// Plugs or unplugs a host's PBD of an SR, making it if there is none.
  mutating func setPBD(_ sr: SRID, _ host: HostID, isAttached: Bool) {
    if let place = placeOfPBD(sr, host) {
      pbds[place].isAttached = isAttached
    } else {
      appendPBD(PBD(sr: sr, host: host, isAttached: isAttached))
    }
    noteChange(of: host)
  }

  /// Unplugs all PBDs of a host.
  mutating func unplugAll(on host: HostID) {
    for place in index.pbds[host.position] { pbds[Int(place)].isAttached = false }
    noteChange(of: host)
  }

  /// Forgets a host's PBDs of shared SRs.
  mutating func removeSharedPBDs(of host: HostID) {
    pbds.removeAll { $0.host == host && storage[$0.sr.position].isShared }
    indexPBDs()
    noteChange(of: host)
  }

  // MARK: VMs

  /// What a VM takes of hosts' memory.
  func claim(of vm: VMID) -> MemoryClaim {
    let record = vms[vm.position]
    guard record.residentOn != nil || record.scheduledOn != nil else { return MemoryClaim() }
    return MemoryClaim(
      resident: record.residentOn, scheduled: record.scheduledOn, size: record.leastMemory)
  }

  /// Has the index follow a VM's record, which made another claim before.
  mutating func noteChange(of vm: VMID, from before: MemoryClaim) {
    let claim = claim(of: vm)
    guard claim != before else { return }
    let kept = claim.size == before.size ? claim : MemoryClaim()
    if !kept.isOn(before.resident) { index.remove(vm, of: before.size, from: before.resident) }
    if !kept.isOn(before.scheduled) { index.remove(vm, of: before.size, from: before.scheduled) }
    index.add(vm, of: claim.size, to: claim.resident)
    index.add(vm, of: claim.size, to: claim.scheduled)
  }
}

/// The hosts on which a VM's domain stands and for which it is meant, and what it needs there.
struct MemoryClaim: BitwiseCopyable, Hashable, Sendable {
  var resident: HostID?
  var scheduled: HostID?
  /// At the least.
  var size = ByteCount.zero

  func isOn(_ host: HostID?) -> Bool { resident == host || scheduled == host }
}

extension InventoryIndex {
  /// Takes a VM of that size off a host, if it is there.
  fileprivate mutating func remove(_ vm: VMID, of size: ByteCount, from host: HostID?) {
    guard let host, let place = claims[host.position].firstIndex(of: vm) else { return }
    claims[host.position].remove(at: place)
    hosts[host.position].claimed -= size
  }

  /// Puts a VM of that size onto a host, unless it is there.
  fileprivate mutating func add(_ vm: VMID, of size: ByteCount, to host: HostID?) {
    guard let host else { return }
    let end = claims[host.position].count
    let place = claims[host.position].firstIndex { $0 >= vm } ?? end
    guard place == end || claims[host.position][place] != vm else { return }
    claims[host.position].insert(vm, at: place)
    hosts[host.position].claimed += size
  }
}
