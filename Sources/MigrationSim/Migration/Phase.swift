/// The phases of a migration, in the order in which xenopsd goes through them.
///
/// Source: `ocaml/xenopsd/lib/xenops_server.ml`, `VM_migrate` and `VM_receive_memory`
/// (xapi-project/xen-api). The order of the cases is the order of time.
public enum Phase: Int, BitwiseCopyable, Hashable, Comparable, Sendable, CaseIterable {
  /// `assert_can_migrate`, `assert_can_save`, and the reservation of memory at the destination.
  case checks
  /// The disks that move are copied, the guest's writes to them mirrored from then on.
  ///
  /// xapi does so before it hands the VM to xenopsd: `migrate_send`,
  /// ocaml/xapi/xapi_vm_migrate.ml.
  case copyStorage
  /// The VM's record is sent and a second one made at the destination.
  case importMetadata
  /// The guest is ballooned down to its dynamic minimum, if it may be.
  case balloon
  /// The destination builds an empty domain and plugs its VIFs, before the source pauses.
  case createDomain
  /// The live passes over memory.
  case livePasses
  /// From the request to suspend to the guest's acknowledgement; the guest still runs.
  case suspend
  /// The source unplugs the VBDs and gives up the storage. Downtime begins.
  case releaseStorage
  /// The last pass, with the guest paused.
  case finalPass
  /// The device and CPU state is sent and restored; what the CPU cannot take fails here.
  case deviceState
  /// The destination attaches the storage and plugs the VBDs.
  case attachStorage
  /// The device model starts and the domain is unpaused. Downtime ends with it.
  case unpause
  /// The front ends reconnect and the guest announces itself; the switches relearn.
  case announce
  /// The rest of the memory follows a guest that runs at the destination.
  case postCopy
  /// The source destroys what it kept.
  case cleanUp

  public static func < (a: Phase, b: Phase) -> Bool { a.rawValue < b.rawValue }

  /// Whether pages are sent in passes; what time they take is what is simulated.
  public var sendsMemory: Bool { self == .livePasses || self == .finalPass || self == .postCopy }

  /// Whether the guest stands still in this phase.
  public var isDowntime: Bool { self >= .releaseStorage && self <= .unpause }
}

/// When a phase began and ended.
public struct PhaseSpan: BitwiseCopyable, Hashable, Sendable {
  public let phase: Phase
  public let began: SimTime
  public var ended: SimTime

  public init(phase: Phase, began: SimTime, ended: SimTime) {
    self.phase = phase
    self.began = began
    self.ended = ended
  }

  public var duration: SimDuration { ended - began }
}
