import MigrationSim
import ValidationKit

/// What the model makes of published figures, told in plain values.
public struct ValidationReport: Hashable, Codable, Sendable {
  /// One measured system, and its figures.
  public struct System: Hashable, Codable, Sendable {
    /// The scenario, as the table of targets names it.
    public var name: String
    public var title: String
    public var about: String
    public var figures: [Figure]
  }

  /// One published figure, and the model's.
  public struct Figure: Hashable, Codable, Sendable {
    public var target: String
    public var metric: String
    /// Which migration of the scenario, in the order of the requests; absent for all of them.
    public var migration: Int?
    /// The mean of what was published [unit].
    public var published: Double
    /// Of so many measurements.
    public var measurements: Int
    public var unit: String
    /// The mean over the replications [unit]; absent where the model gave no such figure.
    public var simulated: Double?
    public var standardError: Double?
    /// By how much the simulated figure is larger, as a part of the published one.
    public var error: Double?
    /// How near it must come.
    public var mark: PassMark
    public var verdict: TargetResult.Verdict
    /// Which constant of the scenario the published figure has fitted; absent for a check.
    public var fitted: String?
    /// Why the model is known to miss it.
    public var knownMiss: String?
    public var source: String
  }

  /// A published figure that the model has nothing to hold against.
  public struct Uncovered: Hashable, Codable, Sendable {
    public var target: String
    public var metric: String
    public var published: String
    public var unit: String
    public var reason: String
    public var source: String
  }

  public var schemaVersion: Int
  public var toolVersion: String
  public var replications: UInt64
  public var systems: [System]
  public var uncovered: [Uncovered]

  public init(_ suite: ValidationSuite, _ results: [TargetResult], replications: UInt64) {
    schemaVersion = Release.schemaVersion
    toolVersion = Release.version
    self.replications = replications
    systems = suite.systems.map { system in
      System(
        name: system.name, title: system.title, about: system.about,
        figures: results.filter { $0.comparison.scenario == system.name }.map(Figure.init))
    }
    uncovered = suite.targets.compactMap { target in
      guard case .uncovered(let reason) = target.coverage else { return nil }
      return Uncovered(
        target: target.id, metric: target.metric, published: target.published, unit: target.unit,
        reason: reason, source: target.source)
    }
  }

  public var figures: [Figure] { systems.flatMap(\.figures) }

  /// How many figures came to that verdict.
  public func count(of verdict: TargetResult.Verdict) -> Int {
    figures.count { $0.verdict == verdict }
  }

  /// Figures that are known misses, and are met: the table of targets is behind the model.
  public var unexpectedlyMet: [Figure] {
    figures.filter { $0.knownMiss != nil && $0.verdict != .miss }
  }
}

extension ValidationReport.System {
  /// What `figure` is a figure of: a number tells the migrations of the system apart.
  func label(of figure: ValidationReport.Figure) -> String {
    guard let migration = figure.migration else { return "\(figure.metric), mean" }
    let areMany = figures.contains { $0.migration != 1 }
    return areMany ? "\(figure.metric), no. \(migration)" : figure.metric
  }
}

extension ValidationReport.Figure {
  init(_ result: TargetResult) {
    let comparison = result.comparison
    self.init(
      target: result.target.id, metric: comparison.metric.name,
      migration: comparison.migration.number, published: comparison.published,
      measurements: comparison.measurements, unit: comparison.unit.name,
      simulated: result.simulated?.mean, standardError: result.standardError, error: result.error,
      mark: comparison.mark, verdict: result.verdict, fitted: comparison.fitted,
      knownMiss: comparison.knownMiss, source: result.target.source)
  }

  /// A figure of this one's unit, as people read it.
  func text(_ value: Double?) -> String {
    guard let value else { return "-" }
    if metric == "converged" { return value == 0 ? "no" : value == 1 ? "yes" : percent(value) }
    return NumberText.significant(value, 4)
  }

  var errorText: String {
    guard let error else { return "-" }
    let text = NumberText.fixed(error * 100, 1)
    return (error > 0 && text != "0.0" ? "+" : "") + text + " %"
  }

  /// The standard error, to the decimals that the simulated figure is shown with.
  var standardErrorText: String {
    guard let simulated, let standardError else { return "-" }
    if metric == "converged" { return percent(standardError) }
    return NumberText.brief(standardError, NumberText.decimals(of: simulated, 4))
  }

  private func percent(_ share: Double) -> String { NumberText.fixed(share * 100, 0) + " %" }
}

extension TargetResult.Verdict {
  /// The word in a table; what is not met is written large.
  var text: String {
    switch self {
    case .pass, .fit: rawValue
    case .miss, .fail: rawValue.uppercased()
    }
  }
}
