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
  func claimants(of host: HostID) -> [VMID] { index.claims[host.position] }

  /// What a host has left for one more VM if every VM on it is ballooned down as far as it goes.
  ///
  ///     free = max(0, RAM - host overhead - Σ (dynamic minimum + VM overhead))
  ///
  /// A VM on its way to the host counts, save `newcomer` itself. Check value: 2048 MiB, 752 for the
  /// host, one PV guest of 256: 2048 - 752 - 257 = 1039 MiB. Source: `memory_check.ml`,
  /// `host_compute_free_memory_with_maximum_compression`.
  public func freeMemory(of host: HostID, ignoring newcomer: VMID? = nil) -> ByteCount {
    var free = index.hosts[host.position].room - index.hosts[host.position].claimed
    if let newcomer, self[newcomer].residentOn == host || self[newcomer].scheduledOn == host {
      free += self[newcomer].leastMemory
    }
    return max(.zero, free)
  }
}
