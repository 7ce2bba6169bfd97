import MigrationSim
import ScenarioKit

/// Two CPUs held against each other, and what that does to guests either way.
public struct CPUDiffReport: Hashable, Codable, Sendable {
  /// One of the two ways.
  public struct Direction: Hashable, Codable, Sendable {
    public var from: String
    public var to: String
    /// What the one has and the other has not, by what stands behind it.
    public var lost: CPUReport.Backing
    public var guests: [Guest]
  }

  /// One guest profile, in every era.
  public struct Guest: Hashable, Codable, Sendable {
    public var guest: String
    public var mode: String
    public var crossings: [CrossingReport]
  }

  /// What is asked of two CPUs.
  public struct Question: Hashable, Sendable {
    public var guests: [GuestProfile]
    /// Of the guests whose profile does not settle it.
    public var mode: GuestMode
    /// For how long the guest is watched after it has resumed.
    public var span: SimDuration
    /// What the hypervisors check; what those of each era do, if nil.
    public var checks: RestoreChecks?

    public init(
      guests: [GuestProfile], mode: GuestMode, span: SimDuration, checks: RestoreChecks? = nil
    ) {
      self.guests = guests
      self.mode = mode
      self.span = span
      self.checks = checks
    }
  }

  public var schemaVersion: Int
  public var toolVersion: String
  public var cpus: [CPUSummary]
  public var withinS: Double
  /// What the hypervisors check, if it is not what those of each era do.
  public var checks: String?
  public var directions: [Direction]

  public init(_ a: NamedCPU, _ b: NamedCPU, question: Question, catalogue: CPUCatalogue) {
    schemaVersion = Release.schemaVersion
    toolVersion = Release.version
    cpus = [CPUSummary(a), CPUSummary(b)]
    withinS = Double(question.span.nanoseconds) / 1e9
    checks = question.checks?.name
    directions = [(a, b), (b, a)].map { from, to in
      let lost = from.features.subtracting(to.features).withoutMirroredBits
      return Direction(
        from: from.label, to: to.label,
        lost: CPUReport.Backing(lost, catalogue: catalogue),
        guests: question.guests.map { profile in
          let mode = profile.mode ?? question.mode
          return Guest(
            guest: profile.name, mode: "\(mode)",
            crossings: Self.cases.map { era, company in
              let crossing = Crossing(
                of: profile, mode: mode, from: from.processor, to: to.processor,
                under: Levelling(era: era, limits: catalogue.limits), company: company,
                checks: question.checks)
              return CrossingReport(
                crossing, era: era, company: company, within: question.span,
                names: catalogue.names)
            })
        })
    }
  }

  /// The eras, and the two ways in which levelling may have met the guest.
  private static let cases: [(LevellingEra, Crossing.Company)] = [
    (.none, .alone), (.masking, .alone), (.levelling, .alone), (.levelling, .pooled),
  ]
}
