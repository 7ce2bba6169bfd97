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

  public var profile: Profile
  /// Without it, the profile's own: masking for `xcp-1.x`, levelling for `xapi`.
  public var levelling: Levelling?

  static let standard = ToolstackSpec(profile: .xcp1, levelling: nil)

  init(profile: Profile, levelling: Levelling?) {
    self.profile = profile
    self.levelling = levelling
  }

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
  }
}
