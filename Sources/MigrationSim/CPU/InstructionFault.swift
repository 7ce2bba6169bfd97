/// The first execution of an instruction that the CPU no longer has: an invalid-opcode fault.
///
/// Uses of each lost feature are a Poisson process, so the time to its first use is exponential,
/// and the first fault of all is the least of these times:
///
///     P(T ≤ t) = 1 − exp(−Λt),  Λ = Σ λ;  P(the first is of feature i) = λᵢ / Λ
///
/// with λ the uses per second [1/s] and t the time since the guest resumed [s]. It holds while
/// the rates do, from the moment the guest runs on the CPU that lacks the features, and as long as
/// no process ends that uses them; for those that do see ``FaultOutlook``. Source: the competing
/// exponentials of any text on Poisson processes (Ross, Introduction to Probability Models, 5.2).
/// Check: Λ = 0.5/s and t = 2 s give 0.63212.
public struct InstructionFault: Hashable, Sendable {
  public let feature: Feature
  public let layer: SoftwareLayer
  /// From the guest's resumption.
  public let delay: SimDuration

  public init(feature: Feature, layer: SoftwareLayer, delay: SimDuration) {
    self.feature = feature
    self.layer = layer
    self.delay = delay
  }

  /// The probability that some lost feature is executed within `span`.
  public static func probability(within span: SimDuration, of lost: [LostFeature]) -> Double {
    FaultOutlook(lost).probability(within: span)
  }

  /// The first fault, or nil if nothing lost is ever executed.
  ///
  /// `time` and `cause` are uniform in [0, 1): one decides when, by inversion, the other which
  /// feature.
  public static func first(of lost: [LostFeature], time: Double, cause: Double)
    -> InstructionFault?
  {
    guard let first = firstArrival(lost.map(\.usesPerSecond), time: time, cause: cause) else {
      return nil
    }
    let hit = lost[first.place]
    return InstructionFault(feature: hit.feature, layer: hit.layer, delay: first.delay)
  }
}

/// The first arrival of several Poisson processes: of which, and when; nil if none ever comes.
///
/// `time` and `cause` are uniform in [0, 1).
func firstArrival(
  _ rates: [Double], time: Double, cause: Double
) -> (place: Int, delay: SimDuration)? {
  let total = rates.reduce(0, +)
  guard total > 0 else { return nil }
  var share = cause * total
  var hit = 0
  for (place, rate) in rates.enumerated() where rate > 0 {
    hit = place
    share -= rate
    if share < 0 { break }
  }
  return (hit, .seconds(-naturalLogarithm(1 - time) / total))
}

/// What an invalid-opcode fault takes down.
public enum FaultConsequence: Int, BitwiseCopyable, Hashable, Sendable, CaseIterable {
  /// The kernel oopses, or shows a blue screen: the VM crashes.
  case machineCrashes
  /// Services that dispatch through the C library die of SIGILL; the VM runs on without them.
  case servicesDie
  /// One process dies of SIGILL.
  case processDies
}

extension SoftwareLayer {
  /// What a fault in this layer takes down.
  public var consequence: FaultConsequence {
    switch self {
    case .kernel: .machineCrashes
    case .libc: .servicesDie
    case .application: .processDies
    }
  }
}

extension FaultConsequence {
  /// The layer whose faults take this down.
  public var layer: SoftwareLayer {
    switch self {
    case .machineCrashes: .kernel
    case .servicesDie: .libc
    case .processDies: .application
    }
  }
}
