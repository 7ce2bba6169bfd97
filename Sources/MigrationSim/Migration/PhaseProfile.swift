/// How long a toolstack takes in each phase that is not spent sending memory.
public struct PhaseProfile: Hashable, Sendable {
  public var name: String
  /// The law of each phase's duration [s], by `Phase.rawValue`.
  public var durations: [Distribution]

  public init(name: String, durations: [Distribution]) {
    precondition(
      durations.count == Phase.allCases.count,
      "\(durations.count) durations for \(Phase.allCases.count) phases")
    self.name = name
    self.durations = durations
  }

  /// The duration of `phase` [s]; the two that send memory have none of their own.
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
  /// assumed, of the order that a xensource.log of that time shows.
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

  /// Medians in seconds; a tenth of spread, so that repeated migrations differ as real ones do.
  private static func durations(
    checks: Double, importMetadata: Double, createDomain: Double, suspend: Double,
    releaseStorage: Double, deviceState: Double, attachStorage: Double, unpause: Double,
    announce: Double, cleanUp: Double
  ) -> [Distribution] {
    Phase.allCases.map { phase in
      switch phase {
      case .checks: .lognormal(median: checks, sigma: 0.1)
      case .importMetadata: .lognormal(median: importMetadata, sigma: 0.1)
      case .createDomain: .lognormal(median: createDomain, sigma: 0.1)
      case .suspend: .lognormal(median: suspend, sigma: 0.1)
      case .releaseStorage: .lognormal(median: releaseStorage, sigma: 0.1)
      case .deviceState: .lognormal(median: deviceState, sigma: 0.1)
      case .attachStorage: .lognormal(median: attachStorage, sigma: 0.1)
      case .unpause: .lognormal(median: unpause, sigma: 0.1)
      case .announce: .lognormal(median: announce, sigma: 0.1)
      case .cleanUp: .lognormal(median: cleanUp, sigma: 0.1)
      case .balloon, .livePasses, .finalPass: .constant(0)
      }
    }
  }
}
