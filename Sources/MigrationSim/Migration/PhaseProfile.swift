/// How a toolstack goes about a migration: how long each phase takes that is not spent sending
/// memory, and where a failure leaves the guest.
public struct PhaseProfile: Hashable, Sendable {
  public var name: String
  /// The law of each phase's duration [s], by `Phase.rawValue`; for storage, what each disk takes
  /// besides its copy.
  public var durations: [Distribution]

  /// Whether a guest that was suspended is resumed at the source when the rest fails.
  public var resumesAtSource: Bool
  /// How long it waits for a guest to answer the request to suspend.
  public var suspendTimeout: SimDuration

  public init(
    name: String, durations: [Distribution], resumesAtSource: Bool = false,
    suspendTimeout: SimDuration = .seconds(30)
  ) {
    precondition(
      durations.count == Phase.allCases.count,
      "\(durations.count) durations for \(Phase.allCases.count) phases")
    self.name = name
    self.durations = durations
    self.resumesAtSource = resumesAtSource
    self.suspendTimeout = suspendTimeout
  }

  /// The duration of `phase` [s]; those that send memory have none of their own.
  public subscript(phase: Phase) -> Distribution {
    get { durations[phase.rawValue] }
    set { durations[phase.rawValue] = newValue }
  }

  /// XCP 1.x with paravirtual guests on shared storage.
  ///
  /// What is known: Clark et al. (NSDI 2005, fig. 9) measure 9 ms from the end of the last pass to
  /// the guest's running at the destination. xenopsd plugs the VIFs before the source pauses and
  /// the VBDs after the last pass (`VM_receive_memory`, ocaml/xenopsd/lib/xenops_server.ml), and
  /// marks downtime from the suspend's acknowledgement to the unpause. The spans themselves are
  /// assumed, of the order that a xensource.log of that time shows: their 0.2 s of downtime lie
  /// among those published of guests with little left to send, 165 and 210 ms (Clark et al., figs.
  /// 8 and 9) on disks that need no plugging.
  public static let xcp1 = PhaseProfile(
    name: "xcp-1.x",
    durations: durations(
      checks: 0.15, importMetadata: 0.35, createDomain: 0.9, suspend: 0.03,
      releaseStorage: 0.06, deviceState: 0.012, attachStorage: 0.12, unpause: 0.009,
      announce: 0.05, cleanUp: 0.4))

  /// Today's xapi and xenopsd: the same phases, over TLS and with a policy check.
  ///
  /// Assumed like those of `xcp1`; the suspend's acknowledgement may take up to 30 s
  /// (`vm_suspend_ack_timeout`, ocaml/xenopsd/lib/xenopsd.ml).
  public static let xapi = PhaseProfile(
    name: "xapi",
    durations: durations(
      checks: 0.25, importMetadata: 0.4, createDomain: 0.8, suspend: 0.03,
      releaseStorage: 0.08, deviceState: 0.015, attachStorage: 0.15, unpause: 0.02,
      announce: 0.05, cleanUp: 0.4))

  /// xl over a connection that it opens itself, without xapi.
  ///
  /// A guest that does not come through is resumed at the sender (tools/xl/xl_migrate.c), and one
  /// that does not answer is given up after 60 s (`libxl__domain_suspend_device_model`'s caller in
  /// tools/libs/light/libxl_dom_suspend.c). The spans are assumed: xl has no database to update and
  /// plugs no storage but what the domain names.
  public static let xl = PhaseProfile(
    name: "xl",
    durations: durations(
      checks: 0.05, importMetadata: 0.2, createDomain: 0.5, suspend: 0.03,
      releaseStorage: 0.02, deviceState: 0.015, attachStorage: 0.1, unpause: 0.01,
      announce: 0.05, cleanUp: 0.3),
    resumesAtSource: true, suspendTimeout: .seconds(60))

  /// QEMU by itself: what its own clock counts from `migrate` to `completed`.
  ///
  /// Measured: 1 to 3 ms of set-up and 3 to 5 ms of downtime where no memory is left to send (100
  /// migrations of 8 GiB, LordWicked/live-migration-thesis-code, logs_14_major). What libvirt adds
  /// before and after is not in it. QEMU stops its vCPUs itself and lets them run again if the
  /// last pass fails (`migration_completion`, migration/migration.c).
  public static let qemu = PhaseProfile(
    name: "qemu",
    durations: durations(
      checks: 0.0001, importMetadata: 0.0001, createDomain: 0.002, suspend: 0.0001,
      releaseStorage: 0.0005, deviceState: 0.0025, attachStorage: 0.0005, unpause: 0.0005,
      announce: 0.0001, cleanUp: 0.001),
    resumesAtSource: true)

  /// Medians in seconds; a tenth of spread, so that repeated migrations differ as real ones do.
  private static func durations(
    checks: Double, importMetadata: Double, createDomain: Double, suspend: Double,
    releaseStorage: Double, deviceState: Double, attachStorage: Double, unpause: Double,
    announce: Double, cleanUp: Double
  ) -> [Distribution] {
    Phase.allCases.map { phase in
      switch phase {
      case .checks: .lognormal(median: checks, sigma: 0.1)
      // Assumed: a disk and two snapshots are made at the destination, one at the source.
      case .copyStorage: .lognormal(median: 2, sigma: 0.1)
      case .importMetadata: .lognormal(median: importMetadata, sigma: 0.1)
      case .createDomain: .lognormal(median: createDomain, sigma: 0.1)
      case .suspend: .lognormal(median: suspend, sigma: 0.1)
      case .releaseStorage: .lognormal(median: releaseStorage, sigma: 0.1)
      case .deviceState: .lognormal(median: deviceState, sigma: 0.1)
      case .attachStorage: .lognormal(median: attachStorage, sigma: 0.1)
      case .unpause: .lognormal(median: unpause, sigma: 0.1)
      case .announce: .lognormal(median: announce, sigma: 0.1)
      case .cleanUp: .lognormal(median: cleanUp, sigma: 0.1)
      case .balloon, .livePasses, .finalPass, .postCopy: .constant(0)
      }
    }
  }
}
