/// Whether host and master run the same.
extension Join {
  func objectionsToSoftware(_ check: JoinCheck) -> [Objection] {
    var found: [Objection] = []
    let (own, other) = (host.software, master.software)
    switch check {
    case .compatible where (own.brand, own.version) != (other.brand, other.version):
      found.object("HOSTS_NOT_COMPATIBLE", versions)
    case .homogeneous: found += objectionsToDifferences()
    case .sameEdition where host.edition != master.edition: found += objectionsToEdition()
    case .samePatches: found += objectionsToPatches()
    case .sameAPI where mine.apiVersion != theirs.apiVersion:
      found.object(
        "POOL_JOINING_HOST_MUST_HAVE_SAME_API_VERSION", [mine.apiVersion, theirs.apiVersion],
        JoinPhrase.otherAPI(host.name, mine.apiVersion, master.name, theirs.apiVersion))
    case .sameSchema where mine.databaseSchema != theirs.databaseSchema:
      found.object(
        "POOL_JOINING_HOST_MUST_HAVE_SAME_DB_SCHEMA",
        [mine.databaseSchema, theirs.databaseSchema],
        JoinPhrase.otherSchema(
          host.name, mine.databaseSchema, master.name, theirs.databaseSchema))
    case .sameStorageFeatures
    where mine.storageFeatures.sorted() != theirs.storageFeatures.sorted():
      found.object(
        "POOL_JOINING_SM_FEATURES_INCOMPATIBLE", [master.name, host.name],
        JoinPhrase.otherStorageFeatures(host.name, master.name))
    case .noUpgradeThere where inventory.isBeingUpgraded(pool):
      found.object(
        "NOT_SUPPORTED_DURING_UPGRADE", JoinPhrase.poolIsUpgraded(inventory[pool].name))
    case .noPendingGuidance where !mine.pendingGuidance.isEmpty:
      found.object(
        "HOST_PENDING_MANDATORY_GUIDANCE_NOT_EMPTY", [host.name],
        JoinPhrase.hasGuidance(host.name, mine.pendingGuidance.listed(.commas)))
    default: break
    }
    return found
  }

  /// What both hosts run.
  private var versions: Sentence {
    JoinPhrase.otherSoftware(host.name, host.software.text, master.name, master.software.text)
  }

  /// What `force` waives is here: builds and CPUs that differ.
  private func objectionsToDifferences() -> [Objection] {
    var found: [Objection] = []
    let (own, other) = (host.software, master.software)
    if (own.brand, own.version, own.build) != (other.brand, other.version, other.build) {
      let reason =
        toolstack.era == .levelling ? "Software version differs" : "software version differs"
      found.object("HOSTS_NOT_HOMOGENEOUS", [reason], waived: true, versions)
    }
    let differences = CPUComparison.differences(host, master, under: toolstack)
    if !differences.isEmpty {
      found.object(
        "HOSTS_NOT_HOMOGENEOUS", ["CPUs differ"], waived: true,
        JoinPhrase.differ(host.name, master.name, differences.listed(.semicolons)))
    }
    return found
  }

  private func objectionsToEdition() -> [Objection] {
    var found: [Objection] = []
    let explanation = JoinPhrase.otherEdition(
      host.name, host.edition, master.name, master.edition)
    if toolstack.era == .levelling {
      found.object(
        "LICENSE_HOST_POOL_MISMATCH",
        ["host edition = \"\(host.edition)\"", "pool edition = \"\(master.edition)\""], explanation)
    } else {
      found.object("LICENCE_RESTRICTION", explanation)
    }
    return found
  }

  /// `force` does not waive it: a forced pool is one of unlike CPUs, and of no unlike updates.
  private func objectionsToPatches() -> [Objection] {
    let patches = host.software.patches.sorted()
    let others = master.software.patches.sorted()
    guard patches != others else { return [] }
    let explanation = JoinPhrase.otherPatches(
      others.joined(separator: " "), patches.joined(separator: " "))
    // xapi of 2012 says the same, without the full stop.
    let reason =
      toolstack.era == .levelling
      ? "Updates on local host \(host.name) and pool host \(master.name) differ"
      : String(explanation.text.dropLast())
    var found: [Objection] = []
    found.object("HOSTS_NOT_HOMOGENEOUS", [reason], explanation)
    return found
  }
}
