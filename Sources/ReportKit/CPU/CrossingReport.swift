import MigrationSim
import ScenarioKit

/// What comes of a guest that goes from one CPU to another, in plain values.
public struct CrossingReport: Hashable, Codable, Sendable {
  /// What the guest's software of one layer misses, and what that does.
  public struct Layer: Hashable, Codable, Sendable {
    /// kernel, libc or application.
    public var layer: String
    public var features: [String]
    public var usesPerS: Double
    /// What a fault there takes down, in words.
    public var consequence: String
    /// That it has happened within the time asked for, the other layers left out of account.
    public var probability: Double
    /// Between what that lies in 95 of 100 cases, for what is known of the rates of use.
    public var probabilityRange: ProbabilityRange
    /// The same, the machine not having crashed before.
    public var probabilityBeforeCrash: Double
    /// That it is the worst that has happened by then.
    public var probabilityOfWorst: Double
    /// How often a process that misses it ends and another starts; absent where none does.
    public var renewalsPerS: Double?
  }

  public var era: String
  /// alone or pooled: whether the other host was in the guest's pool when it booted.
  public var company: String
  public var verdict: Crossing.Verdict
  /// The verdict where `force` waives the toolstack's refusal.
  public var verdictIfForced: Crossing.Verdict
  /// What the toolstack or the hypervisor has against it.
  public var reasons: [String]
  /// Of a guest that resumes: what it has latched onto and misses.
  public var layers: [Layer]
  /// That anything has died within the time asked for.
  public var probability: Double
  /// Between what that lies in 95 of 100 cases, for what is known of the rates of use.
  public var probabilityRange: ProbabilityRange
  /// What it executes and cannot even at home; absent where there is nothing.
  public var lostAtHome: [String]?
  /// What processes use that start on the other CPU, and die of on the way back; absent where
  /// there is nothing.
  public var latchedLater: [LatchedLater]?

  /// What a process uses that starts on the other CPU.
  public struct LatchedLater: Hashable, Codable, Sendable {
    public var feature: String
    public var layer: String
    /// That a process has started within the time asked for.
    public var probability: Double
  }

  init(
    _ crossing: Crossing, era: LevellingEra, company: Crossing.Company, within span: SimDuration,
    names: FeatureNames
  ) {
    self.era = "\(era)"
    self.company = company.rawValue
    verdict = crossing.verdict
    verdictIfForced = crossing.verdictIfForced
    probability = crossing.probability(within: span)
    probabilityRange = crossing.outlook.range { $0.probability(within: span) }
    layers = SoftwareLayer.allCases.compactMap { layer in
      let lost = crossing.lost.filter { $0.layer == layer }
      guard !lost.isEmpty else { return nil }
      return Layer(
        layer: "\(layer)", features: lost.map { names[$0.feature] },
        usesPerS: lost.reduce(0) { $0 + $1.usesPerSecond },
        consequence: Wording.consequence(layer),
        probability: crossing.probability(in: layer, within: span),
        probabilityRange: FaultOutlook(lost).range { $0.probability(within: span) },
        probabilityBeforeCrash: crossing.outlook.probability(of: layer.consequence, within: span),
        probabilityOfWorst: crossing.outlook.probability(worst: layer.consequence, within: span),
        renewalsPerS: lost.map(\.renewalsPerSecond).filter { $0 > 0 }.max())
    }
    if !crossing.lostAtHome.isEmpty { lostAtHome = crossing.lostAtHome.map { names[$0.feature] } }
    let later = crossing.latchedLater.map { use in
      LatchedLater(
        feature: names[use.feature], layer: "\(use.layer)",
        probability: use.probabilityOfRenewal(within: span))
    }
    if !later.isEmpty { latchedLater = later }
    guard crossing.refusal.isEmpty else {
      reasons = crossing.refusal.map { Wording.mismatch($0, names) }
      return
    }
    reasons =
      switch crossing.arrival {
      case .refused(let mismatches): mismatches.map(\.explanation.text)
      case .failsAfterSuspend(let failures): failures.map { $0.explanation(names).text }
      case .resumes: []
      }
  }
}

extension Wording {
  /// What a toolstack has against a host's CPU.
  static func mismatch(_ mismatch: CPUMismatch, _ names: FeatureNames) -> String {
    switch mismatch {
    case .vendorDiffers(let own, let other):
      "the VM booted on \(own.identification), and this CPU is \(other.identification)"
    case .missing(let missing), .featuresDiffer(let missing, _):
      "the host lacks \(names.phrase(missing))"
    case .notComparable: "the host publishes nothing to compare with"
    }
  }

  /// A verdict in two words.
  static func verdict(_ verdict: Crossing.Verdict) -> String {
    switch verdict {
    case .safe: "safe"
    case .otherVendor: "other vendor"
    case .refused: "refused"
    case .rejected: "rejected"
    case .processDies: "process dies"
    case .servicesDie: "services die"
    case .machineCrashes: "VM crashes"
    case .restoreFails: "restore fails"
    }
  }

  /// A span as people give it: "1 h", "10 min", or else as durations are told.
  static func span(seconds: Double) -> String {
    for (unit, name) in [(86_400.0, "d"), (3600, "h"), (60, "min")]
    where seconds >= unit && seconds.truncatingRemainder(dividingBy: unit) == 0 {
      return "\(NumberText.brief(seconds / unit, 0)) \(name)"
    }
    return NumberText.duration(milliseconds: seconds * 1000)
  }

  /// The bounds of a probability; nothing where they are not to be told from it.
  static func range(_ range: ProbabilityRange) -> String {
    let ends = [range.low, range.high].map { probability($0) }
    return ends[0] == ends[1] ? "" : " (\(ends[0]) to \(ends[1]))"
  }

  /// A probability, so that none looks certain that is not.
  static func probability(_ value: Double) -> String {
    if value == 1 { return "1" }
    if value > 0.999 { return "> 0.999" }
    return value > 0 && value < 0.001 ? "< 0.001" : NumberText.fixed(value, 3)
  }
}

extension Crossing.Verdict {
  /// The letter that stands for it in a matrix.
  var letter: String {
    switch self {
    case .safe: "."
    case .otherVendor: "V"
    case .refused: "R"
    case .rejected: "H"
    case .processDies: "P"
    case .servicesDie: "S"
    case .machineCrashes: "C"
    case .restoreFails: "F"
    }
  }

  /// What it says, for a legend.
  var meaning: String {
    switch self {
    case .safe: "safe"
    case .otherVendor: "nothing is missing, but another vendor's CPU"
    case .refused: "refused by the toolstack"
    case .rejected: "rejected by the hypervisor at the stream's head"
    case .processDies: "resumes, then a process dies"
    case .servicesDie: "resumes, then services die"
    case .machineCrashes: "resumes, then the VM crashes"
    case .restoreFails: "restore fails after the suspend"
    }
  }
}
