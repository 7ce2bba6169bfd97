extension VirtualMachine {
  /// What Xen needs for a VM beside the memory that it sees.
  ///
  ///     PV:  1 MiB
  ///     HVM: 2 MiB + ⌈(256·v + 2·m) pages⌉, at least 1 MiB of shadow
  ///
  /// v: vCPUs; m: memory [MiB]; a page has 4 KiB; shadow multiplier 1. Holds for xapi of 2012;
  /// later ones count shadow for PV guests also. Source: `ocaml/xapi-idl/memory/memory.ml`,
  /// `shadow_mib` and `overhead_mib`. Check value: HVM, 1 vCPU, 1024 MiB: (256 + 2048)/256 = 9, so
  /// 11 MiB.
  public var memoryOverhead: ByteCount {
    switch mode {
    case .pv: return .mebibytes(1)
    case .hvm:
      let mebibytes = (memory.bytes + 1_048_575) >> 20
      let shadowPages = 256 * Int64(vcpus) + 2 * mebibytes
      return .mebibytes(2 + max(1, (shadowPages + 255) / 256))
    }
  }

  /// The least that a host must have free for it: ballooned down as far as it goes.
  public var leastMemory: ByteCount { dynamicMinimum + memoryOverhead }
}

extension Inventory {
  /// The VMs that a host holds memory for: those that stand there, and those on their way.
  func claimants(of host: HostID) -> [VMID] {
    claims?[host.position] ?? claimantsByLooking(host)
  }

  func claimantsByLooking(_ host: HostID) -> [VMID] {
    vmIDs.filter { self[$0].residentOn == host || self[$0].scheduledOn == host }
  }

  /// Begins to keep, for each host, the VMs that it holds memory for, so that a run with many VMs
  /// need not look through them all at each step.
  ///
  /// From here on `setPlace` alone says where VMs are.
  mutating func indexClaims() { claims = hostIDs.map(claimantsByLooking) }

  /// Says on which host a VM's domain stands, and which one holds memory for it meanwhile.
  mutating func setPlace(of vm: VMID, residentOn: HostID?, scheduledOn: HostID?) {
    guard claims != nil else {
      self[vm].residentOn = residentOn
      self[vm].scheduledOn = scheduledOn
      return
    }
    unclaim(vm, on: self[vm].residentOn)
    unclaim(vm, on: self[vm].scheduledOn)
    self[vm].residentOn = residentOn
    self[vm].scheduledOn = scheduledOn
    claim(vm, on: residentOn)
    claim(vm, on: scheduledOn)
  }

  private mutating func unclaim(_ vm: VMID, on host: HostID?) {
    guard let host, let place = claims?[host.position].firstIndex(of: vm) else { return }
    claims?[host.position].remove(at: place)
  }

  private mutating func claim(_ vm: VMID, on host: HostID?) {
    guard let host, let end = claims?[host.position].count else { return }
    let place = claims?[host.position].firstIndex { $0 >= vm } ?? end
    guard place == end || claims?[host.position][place] != vm else { return }
    claims?[host.position].insert(vm, at: place)
  }

  /// What a host has left for one more VM if every VM on it is ballooned down as far as it goes.
  ///
  ///     free = max(0, RAM - host overhead - Σ (dynamic minimum + VM overhead))
  ///
  /// A VM on its way to the host counts, save `newcomer` itself. Check value: 2048 MiB, 752 for the
  /// host, one PV guest of 256: 2048 - 752 - 257 = 1039 MiB. Source: `memory_check.ml`,
  /// `host_compute_free_memory_with_maximum_compression`.
  public func freeMemory(of host: HostID, ignoring newcomer: VMID? = nil) -> ByteCount {
    var free = self[host].memory - self[host].memoryOverhead
    for vm in claimants(of: host) where vm != newcomer { free -= self[vm].leastMemory }
    return max(.zero, free)
  }
}
