import MigrationSim
import ScenarioKit

/// A question asked of a scenario: what is varied, how often each case is run, what is looked at.
public struct Study: Sendable {
  public let name: String
  public let title: String
  public let about: String
  /// Every file that it is made of, its own first.
  public internal(set) var sources: [SourceText]
  /// From which every random number is made, together with the replication's.
  public let seed: UInt64
  /// Whether replications of different cells with the same number share their luck.
  public let sharesRandomNumbers: Bool
  public let design: Design
  public internal(set) var factors: [Factor]
  public let replications: ReplicationRule
  public let responses: [Response]
  /// Which factor's levels are compared, and by which response.
  public let comparison: Comparison?
  public let figures: [FigureRequest]
  /// In the order of the design.
  public let cells: [Cell]
  /// Made into the scenario of each cell.
  var template: ScenarioTemplate
  /// What is set in every cell, before what its levels set.
  let settings: [Settings.Setting]
  /// Of the scenario as its file has it, with the files that it names.
  var scenarioDigest: String
  /// The scenario's own title.
  public let scenarioTitle: String

  /// What is compared, to choose the best.
  public struct Comparison: Sendable {
    /// By its position among the factors.
    public let factor: Int
    /// By its position among the responses.
    public let response: Int
    public let smallerIsBetter: Bool
  }

  /// A combination of values.
  public struct Cell: Sendable {
    /// Among the cells, from 0.
    public let number: Int
    let coordinates: [Design.Coordinate]

    /// Of a listed factor, the number of its level; nil for one that follows a law.
    public func level(of factor: Int) -> Int? {
      if case .level(let level) = coordinates[factor] { level } else { nil }
    }
  }

  /// The file's own text.
  public var source: SourceText { sources[0] }

  /// The most runs that there will be.
  public var mostRuns: Int { cells.count * replications.most }

  /// The values of a cell, one a factor.
  public func levels(of cell: Cell) -> [Level] {
    zip(factors, cell.coordinates).map { $0.level(at: $1) }
  }

  /// The scenario of a cell.
  ///
  /// - Throws: ``ScenarioError`` where the cell's values make no valid scenario.
  func reading(of cell: Cell) throws(ScenarioError) -> ScenarioTemplate.Reading {
    let levels = levels(of: cell)
    do throws(ScenarioError) {
      return try template.scenario(settings + levels.flatMap(\.settings), from: source)
    } catch {
      // Each level has been tried, so it is together that they make none.
      let values = zip(factors, levels).map { "\($0.name) is \($1.label)" }
      var told = error
      told.diagnostics = error.diagnostics.map {
        $0.noting("where \(values.joined(separator: " and "))")
      }
      throw told
    }
  }

  /// The seed of a cell's runs.
  public func seed(of cell: Cell) -> UInt64 {
    sharesRandomNumbers
      ? seed
      : RandomSource(seed: seed, replication: UInt64(cell.number)).stream("cell").first
  }
}

extension RandomStream {
  fileprivate var first: UInt64 {
    var copy = self
    return copy.next()
  }
}

/// How often each cell is run.
public struct ReplicationRule: Sendable {
  public let least: Int
  public let most: Int
  /// Between the two it ends as soon as all of these are reached; none where both are one number.
  public let goals: [PrecisionGoal]

  public init(least: Int, most: Int, goals: [PrecisionGoal]) {
    self.least = least
    self.most = most
    self.goals = goals
  }
}

/// How precisely a response's mean is to be known.
public struct PrecisionGoal: Sendable {
  /// By its position among the responses.
  public let response: Int
  public let precision: Precision
}
