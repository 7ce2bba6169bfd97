extension Inventory {
  /// Every reason against a host's joining the pool of `master`, in xapi's order.
  ///
  /// What stands first is what xapi answers; it looks no further. `JoinCheck` has the order.
  public func objections(
    toJoining host: HostID, to master: HostID, under toolstack: Toolstack
  ) -> [Objection] {
    let join = Join(inventory: self, hostID: host, masterID: master, toolstack: toolstack)
    return objectionsForWantOfLife(host) + objectionsForWantOfMaster(self[master].pool)
      + JoinCheck.order(in: toolstack.era)
      .filter { !$0.comparesPools || self[host].pool != self[master].pool }
      .flatMap(join.objections)
  }
}

/// A host that is to join the pool of a master, and what is asked of it.
struct Join {
  let inventory: Inventory
  let hostID: HostID
  let masterID: HostID
  let toolstack: Toolstack

  var host: Host { inventory[hostID] }
  var master: Host { inventory[masterID] }
  var own: PoolID { host.pool }
  var pool: PoolID { master.pool }
  var mine: HostConfiguration { host.configuration }
  var theirs: HostConfiguration { master.configuration }

  func objections(_ check: JoinCheck) -> [Objection] {
    switch check {
    case .poolSize, .managementInterface, .noHAHere, .noClusteringHere,
      .oneAddressOnClusterNetwork, .noHAThere, .notItself, .noOtherHosts:
      objectionsToStanding(check)
    case .noRunningVMs, .noSuspendedVMs, .noOperations: objectionsToVMs(check)
    case .compatible, .homogeneous, .samePatches, .sameAPI, .sameSchema, .sameEdition,
      .sameStorageFeatures, .noUpgradeThere, .noPendingGuidance:
      objectionsToSoftware(check)
    case .noSharedSRs, .physicalManagement, .noBonds, .noTunnels, .noNetworkSRIOVs,
      .noOtherVLANs, .sameManagementVLAN:
      objectionsToHoldings(check)
    case .sameAuthentication, .sameSwitches, .sameAddressType, .compatiblePurposes,
      .sameVerification, .noCertificateConflict, .noTrustConflict, .clocksInStep:
      objectionsToConfiguration(check)
    }
  }

  // MARK: Whether the host is one that may join anything

  private func objectionsToStanding(_ check: JoinCheck) -> [Objection] {
    var found: [Objection] = []
    let others = inventory.hosts(of: own).filter { $0 != hostID }
    switch check {
    case .poolSize where mine.limitsPoolSize && inventory.hosts(of: pool).count >= 3:
      found.object("LICENCE_RESTRICTION", ["Pool_size"], JoinPhrase.poolIsFull(host.name))
    case .managementInterface where host.managementPIF == nil:
      found.object("HOST_STILL_BOOTING", JoinPhrase.noManagement(host.name))
    case .noHAHere where inventory[own].hasHA:
      found.object("HA_IS_ENABLED", JoinPhrase.hasHA(host.name))
    case .noClusteringHere where inventory[own].clusterNetwork != nil:
      found.object("CLUSTERING_ENABLED", JoinPhrase.hasCluster(host.name))
    case .oneAddressOnClusterNetwork: found += objectionsToClusterNetwork()
    case .noHAThere where inventory[pool].hasHA && pool != own:
      found.object("HA_IS_ENABLED", .hasHA, inventory[pool].name)
    case .notItself where pool == own:
      let reason =
        others.isEmpty
        ? "Host cannot become slave of itself" : "Host is already part of a pool"
      found.object("OPERATION_NOT_ALLOWED", [reason], JoinPhrase.isInThatPool(host.name))
    case .noOtherHosts where pool != own && !others.isEmpty:
      let names = others.map { inventory[$0].name }.listed(.commas)
      found.object(
        "JOINING_HOST_CANNOT_BE_MASTER_OF_OTHER_HOSTS",
        JoinPhrase.isInAnotherPool(host.name, names))
    default: break
    }
    return found
  }

  /// A pool with a cluster asks for one address on the cluster's network, which may be no VLAN.
  private func objectionsToClusterNetwork() -> [Objection] {
    guard let network = inventory[pool].clusterNetwork, pool != own else { return [] }
    var found: [Objection] = []
    if let tag = inventory[network].vlan {
      found.object(
        "POOL_JOINING_POOL_CANNOT_ENABLE_CLUSTERING_ON_VLAN_NETWORK", [String(tag)],
        JoinPhrase.clusterOnVLAN(inventory[network].name))
    }
    let count = host.pifs.count {
      $0.position == inventory[network].position && $0.interface != nil
    }
    if count != 1 {
      found.object(
        "POOL_JOINING_HOST_MUST_HAVE_ONLY_ONE_IP_ON_CLUSTERING_NETWORK", [String(count)],
        JoinPhrase.addressesOnClusterNetwork(host.name, count, inventory[network].name))
    }
    return found
  }

  // MARK: Whether its VMs are at rest

  /// xapi itself tests for running VMs only, in spite of what its log says. The manual forbids
  /// suspended ones too, and an older xapi had a code for it: before the era of levelling both are
  /// refused.
  private func objectionsToVMs(_ check: JoinCheck) -> [Objection] {
    let vms = inventory.vmIDs.map { inventory[$0] }.filter { $0.pool == own }
    var found: [Objection] = []
    func object(
      _ code: String, _ phrase: JoinPhrase, where condition: (VirtualMachine) -> Bool
    ) {
      let names = vms.filter(condition).map(\.name)
      if !names.isEmpty { found.object(code, phrase(names.listed(.commas))) }
    }
    switch check {
    case .noRunningVMs:
      object("JOINING_HOST_CANNOT_HAVE_RUNNING_VMS", .hasRunningVMs) { $0.state == .running }
    case .noSuspendedVMs:
      object("JOINING_HOST_CANNOT_HAVE_RUNNING_OR_SUSPENDED_VMS", .hasVMsAsleep) {
        $0.state == .suspended || $0.state == .paused
      }
    default:
      object("JOINING_HOST_CANNOT_HAVE_VMS_WITH_CURRENT_OPERATIONS", .hasBusyVMs, where: \.isBusy)
    }
    return found
  }
}
