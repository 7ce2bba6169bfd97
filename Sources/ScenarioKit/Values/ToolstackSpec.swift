import MigrationSim

/// Which Xen toolstack runs the hosts, and how it treats differing CPUs.
public struct ToolstackSpec: Hashable, Sendable {
  public enum Profile: String, CaseIterable, Hashable, Sendable {
    /// XCP 1.0 to 1.6, and XenServer of those years.
    case xcp1 = "xcp-1.x"
    /// XenServer and XCP-ng from 7.0 on.
    case xapi
    /// Xen's own toolstack, without xapi.
    case xl
    /// QEMU and KVM, as what drives them sees it; what a pool refuses stays xapi's.
    case qemu
  }

  public enum Levelling: String, CaseIterable, Hashable, Sendable {
    case none, masking, levelling
  }

  /// What Xen checks of a CPU when a VM is restored.
  public enum RestoreChecks: String, CaseIterable, Hashable, Sendable {
    /// Xen to 4.2.
    case preStream = "xen-4.2"
    /// Xen 4.3 to 4.13.
    case contextOnly = "xen-4.3"
    /// Xen 4.14 and later.
    case cpuPolicyStream = "xen-4.14"
  }

  public var profile: Profile
  /// Without it, the profile's own: masking for `xcp-1.x`, levelling for `xapi`.
  public var levelling: Levelling?
  /// Without it, the profile's own: xen-4.2 for `xcp-1.x`, xen-4.14 for the others.
  public var restoreChecks: RestoreChecks?
  /// Whether the software for high availability is installed; nil for the profile's own: with
  /// `xapi` alone, since XCP came without.
  public var offersHA: Bool?
  /// The features that a join compares; nil for xapi's own.
  public var joinMask: FeatureSet?

  static let standard = ToolstackSpec()

  private init() { profile = .xcp1 }

  init(_ fields: inout Fields) {
    profile = fields.optional(
      "profile", .anyCase, default: "xcp-1.x",
      "Whose rules and durations: xcp-1.x (2012), xapi (7.0 and later), xl or qemu.")
    levelling = fields.optional(
      "levelling", .anyCase,
      """
      What is done about differing CPUs: none, masking (hardware masks, after a reboot) or \
      levelling (the pool level is what all hosts have). If left out, masking for xcp-1.x, \
      levelling for xapi, none for the others.
      """)
    restoreChecks = fields.optional(
      "restore_checks", .anyCase,
      """
      What Xen checks of a CPU as it restores a VM, by the release that brought it: xen-4.2 (the \
      context, the XSAVE area whole), xen-4.3 (what is used of it), xen-4.14 (the CPUID policy \
      first). If left out, xen-4.2 for xcp-1.x, xen-4.14 for the others.
      """)
    offersHA = fields.optional(
      "ha", .flag,
      "Whether the software for high availability is installed; with xapi alone if left out.")
    joinMask = fields.optional(
      "cpuid_feature_mask", .cpuMask,
      """
      The features that a join compares before levelling, 32 hexadecimal digits, ECX of leaf 1 \
      first; if left out, ffffff7f-ffffffff-ffffffff-ffffffff: all but Enhanced SpeedStep.
      """)
  }
}
