/// How a VM's disks move, and what else does: storage motion.
public struct StorageMotion: BitwiseCopyable, Hashable, Sendable {
  /// What moves with the disks.
  public enum Scope: BitwiseCopyable, Hashable, Sendable {
    /// The guest and its memory: it runs, and goes to another host.
    case guest
    /// Nothing: it runs where it is, and changes over to its moved disks.
    case disksAlone
    /// Nothing: it is halted, and its disks are copied one after the other.
    case cold
  }

  public var scope: Scope
  /// Disks to move.
  public var disks: Int

  public init(_ scope: Scope, disks: Int) {
    self.scope = scope
    self.disks = disks
  }

  /// Whether a phase is left out because of what does not move.
  ///
  /// xapi changes a running guest over to its moved disks by migrating it to its own host
  /// (`vdi_pool_migrate`, ocaml/xapi/xapi_vm_migrate.ml). What that costs the guest is here: it is
  /// suspended, its disks are unplugged and plugged, and it goes on. The copy of its memory within
  /// the host, and the second domain for it, are left out.
  func leavesOut(_ phase: Phase) -> Bool {
    switch scope {
    case .guest: false
    case .disksAlone:
      switch phase {
      case .importMetadata, .balloon, .createDomain, .livePasses, .finalPass, .deviceState,
        .postCopy:
        true
      default: false
      }
    case .cold: phase != .checks && phase != .copyStorage && phase != .cleanUp
    }
  }
}
