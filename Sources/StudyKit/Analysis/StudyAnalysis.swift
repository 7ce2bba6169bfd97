/// What the runs of a study tell, all together.
public struct StudyAnalysis: Codable, Sendable {
  /// One cell: its levels, and what each response came to.
  public struct Cell: Codable, Sendable {
    public let number: Int
    /// A label a factor.
    public let levels: [String]
    /// One a response.
    public let estimates: [CellEstimate]
  }

  /// What the factors of a full factorial do to a response.
  public struct Effects: Codable, Sendable {
    public let response: Int
    /// Replications that have a value in every cell.
    public let replications: Int
    public let effects: FactorialEffects
  }

  /// The levels of the factor that is compared, where the other factors have these.
  public struct Comparison: Codable, Sendable {
    /// A label for each factor but the one that is compared.
    public let others: [String]
    /// The levels that are compared, by their numbers; those without a value are not among them.
    public let levels: [Int]
    /// Levels that have too few values to be compared.
    public let leftOut: [Int]
    /// Its alternatives are numbered as `levels` are; nil where fewer than two can be compared.
    public let choice: BestChoice?
    public let pairs: PairwiseComparisons?
  }

  /// How a response rises or falls with each factor of a sampled design.
  public struct Sensitivity: Codable, Sendable {
    public let response: Int
    /// How the means of its points are spread; of Saltelli's scheme, of its two samples.
    public let spread: SampleSummary?
    public let ranks: RankSensitivity?
    public let indices: SobolIndices?
  }

  /// What is best in two responses at once.
  public struct Front: Codable, Sendable {
    /// Among cells that one may choose between.
    public struct Group: Codable, Sendable {
      /// What they have in common: "writes 4000 pages/s"; empty where that is nothing.
      public let place: String
      /// The cells that have values of both, by their numbers.
      public let cells: [Int]
      public let front: ParetoFront
    }

    public let x: Int
    public let y: Int
    public let groups: [Group]
  }

  public let cells: [Cell]
  public let effects: [Effects]
  public let comparisons: [Comparison]
  public let sensitivities: [Sensitivity]
  public let fronts: [Front]

  public init(_ results: StudyResults) {
    let study = results.study
    cells = study.cells.map { cell in
      Cell(
        number: cell.number, levels: study.levels(of: cell).map(\.label),
        estimates: study.responses.indices.map {
          CellEstimate(results, response: $0, cell: cell.number)
        })
    }
    effects = study.responses.indices.compactMap { results.effects(on: $0) }
    comparisons = results.comparisons()
    sensitivities = study.responses.indices.compactMap { results.sensitivity(of: $0) }
    fronts = results.fronts()
  }
}
