extension Inventory {
  /// Every reason against starting a VM on a host.
  ///
  /// The state of the VM first (`xapi_vm_lifecycle.ml`), then the order of
  /// `xapi_vm_helpers.ml`, `assert_can_boot_here`.
  public func objections(
    toStarting vm: VMID, on host: HostID, under toolstack: Toolstack
  ) -> [Objection] {
    objectionsToState(of: vm, wanting: .halted) + objectionsToOlderVersion(of: host)
      + objectionsToBooting(vm, on: host, under: toolstack)
  }

  /// Whether a host has not had its turn yet while its pool is being upgraded: nothing starts
  /// there (`assert_host_has_highest_version_in_pool`, `ocaml/xapi/helpers.ml`).
  func objectionsToOlderVersion(of host: HostID) -> [Objection] {
    let isBehind = groups(of: self[host].pool).contains {
      $0.members > 0 && SoftwareVersion.comes(self[host].software.version, before: $0.kind.version)
    }
    guard isBehind else { return [] }
    let newer = hosts(of: self[host].pool).first {
      self[host].software.isOlder(than: self[$0].software)
    }
    guard let newer else { return [] }
    var found: [Objection] = []
    found.object(
      "NOT_SUPPORTED_DURING_UPGRADE", .olderVersion, self[host].name,
      self[host].software.version, self[newer].software.version, self[newer].name)
    return found
  }

  /// Whether a VM is there, in the state wanted, with no operation under way.
  func objectionsToState(of vm: VMID, wanting state: PowerState) -> [Objection] {
    var found = objectionsForWantOfMaster(self[vm].pool)
    let name = self[vm].name
    let actual = self[vm].state
    if actual == .undefined {
      found.object("HANDLE_INVALID", ["VM", name], .noVMYet, name)
    } else if actual == .lostWithHost {
      found += objectionsToLost(vm, wanting: state)
    } else if actual.xapiName != state.xapiName {
      found.object(
        "VM_BAD_POWER_STATE", [name, state.xapiName, actual.xapiName],
        .isOtherwise, name,
        actual.xapiWord(), state.xapiWord())
    }
    if actual.hasDomain, let host = self[vm].residentOn, self[host].obeys != nil {
      found.object("HOST_OFFLINE", [self[host].name], .obeysNobody, self[host].name)
    }
    if self[vm].isBusy {
      found.object(
        "OTHER_OPERATION_IN_PROGRESS", ["VM", name], .operationOnVM, name)
    }
    return found
  }

  /// Whether a host can take a VM's domain: `assert_can_boot_here`.
  ///
  /// - Parameter moving: Disks, by number, that will lie where the host can use them.
  func objectionsToBooting(
    _ vm: VMID, on host: HostID, under toolstack: Toolstack, leavingOut moving: [Int] = []
  ) -> [Objection] {
    let name = self[host].name
    var found: [Objection] = []
    if self[host].pool != self[vm].pool {
      found.object(
        "HANDLE_INVALID", ["host", name], .hostOfOtherPool, name, self[vm].name)
    }
    found += objectionsForWantOfLife(host)
    if self[host].state == .maintenance {
      found.object("HOST_DISABLED", [name], .isInMaintenance, name)
    }
    found += objectionsToStorageAndNetworks(of: vm, on: host, leavingOut: moving)
    if self[vm].mode == .hvm && !self[host].hvmCapable {
      found.object(
        "VM_HVM_REQUIRED", [self[vm].name], .noHVM, name, self[vm].name)
    }
    return found + objectionsToSize(of: vm, on: host, under: toolstack)
  }

  func objectionsToStorageAndNetworks(
    of vm: VMID, on host: HostID, leavingOut moving: [Int]
  ) -> [Objection] {
    var lacking: [SRID] = []
    for (number, disk) in self[vm].disks.enumerated()
    where !isAttached(disk.sr, to: host) && !moving.contains(number) && !lacking.contains(disk.sr) {
      lacking.append(disk.sr)
    }
    let unavailable = self[vm].networks.filter { !isAvailable($0, on: host) }
    guard !lacking.isEmpty || !unavailable.isEmpty else { return [] }
    var found: [Objection] = []
    let names = (vm: self[vm].name, host: self[host].name)
    for sr in lacking {
      found.object(
        "VM_REQUIRES_SR", [names.vm, self[sr].name],
        .diskNotAttached, self[sr].name, names.vm,
        names.host)
    }
    for network in unavailable {
      let parameters = [names.vm, self[network].name]
      let keepers = hostsKeeping(network)
      if keepers.isEmpty {
        found.object(
          "VM_REQUIRES_NETWORK", parameters, .networkNotAvailable, self[network].name, names.vm,
          names.host)
      } else {
        found.object(
          "VM_REQUIRES_NETWORK", parameters, .networkIsKept, self[network].name,
          keepers.map { self[$0].name }.listed(.commas), names.vm, names.host)
      }
    }
    return found
  }

  private func objectionsToSize(
    of vm: VMID, on host: HostID, under toolstack: Toolstack
  ) -> [Objection] {
    var found: [Objection] = []
    let need = self[vm].leastMemory
    let free = freeMemory(of: host, ignoring: vm)
    if free < need {
      found.object(
        "HOST_NOT_ENOUGH_FREE_MEMORY", [String(need.bytes), String(free.bytes)],
        .tooLittleMemory, self[vm].name, need.mebibytes, self[host].name, free.mebibytes)
    }
    // The check came after the days of masking.
    if toolstack.era == .levelling && self[vm].vcpus > self[host].cpuCount {
      found.object(
        "HOST_NOT_ENOUGH_PCPUS", [String(self[vm].vcpus), String(self[host].cpuCount)],
        .tooFewCPUs, self[vm].name, self[vm].vcpus, self[host].name, self[host].cpuCount)
    }
    return found
  }

  /// Whether a VIF on a network can be plugged on a host.
  ///
  /// A network with interfaces is where they are. One without is nowhere in particular until a VM
  /// runs on it, which ties it to that VM's host. Source: `assert_can_see_networks`.
  func isAvailable(_ network: NetworkID, on host: HostID) -> Bool {
    guard self[network].exists else { return false }
    if self[host].pif(on: network) != nil { return true }
    guard !hasInterfaces(network) else { return false }
    let keepers = hostsKeeping(network)
    return keepers.isEmpty || keepers.contains(host)
  }

  /// Whether any host has an interface on a network: only those of its pool can.
  private func hasInterfaces(_ network: NetworkID) -> Bool {
    groups(of: self[network].pool).contains {
      $0.members > 0 && $0.kind.networks.contains(network)
    }
  }

  /// The hosts that VMs tie an internal network to, by running on it; none for any other network.
  private func hostsKeeping(_ network: NetworkID) -> [HostID] {
    guard self[network].exists, !hasInterfaces(network) else { return [] }
    return hostIDs.filter { host in
      claimants(of: host).contains {
        self[$0].state == .running && self[$0].residentOn == host
          && self[$0].networks.contains(network)
      }
    }
  }
}
