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
  /// whose migration was then refused. O(VMs · hosts) rules.
  public func evacuationPlan(of host: HostID, under toolstack: Toolstack) -> EvacuationPlan {
    var plan = EvacuationPlan()
    let residents = residents(of: host)
    let targets = hosts(of: self[host].pool).filter {
      $0 != host && self[$0].state == .live
        && !self[$0].software.isOlder(than: self[host].software)
    }
    var agile: [VMID] = []
    for vm in residents {
      let objections =
        targets.isEmpty
        ? objectionsForWantOfTargets(vm, leaving: host)
        : objectionsToState(of: vm, wanting: .running)
          + targets.flatMap { objectionsToMoving(vm, to: $0, under: toolstack) }
      if objections.isEmpty { agile.append(vm) } else { plan.object(vm, objections) }
    }
    let destinations = pack(agile, into: targets, &plan)
    plan.moves = agile.compactMap { vm in
      destinations.first { $0.vm == vm }
    }
    plan.obstacles.sort { $0.vm < $1.vm }
    return plan
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

  private static let outOfMemory = "HOST_NOT_ENOUGH_FREE_MEMORY"

  private func pack(
    _ vms: [VMID], into targets: [HostID], _ plan: inout EvacuationPlan
  ) -> [EvacuationPlan.Move] {
    var free = targets.map { freeMemory(of: $0) }
    var moves: [EvacuationPlan.Move] = []
    let largestFirst = vms.sorted {
      (self[$1].leastMemory, $0) < (self[$0].leastMemory, $1)
    }
    for vm in largestFirst {
      let roomiest = targets.indices.max { (free[$0], targets[$1]) < (free[$1], targets[$0]) }
      guard let roomiest, free[roomiest] >= self[vm].leastMemory else {
        var found: [Objection] = []
        found.object(
          Self.outOfMemory, [self[vm].name], .noHostHasRoom, self[vm].leastMemory.mebibytes,
          self[vm].name)
        plan.object(vm, found)
        continue
      }
      free[roomiest] -= self[vm].leastMemory
      moves.append(EvacuationPlan.Move(vm: vm, destination: targets[roomiest]))
    }
    return moves
  }

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
  fileprivate mutating func object(_ vm: VMID, _ objections: [Objection]) {
    obstacles.append(Obstacle(vm: vm, objections: objections))
  }
}
