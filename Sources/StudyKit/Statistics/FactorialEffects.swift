/// What each factor of a full factorial design does to the response, alone and with each other one.
///
/// Over all cells, combinations of levels, with r replications each: the main effect of a level is
/// the mean over its cells less the grand mean, αᵢ = ȳᵢ - ȳ, and the interaction of levels i and j
/// of two factors is what is left of theirs, ȳᵢⱼ - ȳᵢ - ȳⱼ + ȳ. They sum to zero over each factor.
///
/// Where replications of equal numbers have had the same luck in all cells, they are blocks: each
/// replication has an effect of its own, and Student's interval of their mean, with r - 1 degrees
/// of freedom, assumes nothing of how cells depend on each other. Else the interval comes from the
/// pooled variance s² within the cells, with N(r - 1) degrees of freedom: for N cells and an effect
/// that is one of a term with q degrees of freedom, its variance is s²q/(rN). Valid where effects
/// are about normal; the pooled one, where the cells' variances are alike besides.
///
/// Source: D. C. Montgomery, Design and Analysis of Experiments, 8th ed., 5.3 and 5.6. Check value:
/// cells 1, 3, 4, 10 of two factors with two levels: grand mean 4.5, effects ∓2.5 and ∓2,
/// interaction ±1.
public struct FactorialEffects: Hashable, Codable, Sendable {
  /// One effect, in the unit of the response.
  public struct Effect: Hashable, Codable, Sendable {
    public let deviation: Double
    /// Student's; absent for a single replication.
    public let interval: ConfidenceInterval?
  }

  /// What two factors do together beyond what each does alone.
  public struct Interaction: Hashable, Codable, Sendable {
    /// Numbered from 0; `second` is the greater number.
    public let first: Int
    public let second: Int
    /// By level of the first, then of the second.
    public let effects: [[Effect]]
  }

  public let grandMean: Double
  /// By factor, then by level.
  public let mainEffects: [[Effect]]
  /// In the order of the first factor, then of the second.
  public let interactions: [Interaction]
  public let analysisOfVariance: AnalysisOfVariance

  /// Computes effects and analysis of variance.
  ///
  /// Nil unless there is a cell for each combination of levels, all with the same number of finite
  /// observations, two or more: under common random numbers one will do, without intervals.
  ///
  /// - Parameters:
  ///   - levels: of each factor how many.
  ///   - responses: of each cell its replications; the last factor's level changes fastest.
  ///   - sharesRandomNumbers: whether replications of equal numbers have had the same luck.
  public init?(
    levels: [Int], responses: [[Double]], sharesRandomNumbers: Bool, confidence: Double = 0.95
  ) {
    guard
      let table = FactorialTable(
        levels: levels, responses: responses, sharesRandomNumbers: sharesRandomNumbers),
      confidence > 0, confidence < 1
    else { return nil }
    let tail = (1 - confidence) / 2
    let factors = levels.indices.map { table.term([$0]) }
    let pairs = levels.indices.flatMap { first in
      levels.indices.dropFirst(first + 1).map { table.term([first, $0]) }
    }
    grandMean = table.grandMean
    mainEffects = factors.map { table.effects(of: $0, tail: tail) }
    interactions = pairs.map { term in
      let effects = table.effects(of: term, tail: tail)
      let width = levels[term.factors[1]]
      return Interaction(
        first: term.factors[0], second: term.factors[1],
        effects: (0..<levels[term.factors[0]]).map {
          Array(effects[$0 * width..<($0 + 1) * width])
        })
    }
    analysisOfVariance = AnalysisOfVariance(table, factors: factors, pairs: pairs)
  }
}
