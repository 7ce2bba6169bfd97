extension Inventory {
  /// Every reason against a live migration within the pool.
  ///
  /// The VM's state, then its CPU, which `force` waives, then whether the destination can take its
  /// domain. Source: `message_forwarding.ml`, `pool_migrate`, which checks the CPU and then has
  /// `assert_can_boot_here` reserve the memory. A disk on local storage shows as VM_REQUIRES_SR: the
  /// destination has no PBD for it.
  public func objections(
    toMigrating vm: VMID, to host: HostID, era: LevellingEra
  ) -> [Objection] {
    var found = objectionsToState(of: vm, wanting: .running)
    if self[vm].residentOn == host {
      // xapi would move the domain within its host; XenCenter does not offer it.
      found.object(
        "OPERATION_NOT_ALLOWED", ["The VM is on that host"],
        "\(self[vm].name) is on \(self[host].name) already.")
      return found
    }
    return found + objectionsToCPU(of: host, for: vm, era: era)
      + objectionsToBooting(vm, on: host, era: era)
  }

  /// Whether a running VM may meet a host's CPU: nothing is asked before March 2011; from then on
  /// the vendor must be the same and the features it was started with a subset of the host's.
  ///
  /// Source: `cpuid_helpers.ml`, `assert_vm_is_compatible`.
  func objectionsToCPU(of host: HostID, for vm: VMID, era: LevellingEra) -> [Objection] {
    guard era != .none, let boot = self[vm].bootCPU else { return [] }
    let names = (vm: self[vm].name, host: self[host].name)
    var found: [Objection] = []
    func refuse(_ message: String, _ explanation: String) {
      found.object(
        "VM_INCOMPATIBLE_WITH_THIS_HOST", [names.vm, names.host, message], waived: true,
        explanation)
    }
    if boot.vendor != self[host].processor.vendor {
      refuse(
        "VM last booted on a host which had a CPU from a different vendor.",
        "\(names.vm) was started on a CPU of \(boot.vendor), \(names.host) has one of "
          + "\(self[host].processor.vendor).")
    }
    if !boot.features.isSubset(of: self[host].features) {
      let missing = boot.features.subtracting(self[host].features).words.wrappedBitCount
      refuse(
        "VM last booted on a CPU with features this host's CPU does not have.",
        "Of the CPU features that \(names.vm) was started with, \(names.host) lacks \(missing).")
    }
    return found
  }

  /// What a VM that starts on a host is recorded to have started with: the host's CPU, or in the
  /// era of levelling what every host of the pool has.
  public func bootCPU(on host: HostID, era: LevellingEra) -> BootCPU {
    var features = self[host].features
    if era == .levelling {
      for member in hosts(of: self[host].pool) {
        features = features.intersection(self[member].features)
      }
    }
    return BootCPU(vendor: self[host].processor.vendor, features: features)
  }
}

extension SIMD32<UInt32> {
  fileprivate var wrappedBitCount: Int { indices.reduce(0) { $0 + self[$1].nonzeroBitCount } }
}
