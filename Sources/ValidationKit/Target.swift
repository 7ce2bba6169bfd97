import ScenarioKit

/// A published figure, and how the model is held against it.
public struct Target: Sendable {
  /// As the published tables call it; several figures may share one.
  public let id: String
  /// In the words of the table.
  public let metric: String
  public let published: String
  public let unit: String
  /// Who published it, and where.
  public let source: String
  public let coverage: Coverage

  public enum Coverage: Sendable {
    case simulated(Comparison)
    /// The model has nothing to hold against it, for this reason.
    case uncovered(reason: String)
  }

  /// The figure once more, as the suite compares it.
  public var comparison: Comparison? {
    if case .simulated(let comparison) = coverage { comparison } else { nil }
  }
}

/// What is simulated for a target, and when that passes.
public struct Comparison: Sendable {
  /// The scenario's name, or the path of its file.
  public let scenario: String
  public let migration: MigrationSelection
  public let metric: Metric
  public let unit: PublishedUnit
  /// The mean of what was published [units].
  public let published: Double
  /// Of so many measurements.
  public let measurements: Int
  public let mark: PassMark
  /// Which constant of the scenario this figure has fitted; nil where it is a check.
  public let fitted: String?
  /// Why the model is known to miss it; nil where it is not.
  public let knownMiss: String?
  let place: SourcePlace
}

/// Which of a scenario's migrations is measured.
public enum MigrationSelection: Hashable, Sendable {
  /// By its number from 1, in the order of the requests.
  case number(Int)
  /// The mean over all of them.
  case all

  /// Nil for all.
  public var number: Int? {
    if case .number(let number) = self { number } else { nil }
  }
}
