/// Where the VMs of a host are to go when it is evacuated.
public struct EvacuationPlan: Hashable, Sendable {
  /// One VM's way.
  public struct Move: BitwiseCopyable, Hashable, Sendable {
    public let vm: VMID
    public let destination: HostID
  }

  /// A VM that cannot go, and everything against it; what xapi finds first stands first.
  public struct Obstacle: Hashable, Sendable {
    public let vm: VMID
    public let objections: [Objection]
  }

  /// In the order of the VMs.
  public var moves: [Move] = []
  public var obstacles: [Obstacle] = []
}

extension Inventory {
  /// The plan for taking every VM off a host.
  ///
  /// A VM may go to hosts at work that run no older version; it must be able to run on *each* of
  /// them, so that one host which it may not go to keeps it from going anywhere. Those that may are
  /// packed by memory, the largest first, each to the host with most left, ballooned as far as they
  /// go. Source: `compute_evacuation_plan_no_wlb`, `ocaml/xapi/xapi_host.ml`, and `binpack.ml`
  /// (xapi-project/xen-api). CPUs are asked about since levelling; before, a plan could hold a VM
  /// whose migration was then refused. O(hosts), and O(VMs · kinds of hosts) rules; only what
  /// stands against a VM is asked of each host.
  public func evacuationPlan(of host: HostID, under toolstack: Toolstack) -> EvacuationPlan {
    var plan = EvacuationPlan()
    let version = self[host].software.version
    let kinds = groups(of: self[host].pool, leavingOut: host).filter {
      $0.live > 0 && !SoftwareVersion.comes($0.kind.version, before: version)
    }.map(\.kind)
    var agile: [VMID] = []
    for vm in residents(of: host) {
      let stateObjections = objectionsToState(of: vm, wanting: .running)
      if !kinds.isEmpty, stateObjections.isEmpty, self[vm].pool == self[host].pool,
        kinds.allSatisfy({ takes($0, vm, under: toolstack) })
      {
        agile.append(vm)
        continue
      }
      var objections =
        kinds.isEmpty ? objectionsForWantOfTargets(vm, leaving: host) : stateObjections
      for target in targets(leaving: host) {
        objections += objectionsToMoving(vm, to: target, under: toolstack)
      }
      if objections.isEmpty { agile.append(vm) } else { plan.object(vm, objections) }
    }
    plan.moves = pack(agile, into: targets(leaving: host), &plan).sorted { $0.vm < $1.vm }
    plan.obstacles.sort { $0.vm < $1.vm }
    return plan
  }

  /// The hosts at work in a host's pool, itself apart, that run no older version.
  private func targets(leaving host: HostID) -> some Sequence<HostID> {
    let (pool, version) = (self[host].pool, self[host].software.version)
    let isOlder = groups(of: pool).map {
      SoftwareVersion.comes($0.kind.version, before: version)
    }
    return index.hosts.indices.lazy.filter { place in
      let entry = index.hosts[place]
      return entry.pool == pool && entry.isLive && place != host.position
        && !isOlder[Int(entry.group)]
    }.map { HostID($0) }
  }

  /// Whether nothing stands against a VM's moving to hosts of a kind, their memory left out of
  /// account; false also where a closer look is needed to tell.
  private func takes(_ kind: HostKind, _ vm: VMID, under toolstack: Toolstack) -> Bool {
    guard kind.obeysItsMaster, self[vm].mode == .pv || kind.hvmCapable,
      self[vm].disks.allSatisfy({ kind.sharedStorage.contains($0.sr) }),
      self[vm].networks.allSatisfy({ self[$0].exists && kind.networks.contains($0) })
    else { return false }
    guard toolstack.era == .levelling else { return true }
    return self[vm].vcpus <= kind.cpuCount
      && toolstack.levelling.mismatches(of: self[vm], with: kind.cpu).isEmpty
  }

  private func objectionsForWantOfTargets(_ vm: VMID, leaving host: HostID) -> [Objection] {
    var found: [Objection] = []
    found.object(
      "NO_HOSTS_AVAILABLE", [self[vm].name], .noOtherHost, self[vm].name, self[host].name)
    return found
  }

  /// Whether a host can take a VM, its memory left out of account.
  private func objectionsToMoving(
    _ vm: VMID, to target: HostID, under toolstack: Toolstack
  ) -> [Objection] {
    (toolstack.era == .levelling ? objectionsToCPU(of: target, for: vm, under: toolstack) : [])
      + objectionsToBooting(vm, on: target, under: toolstack).filter {
        $0.error.code != Self.outOfMemory
      }
  }

  static let outOfMemory = "HOST_NOT_ENOUGH_FREE_MEMORY"

  /// Every reason against taking a host out of work: CANNOT_EVACUATE_HOST, whose parameter holds
  /// each VM's first reason as xapi strings them together, and then the reasons themselves.
  public func objections(
    toEvacuating host: HostID, _ plan: EvacuationPlan
  ) -> [Objection] {
    var found = objectionsForWantOfMaster(self[host].pool) + objectionsForWantOfLife(host)
    guard !plan.obstacles.isEmpty else { return found + objectionsToDisabling([host]) }
    let encoded = plan.obstacles.compactMap(\.objections.first).map {
      ([$0.error.code] + $0.error.parameters).joined(separator: ",")
    }
    found.object(
      "CANNOT_EVACUATE_HOST", [encoded.joined(separator: "|")], .cannotBeEmptied, self[host].name,
      plan.obstacles.map { self[$0.vm].name }.listed(.commas))
    return found + plan.obstacles.flatMap(\.objections)
  }

  /// Takes a host out of work: no VM starts there or comes there.
  public mutating func disable(_ host: HostID) { self[host].state = .maintenance }

  /// Every reason against putting a host to work again.
  public func objections(toEnabling host: HostID) -> [Objection] {
    objectionsForWantOfMaster(self[host].pool) + objectionsForWantOfLife(host)
  }

  /// Puts a host to work again.
  public mutating func enable(_ host: HostID) { self[host].state = .live }
}

extension EvacuationPlan {
  mutating func object(_ vm: VMID, _ objections: [Objection]) {
    obstacles.append(Obstacle(vm: vm, objections: objections))
  }
}
