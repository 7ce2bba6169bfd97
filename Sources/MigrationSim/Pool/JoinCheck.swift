/// One question that is asked before a host joins a pool.
public enum JoinCheck: Int, BitwiseCopyable, Hashable, Sendable, CaseIterable {
  case poolSize
  case managementInterface
  case noHAHere, noClusteringHere, oneAddressOnClusterNetwork, noHAThere
  case notItself, noOtherHosts
  case noRunningVMs
  /// The manual's rule, and an older xapi's.
  case noSuspendedVMs
  case noOperations
  case noPendingGuidance
  case compatible, homogeneous
  case noSharedSRs
  case physicalManagement
  case noBonds, noTunnels, noNetworkSRIOVs, noOtherVLANs, sameManagementVLAN
  case sameAuthentication, sameEdition, sameSwitches
  case sameAPI, sameSchema
  case samePatches, sameAddressType, compatiblePurposes
  case sameVerification, noCertificateConflict, noTrustConflict
  case noUpgradeThere
  case sameStorageFeatures
  /// The manual's rule; xapi raises an alert once the host is a member.
  case clocksInStep

  /// The questions of an era, in the order in which xapi asks them.
  ///
  /// Before levelling that of 2012, since then today's; what xapi does not ask, and the manual
  /// does, stands where it would. Source: the end of `pre_join_checks`, `ocaml/xapi/xapi_pool.ml`
  /// (xapi-project/xen-api, 2012 and e2ee48d6).
  static func order(in era: LevellingEra) -> [JoinCheck] {
    era == .levelling ? today : of2012
  }

  private static let of2012: [JoinCheck] = [
    .managementInterface, .noHAHere, .noHAThere, .notItself, .noOtherHosts, .noRunningVMs,
    .noSuspendedVMs, .noOperations, .compatible, .homogeneous, .noSharedSRs, .physicalManagement,
    .sameAuthentication, .sameEdition, .sameSwitches, .samePatches, .sameAddressType, .clocksInStep,
  ]

  private static let today: [JoinCheck] = [
    .poolSize, .managementInterface, .noHAHere, .noClusteringHere, .oneAddressOnClusterNetwork,
    .noHAThere, .notItself, .noOtherHosts, .noRunningVMs, .noOperations, .noPendingGuidance,
    .compatible, .homogeneous, .noSharedSRs, .noBonds, .noTunnels, .noNetworkSRIOVs, .noOtherVLANs,
    .sameManagementVLAN, .sameAuthentication, .sameEdition, .sameSwitches, .sameAPI, .sameSchema,
    .samePatches, .sameAddressType, .compatiblePurposes, .sameVerification, .noCertificateConflict,
    .noTrustConflict, .noUpgradeThere, .sameStorageFeatures, .clocksInStep,
  ]

  /// Whether it compares what joins with what is joined: pointless where they are one.
  var comparesPools: Bool {
    switch self {
    case .poolSize, .managementInterface, .noHAHere, .noClusteringHere,
      .oneAddressOnClusterNetwork, .noHAThere, .notItself, .noOtherHosts:
      false
    default: true
    }
  }
}
