extension Inventory {
  /// Every reason against a host's joining the pool of `master`.
  ///
  /// The order before the era of levelling is that of `xapi_pool.ml`, `pre_join_checks`
  /// (xapi-project/xen-api, 2012). Of the later order, which has 33 checks, these are kept: the
  /// same ones, less what they dropped and with bonds refused wherever they are.
  public func objections(
    toJoining host: HostID, to master: HostID, under toolstack: Toolstack
  ) -> [Objection] {
    let pool = self[master].pool
    let found =
      objectionsForWantOfLife(host) + objectionsForWantOfMaster(pool)
      + objectionsToStanding(of: host, in: pool)
    // All further rules compare what joins with what is joined.
    guard self[host].pool != pool else { return found }
    return found + objectionsToVMs(of: host, under: toolstack)
      + objectionsToDifferences(host, master, under: toolstack)
      + objectionsToHoldings(of: host, under: toolstack)
      + objectionsToEditionAndPatches(host, master, under: toolstack)
      + objectionsToClocks(host, master)
  }

  /// Whether the host is one that may join anything.
  private func objectionsToStanding(of host: HostID, in pool: PoolID) -> [Objection] {
    var found: [Objection] = []
    let own = self[host].pool
    let name = self[host].name
    if self[host].managementPIF == nil {
      found.object("HOST_STILL_BOOTING", JoinPhrase.noManagement(name))
    }
    if self[own].hasHA {
      found.object("HA_IS_ENABLED", JoinPhrase.hasHA(name))
    }
    if self[pool].hasHA && pool != own {
      found.object("HA_IS_ENABLED", .hasHA, self[pool].name)
    }
    let others = hosts(of: own).filter { $0 != host }
    if pool == own {
      let reason =
        others.isEmpty
        ? "Host cannot become slave of itself" : "Host is already part of a pool"
      found.object("OPERATION_NOT_ALLOWED", [reason], JoinPhrase.isInThatPool(name))
    } else if !others.isEmpty {
      let names = others.map { self[$0].name }.listed(.commas)
      found.object(
        "JOINING_HOST_CANNOT_BE_MASTER_OF_OTHER_HOSTS", JoinPhrase.isInAnotherPool(name, names))
    }
    return found
  }

  /// Whether its VMs are at rest.
  ///
  /// xapi itself tests for running VMs only, in spite of what its log says. The manual forbids
  /// suspended ones too, and an older xapi had a code for it: before the era of levelling both are
  /// refused.
  private func objectionsToVMs(of host: HostID, under toolstack: Toolstack) -> [Objection] {
    var found: [Objection] = []
    let vms = vmIDs.filter { self[$0].pool == self[host].pool }
    func names(_ condition: (VirtualMachine) -> Bool) -> [String] {
      vms.filter { condition(self[$0]) }.map { self[$0].name }
    }
    let running = names { $0.state == .running }
    if !running.isEmpty {
      found.object(
        "JOINING_HOST_CANNOT_HAVE_RUNNING_VMS", JoinPhrase.hasRunningVMs(running.listed(.commas)))
    }
    let asleep = names { $0.state == .suspended || $0.state == .paused }
    if toolstack.era != .levelling && !asleep.isEmpty {
      found.object(
        "JOINING_HOST_CANNOT_HAVE_RUNNING_OR_SUSPENDED_VMS",
        JoinPhrase.hasVMsAsleep(asleep.listed(.commas)))
    }
    let busy = names(\.isBusy)
    if !busy.isEmpty {
      found.object(
        "JOINING_HOST_CANNOT_HAVE_VMS_WITH_CURRENT_OPERATIONS",
        JoinPhrase.hasBusyVMs(busy.listed(.commas)))
    }
    return found
  }

  /// Whether host and master are alike enough; what `force` waives is here.
  private func objectionsToDifferences(
    _ host: HostID, _ master: HostID, under toolstack: Toolstack
  ) -> [Objection] {
    var found: [Objection] = []
    let joining = self[host]
    let leading = self[master]
    let versions = JoinPhrase.otherSoftware(
      joining.name, joining.software.text, leading.name, leading.software.text)
    if (joining.software.brand, joining.software.version)
      != (leading.software.brand, leading.software.version)
    {
      found.object("HOSTS_NOT_COMPATIBLE", versions)
    }
    if joining.software.text != leading.software.text {
      let reason =
        toolstack.era == .levelling ? "Software version differs" : "software version differs"
      found.object("HOSTS_NOT_HOMOGENEOUS", [reason], waived: true, versions)
    }
    let differences = CPUComparison.differences(joining, leading, under: toolstack)
    if !differences.isEmpty {
      found.object(
        "HOSTS_NOT_HOMOGENEOUS", ["CPUs differ"], waived: true,
        JoinPhrase.differ(joining.name, leading.name, differences.listed(.semicolons)))
    }
    return found
  }

  /// Whether it has what no joining host may have: shared SRs, a management interface on a bond.
  private func objectionsToHoldings(of host: HostID, under toolstack: Toolstack) -> [Objection] {
    var found: [Objection] = []
    let shared = storage(of: self[host].pool).filter { self[$0].isShared }
    if !shared.isEmpty {
      let names = shared.map { self[$0].name }.listed(.commas)
      found.object("JOINING_HOST_CANNOT_CONTAIN_SHARED_SRS", JoinPhrase.hasSharedSRs(names))
    }
    if toolstack.era == .levelling {
      if self[host].pifs.contains(where: \.isBonded) {
        found.object("POOL_JOINING_HOST_HAS_BONDS", JoinPhrase.hasBond(self[host].name))
      }
    } else if self[host].managementPIF?.isBonded == true {
      found.object(
        "POOL_JOINING_HOST_MUST_HAVE_PHYSICAL_MANAGEMENT_NIC",
        JoinPhrase.managedThroughBond(self[host].name))
    }
    return found
  }

  /// Whether licence and updates match, which `force` does not waive.
  private func objectionsToEditionAndPatches(
    _ host: HostID, _ master: HostID, under toolstack: Toolstack
  ) -> [Objection] {
    var found: [Objection] = []
    let joining = self[host]
    let leading = self[master]
    if joining.edition != leading.edition {
      found.object(
        toolstack.era == .levelling ? "LICENSE_HOST_POOL_MISMATCH" : "LICENCE_RESTRICTION",
        JoinPhrase.otherEdition(joining.name, joining.edition, leading.name, leading.edition))
    }
    let mine = joining.software.patches.sorted()
    let theirs = leading.software.patches.sorted()
    if mine != theirs {
      let explanation = JoinPhrase.otherPatches(
        theirs.joined(separator: " "), mine.joined(separator: " "))
      // xapi says the same, without the full stop.
      found.object("HOSTS_NOT_HOMOGENEOUS", [String(explanation.text.dropLast())], explanation)
    }
    return found
  }

  /// xapi's `max_clock_skew` (`xapi_globs.ml`).
  static let greatestClockSkew = SimDuration.seconds(300)

  /// Whether the clocks are in step.
  ///
  /// The manual's rule, and the vendor's. xapi refuses nothing for it, but raises an alert of this
  /// name once the host is a member; so `force` sets it aside.
  private func objectionsToClocks(_ host: HostID, _ master: HostID) -> [Objection] {
    let skew = self[host].clockOffset - self[master].clockOffset
    let size = max(skew, .zero - skew)
    guard size > Self.greatestClockSkew else { return [] }
    var found: [Objection] = []
    found.object(
      "HOST_CLOCK_SKEW_DETECTED", waived: true,
      JoinPhrase.clocksApart(self[host].name, self[master].name, size.seconds))
    return found
  }
}
