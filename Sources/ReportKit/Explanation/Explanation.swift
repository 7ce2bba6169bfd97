import MigrationSim

/// What happened in a run and why, in sentences that can be told in any language.
public struct Explanation: Sendable {
  /// What a remark is about, and so how a page shows it.
  public enum Kind: String, Codable, Sendable {
    case opening, asked, outcome
    /// What stands before the reasons.
    case why
    /// What xapi's rule is, in general.
    case rule
    /// What it changed, one thing after the other.
    case change
    case reason, warning, note, migration, downtime, storage, cpu, ping, event, state, check, lesson
  }

  /// One thing that is said.
  public struct Remark: Sendable {
    public var kind: Kind
    public var sentence: Sentence
    /// The error that it explains, as xapi gives it.
    public var error: XapiError?
    /// Whether it is what xapi answers, of several reasons the first.
    public var isAnswer = false

    init(_ kind: Kind, _ sentence: Sentence) {
      self.kind = kind
      self.sentence = sentence
    }

    init(_ kind: Kind, _ error: XapiError, isAnswer: Bool = false) {
      self.kind = kind
      sentence = error.explanation
      self.error = error
      self.isAnswer = isAnswer
    }
  }

  /// One step of the timeline.
  public struct Step: Sendable {
    /// From 1.
    public var number: Int
    /// The author's own words; may be empty.
    public var title: String
    public var began: SimTime
    public var outcome: StepOutcome
    public var remarks: [Remark]
  }

  public var opening: [Remark]
  public var steps: [Step]
  public var ending: [Remark]
  public var lessons: [Remark]

  /// - Parameter setup: what the run was made from.
  public init(_ result: RunResult, of setup: Setup, names: Names) {
    let explainer = Explainer(result: result, setup: setup, names: names)
    opening = explainer.opening.map { Remark(.opening, $0) }
    steps = result.steps.indices.map { explainer.step($0) }
    ending = explainer.ending
    lessons = explainer.lessons.map { Remark(.lesson, $0) }
    leaveOutKnownRules()
  }

  /// Leaves a rule out that a step before has told.
  private mutating func leaveOutKnownRules() {
    var known: [Sentence] = []
    for index in steps.indices {
      let rules = steps[index].remarks.filter { $0.kind == .rule }.map(\.sentence)
      steps[index].remarks.removeAll { $0.kind == .rule && known.contains($0.sentence) }
      known += rules
    }
  }

  /// All that is said, in its order.
  public var remarks: [Remark] { opening + steps.flatMap(\.remarks) + ending + lessons }
}

/// Finds what there is to say of a run; what is said of each subject stands in a facet of its own.
struct Explainer: Sendable {
  let result: RunResult
  let setup: Setup
  let names: Names

  var inventory: Inventory { result.inventory }

  /// What uses which of a CPU's features: "the kernel: popcnt; the C library: sse4_2".
  func phrase(_ uses: [FeatureUse]) -> Sentence.Argument {
    SoftwareLayer.allCases.compactMap { layer in
      let features = FeatureSet(features: uses.filter { $0.layer == layer }.map(\.feature))
      return features.isEmpty
        ? nil : OpeningPhrase.use(by: layer)(names.features.list(features))
    }.listed(.semicolons)
  }

  /// A probability in percent, to a tenth.
  func percent(_ probability: Double) -> Sentence {
    switch probability {
    case 0.9995...: CrossingPhrase.nearlyAll()
    case ..<0.0005: CrossingPhrase.nearlyNone()
    default: CrossingPhrase.percent(Wording.brief(100 * probability, 1))
    }
  }

  func probability(of lost: [LostFeature], within span: SimDuration = .seconds(3600)) -> Double {
    InstructionFault.probability(within: span, of: lost)
  }

  /// The features that some host of the scenario has and another has not.
  var uneven: FeatureSet {
    let sets = setup.inventory.hosts.map(\.processor.physicalFeatures)
    guard let first = sets.first else { return FeatureSet() }
    let all = sets.dropFirst().reduce(first) { $0.union($1) }
    return all.subtracting(sets.dropFirst().reduce(first) { $0.intersection($1) })
  }

  /// What a guest's software can settle on, and not every host has.
  func unevenUses(of vm: VMID) -> [FeatureUse] {
    let profile = setup.guestProfiles[Int(setup.inventory[vm].guestProfile)]
    return profile.uses.filter { $0.latch != .everyUse && uneven[$0.feature] }
  }
}
