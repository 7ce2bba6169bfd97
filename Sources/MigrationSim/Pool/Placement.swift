/// Where a VM is to start.
public enum Placement: Hashable, Sendable {
  case host(HostID)
  /// Nowhere: NO_HOSTS_AVAILABLE, then what stands against each host in turn.
  case none([Objection])
}

extension Inventory {
  /// The host on which the pool starts a VM when it is told none.
  ///
  /// xapi tries categories of hosts in turn (`vm_placement.ml`): the home server, if the VM fits
  /// there with every guest ballooned down; hosts on which nobody need be ballooned; hosts on which
  /// some must. Within a category hosts stand in order of value, best first, and one of n is drawn
  /// at ⌊n·u²⌋, u uniform in [0, 1); one that cannot start the VM is dropped and another drawn.
  /// A VM's static and dynamic maxima are one here, so xapi's third category, "probable", holds
  /// nothing that the second does not.
  ///
  /// The manual saw a VM without home server return to the host where it ran before, if that has
  /// the resources. xapi's categories know nothing of it; here the last host stands in for the home
  /// server that the VM lacks. A VM that never ran is drawn for.
  ///
  /// Where nobody takes the VM xapi tries once more without asking for memory. The categories
  /// leave out hosts that are too small all the same, so that ends as before: NO_HOSTS_AVAILABLE.
  ///
  /// One number of `luck` is used up for each draw.
  public func placement(
    of vm: VMID, under toolstack: Toolstack, _ luck: inout some RandomNumberGenerator
  ) -> Placement {
    let stateObjections = objectionsToState(of: vm, wanting: .halted)
    guard stateObjections.isEmpty else { return .none(stateObjections) }
    let members = hosts(of: self[vm].pool)
    let preferred = self[vm].home ?? self[vm].lastHost
    let categories: [(HostID) -> Int64] = [
      { $0 == preferred ? possibleValue(of: $0, with: vm) : -1 },
      { definiteValue(of: $0, with: vm) },
      { possibleValue(of: $0, with: vm) },
    ]
    var remaining = members
    for value in categories {
      let valued = remaining.map { (host: $0, value: value($0)) }
      remaining = valued.filter { $0.value < 0 }.map(\.host)
      var inside = valued.filter { $0.value >= 0 }
      inside.sort { (-$0.value, $0.host) < (-$1.value, $1.host) }
      while !inside.isEmpty {
        let u = Double.random(in: 0..<1, using: &luck)
        let host = inside.remove(at: Int(Double(inside.count) * u * u)).host
        if objectionsToPlacing(vm, on: host, under: toolstack).isEmpty { return .host(host) }
      }
    }
    return .none(objectionsToAll(members, for: vm, under: toolstack))
  }

  /// Whether xapi lets the pool choose a host: `vm_can_run_on_host`.
  func objectionsToPlacing(
    _ vm: VMID, on host: HostID, under toolstack: Toolstack
  ) -> [Objection] {
    objectionsToOlderVersion(of: host) + objectionsToBooting(vm, on: host, under: toolstack)
  }

  private func objectionsToAll(
    _ members: [HostID], for vm: VMID, under toolstack: Toolstack
  ) -> [Objection] {
    var found: [Objection] = []
    found.object(
      "NO_HOSTS_AVAILABLE", .noHost, self[self[vm].pool].name, self[vm].name)
    for host in members { found += objectionsToPlacing(vm, on: host, under: toolstack) }
    return found
  }

  /// The memory that a host's guests can share, the VM's overhead taken off.
  private func available(of host: HostID, with vm: VMID) -> Int64 {
    (self[host].memory - self[host].memoryOverhead).bytes
      - sum(on: host, with: vm, \.memoryOverhead)
  }

  private func sum(on host: HostID, with vm: VMID, _ size: (VirtualMachine) -> ByteCount) -> Int64 {
    claimants(of: host).reduce(size(self[vm]).bytes) { sum, guest in
      guest == vm ? sum : sum + size(self[guest]).bytes
    }
  }

  /// Bytes left if nobody is ballooned; the master counts for half, so that members come first.
  func definiteValue(of host: HostID, with vm: VMID) -> Int64 {
    let value = available(of: host, with: vm) - sum(on: host, with: vm, \.memory)
    return isMaster(host) ? (value - 1) / 2 : value
  }

  /// How little must be ballooned, in thousandths: 1000 where nobody need be, negative where the VM
  /// does not fit.
  func possibleValue(of host: HostID, with vm: VMID) -> Int64 {
    let room = available(of: host, with: vm)
    let least = sum(on: host, with: vm, \.dynamicMinimum)
    let most = sum(on: host, with: vm, \.memory)
    if room >= most { return 1000 }
    return room < least ? -1 : 1000 * (room - least) / (most - least)
  }
}
