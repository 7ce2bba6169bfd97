import MigrationSim

/// A guest that goes from one CPU to another, under a toolstack of one era.
///
/// It boots on the first one's host, and is then migrated to the other's. What is said of it is
/// the engine's: `Levelling` boots, shows and refuses, `Arrival` restores.
public struct Crossing: Hashable, Sendable {
  /// When the guest's host and the other one came into one pool; it matters to levelling alone.
  public enum Company: String, CaseIterable, Sendable {
    /// The guest booted before the other host joined: it was shown its own host's CPU.
    case alone
    /// The guest booted in the pool of both: it was shown what both have.
    case pooled
  }

  /// What the toolstack has against it; empty if it lets the guest go.
  public let refusal: [CPUMismatch]
  /// What comes of it if nobody refuses.
  public let arrival: Arrival
  /// Whether both CPUs are of one vendor.
  public let isWithinVendor: Bool
  /// What it executes and cannot even at home: it took the CPU's name for what it may use.
  public let lostAtHome: [LostFeature]
  /// What its processes will use that start on the other CPU, and did not at home.
  public let latchedLater: [FeatureUse]

  /// - Parameter checks: what the hypervisors check; what those of the era do, if nil.
  public init(
    of profile: GuestProfile, mode: GuestMode, from source: Processor, to destination: Processor,
    under levelling: Levelling, company: Company = .alone, checks: RestoreChecks? = nil
  ) {
    let (here, there) = (HostCPU(source), HostCPU(destination))
    isWithinVendor = source.vendor == destination.vendor
    let pool = company == .pooled ? [here, there] : [here]
    let guest = levelling.boot(profile, on: here, in: pool, for: mode)
    refusal = levelling.migrationMismatches(
      of: guest, to: there.vendor, publishing: levelling.published(by: there, for: mode))
    let shown = levelling.featuresOnArrival(of: guest, on: there, for: mode)
    arrival = Arrival(
      of: guest, mode: mode, from: source, on: destination, showing: shown,
      checks: checks ?? RestoreChecks(levelling.era))
    lostAtHome = guest.lost(on: source, showing: guest.features)
    latchedLater = guest.pendingRenewals(on: destination, showing: shown)
      .filter(\.latches).map(\.use)
  }
}

extension RestoreChecks {
  /// What the hypervisors of a toolstack's era check: XCP 1.x has Xen 4.1, today's is past 4.14.
  public init(_ era: LevellingEra) {
    self =
      switch era {
      case .none, .masking: .preStream
      case .levelling: .cpuPolicyStream
      }
  }

  /// What a command line calls it.
  public var name: String {
    switch self {
    case .preStream: "pre-stream"
    case .contextOnly: "context-only"
    case .cpuPolicyStream: "policy-stream"
    }
  }
}

extension Crossing {
  /// What comes of a crossing, from the best to the worst.
  public enum Verdict: String, CaseIterable, Codable, Sendable {
    /// The guest runs on, and nothing ever happens to it for its CPU.
    case safe
    /// It resumes on another vendor's CPU and executes nothing that is missing there; but no
    /// vendor tests that, and what a kernel does for one maker's CPUs alone is not followed here.
    case otherVendor
    /// The toolstack refuses: nothing has happened.
    case refused
    /// The hypervisor refuses the stream's head: the guest runs on where it was.
    case rejected
    /// It resumes, and a process dies at the first use of what is missing.
    case processDies
    /// It resumes, and services die.
    case servicesDie
    /// It resumes, and the VM crashes at the first use.
    case machineCrashes
    /// It was suspended, and cannot be restored.
    case restoreFails
  }

  /// What the guest latched onto and the other CPU lacks; empty unless it resumes there.
  public var lost: [LostFeature] {
    guard refusal.isEmpty, case .resumes(let lost, _) = arrival else { return [] }
    return lost
  }

  /// The verdict, by the worst that can come of it.
  public var verdict: Verdict { refusal.isEmpty ? verdictIfForced : .refused }

  /// What comes of it where an operator has waived the toolstack's refusal by `force`.
  public var verdictIfForced: Verdict {
    switch arrival {
    case .refused: return .rejected
    case .failsAfterSuspend: return .restoreFails
    case .resumes(let lost, _):
      let layers = lost.map(\.layer)
      if layers.contains(.kernel) { return .machineCrashes }
      if layers.contains(.libc) { return .servicesDie }
      return layers.isEmpty ? isWithinVendor ? .safe : .otherVendor : .processDies
    }
  }

  /// How likely something in `layer` has died within `span` of the guest's resumption, the other
  /// layers left out of account.
  public func probability(in layer: SoftwareLayer, within span: SimDuration) -> Double {
    FaultOutlook(lost.filter { $0.layer == layer }).probability(within: span)
  }

  /// How likely anything has died within `span`.
  public func probability(within span: SimDuration) -> Double {
    outlook.probability(within: span)
  }

  /// What the layers come to together: a kernel's crash ends what the others could die of.
  public var outlook: FaultOutlook { FaultOutlook(lost) }
}
