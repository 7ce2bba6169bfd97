extension Inventory {
  /// Every reason against a live migration within the pool.
  ///
  /// The VM's state, then its CPU, which `force` waives, then whether the destination can take its
  /// domain. Source: `message_forwarding.ml`, `pool_migrate`, which checks the CPU and then has
  /// `assert_can_boot_here` reserve the memory. A disk on local storage shows as VM_REQUIRES_SR:
  /// the destination has no PBD for it.
  public func objections(
    toMigrating vm: VMID, to host: HostID, under toolstack: Toolstack
  ) -> [Objection] {
    var found = objectionsToState(of: vm, wanting: .running)
    if self[vm].residentOn == host {
      // xapi would move the domain within its host; XenCenter does not offer it.
      found.object(
        "OPERATION_NOT_ALLOWED", ["The VM is on that host"],
        .isThereAlready, self[vm].name, self[host].name)
      return found
    }
    return found + objectionsToCPU(of: host, for: vm, under: toolstack)
      + objectionsToOlderVersion(of: host, for: vm)
      + objectionsToBooting(vm, on: host, under: toolstack) + objectionsToArrival(of: vm, on: host)
  }

  /// Whether a VM would go back to an older version while its pool is being upgraded, which
  /// `force` does not waive (`message_forwarding.ml`, `pool_migrate`).
  private func objectionsToOlderVersion(of host: HostID, for vm: VMID) -> [Objection] {
    guard let source = self[vm].residentOn, isBeingUpgraded(self[vm].pool),
      self[host].software.isOlder(than: self[source].software)
    else { return [] }
    var found: [Objection] = []
    found.object(
      "NOT_SUPPORTED_DURING_UPGRADE", .olderVersion, self[host].name,
      self[host].software.version, self[source].software.version, self[source].name)
    return found
  }

  /// Whether a running VM may meet a host's CPU: nothing is asked before March 2011; from then on
  /// the vendor must be the same and the features it was started with a subset of the host's.
  ///
  /// Source: `cpuid_helpers.ml`, `assert_vm_is_compatible`, with its words.
  func objectionsToCPU(
    of host: HostID, for vm: VMID, under toolstack: Toolstack
  ) -> [Objection] {
    let mismatches = toolstack.levelling.mismatches(of: self[vm], with: self[host].cpu)
    guard !mismatches.isEmpty else { return [] }
    let (name, target) = (self[vm].name, self[host].name)
    return mismatches.map { mismatch in
      let (message, explanation) =
        switch mismatch {
        case .vendorDiffers(let own, let other):
          (
            "VM last booted on a host which had a CPU from a different vendor.",
            PoolPhrase.vmOfOtherVendor(name, own.identification, target, other.identification)
          )
        case .missing(let missing), .featuresDiffer(let missing, _):
          (
            "VM last booted on a CPU with features this host's CPU does not have.",
            PoolPhrase.vmMissesFeatures(target, toolstack.featureNames.list(missing), name)
          )
        case .notComparable:
          (
            "Host does not have new leveling feature keys - not comparing VM's flags",
            PoolPhrase.notComparable(target, name)
          )
        }
      return Objection(
        XapiError(
          "VM_INCOMPATIBLE_WITH_THIS_HOST", [name, target, message], explanation: explanation),
        isWaivedByForce: true)
    }
  }
}

extension Levelling {
  /// What keeps a running VM from migrating to a host with that CPU; nothing where the CPU that it
  /// was started on is not on record.
  func mismatches(of vm: VirtualMachine, with cpu: HostCPU) -> [CPUMismatch] {
    guard let started = vm.cpu else { return [] }
    return migrationMismatches(
      of: started, to: cpu.vendor, publishing: published(by: cpu, for: vm.mode))
  }
}
