/// What a joining host may not have, and how it must be set up.
extension Join {
  func objectionsToHoldings(_ check: JoinCheck) -> [Objection] {
    var found: [Objection] = []
    let management = host.managementPIF
    switch check {
    case .noSharedSRs:
      let shared = inventory.storage(of: own).filter { inventory[$0].isShared }
      if !shared.isEmpty {
        let names = shared.map { inventory[$0].name }.listed(.commas)
        found.object("JOINING_HOST_CANNOT_CONTAIN_SHARED_SRS", JoinPhrase.hasSharedSRs(names))
      }
    case .physicalManagement where management?.isBonded == true:
      found.object(
        "POOL_JOINING_HOST_MUST_HAVE_PHYSICAL_MANAGEMENT_NIC",
        JoinPhrase.managedThroughBond(host.name))
    case .physicalManagement where tag(of: host) != nil:
      found.object(
        "POOL_JOINING_HOST_MUST_HAVE_PHYSICAL_MANAGEMENT_NIC",
        JoinPhrase.managedThroughVLAN(host.name))
    case .noBonds where host.pifs.contains(where: \.isBonded):
      found.object("POOL_JOINING_HOST_HAS_BONDS", JoinPhrase.hasBond(host.name))
    case .noTunnels where mine.hasTunnels:
      found.object("POOL_JOINING_HOST_HAS_TUNNELS", JoinPhrase.hasTunnel(host.name))
    case .noNetworkSRIOVs where mine.hasNetworkSRIOVs:
      found.object("POOL_JOINING_HOST_HAS_NETWORK_SRIOVS", JoinPhrase.hasNetworkSRIOV(host.name))
    case .noOtherVLANs:
      let others = host.pifs.filter { !$0.isManagement && inventory[$0.network].vlan != nil }
      if !others.isEmpty {
        found.object(
          "POOL_JOINING_HOST_HAS_NON_MANAGEMENT_VLANS",
          JoinPhrase.hasVLANs(
            host.name, others.map { inventory[$0.network].name }.listed(.commas)))
      }
    case .sameManagementVLAN where tag(of: host) != tag(of: master):
      // xapi writes -1 for a network without tag.
      let tags = [host, master].map { String(tag(of: $0) ?? -1) }
      found.object(
        "POOL_JOINING_HOST_MANAGEMENT_VLAN_DOES_NOT_MATCH", tags,
        JoinPhrase.otherManagementVLAN(host.name, master.name))
    default: break
    }
    return found
  }

  /// The tag of the VLAN that a host is managed through; nil for none.
  private func tag(of host: Host) -> Int32? {
    host.managementPIF.flatMap { inventory[$0.network].vlan }
  }

  func objectionsToConfiguration(_ check: JoinCheck) -> [Objection] {
    var found: [Objection] = []
    func refuse(_ reason: String, _ phrase: JoinPhrase) {
      found.object("OPERATION_NOT_ALLOWED", [reason], phrase(host.name, master.name))
    }
    switch check {
    case .sameAuthentication where mine.externalAuthentication != theirs.externalAuthentication:
      found.object(
        "POOL_JOINING_EXTERNAL_AUTH_MISMATCH",
        JoinPhrase.otherAuthentication(host.name, master.name))
    case .sameSwitches where mine.networkBackend != theirs.networkBackend:
      refuse("Network backends differ", .otherBackend)
    case .sameSwitches where mine.networkBackend == .openvswitch && hasOtherController:
      refuse(
        toolstack.era == .levelling
          ? "SDN controller differs" : "vswitch controller address differs", .otherController)
    case .sameAddressType where mine.addressType != theirs.addressType:
      refuse("Primary address type differs", .otherAddressType)
    case .compatiblePurposes
    where mine.blockDevicePurpose != .none && theirs.blockDevicePurpose != .none
      && mine.blockDevicePurpose != theirs.blockDevicePurpose:
      refuse("Incompatible network purposes: nbd and insecure_nbd", .otherPurpose)
    case .sameVerification where mine.verifiesTLS != theirs.verifiesTLS:
      found.object(
        "POOL_JOINING_HOST_TLS_VERIFICATION_MISMATCH",
        JoinPhrase.otherVerification(host.name, master.name))
    case .noCertificateConflict:
      found += conflicts(
        mine.caCertificates, theirs.caCertificates,
        "POOL_JOINING_HOST_CA_CERTIFICATES_CONFLICT")
    case .noTrustConflict:
      found += conflicts(
        mine.trustedCertificates, theirs.trustedCertificates,
        "POOL_JOINING_HOST_TRUSTED_CERTIFICATES_CONFLICT")
    case .clocksInStep: found += objectionsToClocks()
    default: break
    }
    return found
  }

  /// A host without a controller takes the pool's.
  private var hasOtherController: Bool {
    !mine.sdnController.isEmpty && mine.sdnController != theirs.sdnController
  }

  /// Certificates of one name that are not the same.
  private func conflicts(
    _ mine: [HostConfiguration.Certificate], _ theirs: [HostConfiguration.Certificate],
    _ code: String
  ) -> [Objection] {
    let names = mine.filter { certificate in
      theirs.contains {
        $0.name == certificate.name && $0.fingerprint != certificate.fingerprint
      }
    }.map(\.name)
    guard !names.isEmpty else { return [] }
    var found: [Objection] = []
    found.object(
      code, names, JoinPhrase.otherCertificates(host.name, master.name, names.listed(.commas)))
    return found
  }

  /// xapi's `max_clock_skew` (`xapi_globs.ml`).
  static let greatestClockSkew = SimDuration.seconds(300)

  /// The manual's rule, and the vendor's. xapi refuses nothing for it, but raises an alert of this
  /// name once the host is a member; so `force` sets it aside.
  private func objectionsToClocks() -> [Objection] {
    let skew = host.clockOffset - master.clockOffset
    let size = max(skew, .zero - skew)
    guard size > Self.greatestClockSkew else { return [] }
    var found: [Objection] = []
    found.object(
      "HOST_CLOCK_SKEW_DETECTED", waived: true,
      JoinPhrase.clocksApart(host.name, master.name, size.seconds))
    return found
  }
}
