/// How much of a response's variance each factor of a full factorial design explains.
///
/// With effects αᵢ of a term that stand for m responses each, its sum of squares is Σ m αᵢ²; what
/// two factors and less leave of the cells' is `higherOrder`. The error is what replications differ
/// by within a cell, with N(r - 1) degrees of freedom. Where they share random numbers, they are
/// blocks, whose own sum of squares is set apart, and the error has (N - 1)(r - 1). F is the ratio
/// of the mean squares of term and error. Valid for F and p: errors about normal with the same
/// variance in all cells, and those of a block correlated alike between any two. Shares hold
/// without that.
///
/// Source: D. C. Montgomery, Design and Analysis of Experiments, 8th ed., 4.1 and 5.3; GSL,
/// `gsl_cdf_fdist_Q`. Check value: the life of batteries there, of 3 materials at 3 temperatures,
/// 4 each: sums of squares 10683.72, 39118.72, 9613.78, error 18230.75; F 7.91, 28.97, 3.56.
public struct AnalysisOfVariance: Hashable, Codable, Sendable {
  /// One line of the table.
  public struct Source: Hashable, Codable, Sendable {
    /// Numbered from 0: one, or two for an interaction; none where it is not of certain factors.
    public let factors: [Int]
    public let degreesOfFreedom: Int
    /// In the square of the response's unit.
    public let sumOfSquares: Double
    /// Of the sum of squares between the cells, from 0 to 1; absent where that is zero, and for
    /// blocks and error.
    public let share: Double?
    /// Absent where the error's sum of squares is zero, and for blocks and error.
    public let f: Double?
    /// The probability of an F at least as large if the term does nothing; absent as F is.
    public let pValue: Double?
  }

  /// In the order of the factors.
  public let factors: [Source]
  /// Of two factors each, in the order of the first, then of the second.
  public let interactions: [Source]
  /// What three factors and more do together; absent for fewer.
  public let higherOrder: Source?
  /// What all cells of a replication have in common; absent where they share nothing.
  public let blocks: Source?
  public let error: Source

  init(_ table: FactorialTable, factors: [FactorialTable.Term], pairs: [FactorialTable.Term]) {
    let between = table.sumOfSquares(table.cellMeans)
    let freedom = table.errorDegreesOfFreedom
    let meanSquare = freedom > 0 ? table.errorSumOfSquares / Double(freedom) : 0

    func source(_ factors: [Int], _ terms: Int, _ squares: Double) -> Source {
      let f = terms > 0 && meanSquare > 0 ? squares / Double(terms) / meanSquare : nil
      return Source(
        factors: factors, degreesOfFreedom: terms, sumOfSquares: squares,
        share: between > 0 ? squares / between : nil, f: f,
        pValue: f.map { Student.pValue(ofRatio: $0, terms, freedom) })
    }
    func plain(_ freedom: Int, _ squares: Double) -> Source {
      Source(
        factors: [], degreesOfFreedom: freedom, sumOfSquares: squares, share: nil, f: nil,
        pValue: nil)
    }
    func source(_ term: FactorialTable.Term) -> Source {
      source(term.factors, term.degreesOfFreedom, table.sumOfSquares(term.deviations))
    }
    let singles = factors.map { source($0) }
    let doubles = pairs.map { source($0) }
    self.factors = singles
    interactions = doubles
    higherOrder =
      factors.count > 2
      ? source(
        [], table.cells - 1 - (singles + doubles).reduce(0) { $0 + $1.degreesOfFreedom },
        table.sumOfSquares(table.rest(of: factors + pairs)))
      : nil
    blocks =
      table.sharesRandomNumbers
      ? plain(table.replications - 1, table.sumOfSquares(table.blockMeans)) : nil
    error = plain(freedom, table.errorSumOfSquares)
  }
}
