extension Inventory {
  /// Packs VMs onto hosts by memory, the largest first, each to the host with most left; what fits
  /// on none becomes an obstacle. O(hosts · VMs) at worst.
  func pack(
    _ vms: [VMID], into targets: some Sequence<HostID>, _ plan: inout EvacuationPlan
  ) -> [EvacuationPlan.Move] {
    // Of n VMs each goes to one of the n hosts that are roomiest now: before each of them at least
    // one of those is as it was, and no other host has more left.
    var bins = roomiest(vms.count, of: targets)
    var moves: [EvacuationPlan.Move] = []
    let largestFirst = vms.sorted {
      (self[$1].leastMemory, $0) < (self[$0].leastMemory, $1)
    }
    for vm in largestFirst {
      let roomiest = bins.indices.max {
        (bins[$0].free, bins[$1].host) < (bins[$1].free, bins[$0].host)
      }
      guard let roomiest, bins[roomiest].free >= self[vm].leastMemory else {
        var found: [Objection] = []
        found.object(
          Self.outOfMemory, [self[vm].name], .noHostHasRoom, self[vm].leastMemory.mebibytes,
          self[vm].name)
        plan.object(vm, found)
        continue
      }
      bins[roomiest].free -= self[vm].leastMemory
      moves.append(EvacuationPlan.Move(vm: vm, destination: bins[roomiest].host))
    }
    return moves
  }

  /// So many hosts with most memory left, of equal ones those of the lowest numbers.
  private func roomiest(_ count: Int, of hosts: some Sequence<HostID>) -> [Packing.Bin] {
    var bins: [Packing.Bin] = []
    for host in hosts {
      let free = index.hosts[host.position].free
      if bins.count == count {
        guard let last = bins.last, last.free < free else { continue }
        bins.removeLast()
      }
      let place = bins.firstIndex { $0.free < free } ?? bins.endIndex
      bins.insert(Packing.Bin(host: host, free: free), at: place)
    }
    return bins
  }
}
