import MigrationSim
import ScenarioKit

/// A rule that says beforehand whether a process goes on between two classes of types.
public enum CrossingRule: String, CaseIterable, Sendable {
  /// Whatever the source shows the destination must show too: xapi's rule, and nearly CRIU's.
  case subset
  /// The engine's, as if glibc knew nothing of RTM: all that follows from sources alone.
  case withoutRTM
  /// The engine's.
  case engine
}

extension ProcessMigrations {
  /// Whether `rule` calls it safe; a class with two CPUs counts by the worse.
  public func isSafe(
    _ process: MigratedProcess, from source: InstanceClass, to destination: InstanceClass,
    by rule: CrossingRule
  ) -> Bool {
    source.cpus.allSatisfy { from in
      destination.cpus.allSatisfy { to in
        switch rule {
        case .subset: from.shown.isSubset(of: to.shown)
        case .engine: arrives(process.profile, from: from, on: to)
        case .withoutRTM:
          arrives(process.profile.without(Self.transactionalMemory), from: from, on: to)
        }
      }
    }
  }

  /// What the engine says of a process as of a guest: it has no CR4 or EFER of its own, like a PV
  /// guest, and what its kernel saves of its registers has to fit like any guest's.
  private func arrives(
    _ profile: GuestProfile, from: InstanceClass.ShownCPU, on: InstanceClass.ShownCPU
  ) -> Bool {
    let state = RunningCPUState(
      booting: profile, vendor: from.processor.vendor, features: from.shown,
      hardware: from.processor.physicalFeatures)
    let arrival = Arrival(
      of: state, mode: .pv, from: from.processor, on: on.processor, showing: on.shown,
      checks: .contextOnly)
    if case .resumes(let lost, _) = arrival { return lost.isEmpty }
    return false
  }

  /// How often a rule was right, over the pairs of types of some processes.
  public func confusion(
    of rule: CrossingRule, processes names: [String]? = nil
  ) -> ConfusionMatrix {
    var matrix = ConfusionMatrix()
    for crossing in crossings where names?.contains(crossing.process) ?? true {
      guard let isSafe = isSafe(crossing, by: rule) else { continue }
      matrix.add(crossing, isSafe: isSafe)
    }
    return matrix
  }

  /// The same of CRIU's own check, where it was asked.
  public var ownConfusion: ConfusionMatrix {
    var matrix = ConfusionMatrix()
    for crossing in crossings {
      guard
        let check = ownChecks.first(where: { $0.from == crossing.from && $0.to == crossing.to })
      else { continue }
      matrix.add(crossing, isSafe: check.survived > 0)
    }
    return matrix
  }

  /// Pairs of classes that a rule gets wrong, told once for all processes alike.
  public func mistakes(of rule: CrossingRule) -> [PublishedCrossing] {
    crossings.filter { crossing in
      isSafe(crossing, by: rule).map { $0 ? crossing.failed > 0 : crossing.survived > 0 } ?? false
    }
  }

  private func isSafe(_ crossing: PublishedCrossing, by rule: CrossingRule) -> Bool? {
    guard let process = processes.first(where: { $0.name == crossing.process }),
      let from = classes.first(where: { $0.name == crossing.from }),
      let to = classes.first(where: { $0.name == crossing.to })
    else { return nil }
    return isSafe(process, from: from, to: to, by: rule)
  }
}

extension GuestProfile {
  fileprivate func without(_ feature: Feature) -> GuestProfile {
    var profile = self
    profile.uses.removeAll { $0.feature == feature }
    return profile
  }
}

/// How often a rule called something safe that went well, and the three other cases.
public struct ConfusionMatrix: Hashable, Codable, Sendable {
  /// Called safe, and it was.
  public var safe = 0
  /// Called safe, and it failed: what must not be.
  public var missed = 0
  /// Called unsafe, and it went well: what the rule forbids without need.
  public var forbidden = 0
  /// Called unsafe, and it failed.
  public var failed = 0

  public init() {}

  mutating func add(_ crossing: PublishedCrossing, isSafe: Bool) {
    if isSafe {
      safe += crossing.survived
      missed += crossing.failed
    } else {
      forbidden += crossing.survived
      failed += crossing.failed
    }
  }

  public var count: Int { safe + missed + forbidden + failed }
}
