import MigrationSim

/// What happened in a run and why, told in one language: ready for JSON and for a page.
///
/// The numbers are numbers; the sentences are those of the page.
public struct ExplanationReport: Hashable, Codable, Sendable {
  public struct Remark: Hashable, Codable, Sendable {
    public var kind: Explanation.Kind
    public var text: String
    /// The error that it explains, with its parameters, as xapi gives them; absent of others.
    public var code: String?
    public var parameters: [String]?
    /// Whether it is what xapi answers, of several reasons the first; absent of others.
    public var isAnswer: Bool?
  }

  public struct Step: Hashable, Codable, Sendable {
    /// From 1.
    public var number: Int
    public var beganS: Double
    /// In the author's own words; absent where there are none.
    public var title: String?
    /// done, refused, failed or unfinished.
    public var outcome: String
    public var remarks: [Remark]
  }

  public var schemaVersion: Int
  public var toolVersion: String
  public var language: ReportLanguage
  public var scenario: String
  /// In the author's own words, or translated where the scenario comes with the program.
  public var title: String
  public var seed: UInt64
  public var replication: UInt64
  public var opening: [Remark]
  public var steps: [Step]
  public var ending: [Remark]
  public var lessons: [Remark]

  public init(
    _ explanation: Explanation, in catalogue: Catalogue, scenario: String, title: String,
    seed: UInt64, replication: UInt64
  ) {
    schemaVersion = Release.schemaVersion
    toolVersion = Release.version
    language = catalogue.language
    self.scenario = scenario
    self.title = catalogue.title(title)
    self.seed = seed
    self.replication = replication
    func told(_ remarks: [Explanation.Remark]) -> [Remark] {
      remarks.map { Remark($0, in: catalogue) }
    }
    opening = told(explanation.opening)
    steps = explanation.steps.map {
      Step(
        number: $0.number, beganS: $0.began.reported,
        title: $0.title.isEmpty ? nil : catalogue.title($0.title), outcome: Wording.key($0.outcome),
        remarks: told($0.remarks))
    }
    ending = told(explanation.ending)
    lessons = told(explanation.lessons)
  }
}

extension ExplanationReport.Remark {
  init(_ remark: Explanation.Remark, in catalogue: Catalogue) {
    self.init(
      kind: remark.kind, text: remark.sentence.text(in: catalogue), code: remark.error?.code,
      parameters: remark.error?.parameters, isAnswer: remark.isAnswer ? true : nil)
  }
}
