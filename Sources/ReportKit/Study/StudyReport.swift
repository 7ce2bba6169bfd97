import MigrationSim
import StudyKit

/// The report on a study, as JSON has it.
public struct StudyReport: Codable, Sendable {
  /// What a study varies or looks at.
  public struct Subject: Codable, Sendable {
    public let name: String
    public let column: String
    public let unit: String?
    /// Of a response, what it measures.
    public let meaning: String?
    /// A factor's levels, where they are told one by one.
    public let levels: [String]?
  }

  /// What is compared.
  public struct Compared: Codable, Sendable {
    public let factor: Int
    public let response: Int
    public let smallerIsBetter: Bool
  }

  public let schemaVersion: Int
  public let toolVersion: String
  public let engineVersion: String
  public let study: String
  public let title: String
  public let about: String
  public let scenario: String
  public let seed: UInt64
  public let design: String
  public let sharesRandomNumbers: Bool
  public let runs: Int
  /// Runs that are wanted and not there; absent where all are.
  public let missing: Int?
  public let factors: [Subject]
  public let responses: [Subject]
  public let compared: Compared?
  public let analysis: StudyAnalysis

  public init(_ results: StudyResults) {
    let study = results.study
    schemaVersion = Release.schemaVersion
    toolVersion = Release.version
    engineVersion = EngineVersion.current
    self.study = study.name
    title = study.title
    about = study.about
    scenario = study.scenarioTitle
    seed = study.seed
    design = study.design.kind.rawValue
    sharesRandomNumbers = study.sharesRandomNumbers
    runs = results.count
    missing = results.isWhole ? nil : results.missing
    factors = study.factors.map {
      Subject(
        name: $0.name, column: $0.column, unit: $0.unit, meaning: nil,
        levels: $0.levels?.map(\.label))
    }
    responses = study.responses.map {
      Subject(
        name: $0.name, column: $0.column, unit: $0.unit.rawValue, meaning: $0.meaning,
        levels: nil)
    }
    compared = study.comparison.map {
      Compared(
        factor: $0.factor, response: $0.response, smallerIsBetter: $0.smallerIsBetter)
    }
    analysis = StudyAnalysis(results)
  }
}
