import StudyKit
import Testing

@Suite struct `An analysis of variance` {
  /// D. C. Montgomery, Design and Analysis of Experiments, table 5.1: hours that batteries of three
  /// materials lasted at three temperatures.
  static let batteries: [[Double]] = [
    [130, 155, 74, 180], [34, 40, 80, 75], [20, 70, 82, 58],
    [150, 188, 159, 126], [136, 122, 106, 115], [25, 70, 58, 45],
    [138, 110, 168, 160], [174, 120, 150, 139], [96, 104, 82, 60],
  ]

  static func table(_ levels: [Int], _ responses: [[Double]], shared: Bool) throws
    -> AnalysisOfVariance
  {
    try #require(
      FactorialEffects(levels: levels, responses: responses, sharesRandomNumbers: shared)
    ).analysisOfVariance
  }

  /// Degrees of freedom, sum of squares, F and p.
  typealias Line = (Int, Double, Double, Double)

  static func expect(_ sources: [AnalysisOfVariance.Source], _ lines: [Line]) {
    #expect(sources.count == lines.count)
    for (source, line) in zip(sources, lines) {
      #expect(source.degreesOfFreedom == line.0)
      #expect(isClose(source.sumOfSquares, line.1))
      #expect(isClose(source.f, line.2))
      #expect(abs((source.pValue ?? .nan) / line.3 - 1) < 1e-8)
    }
  }

  /// The sums of squares and F are those of the book (7.91, 28.97, 3.56); all digits are from
  /// statsmodels 0.15.0, anova_lm(ols("y ~ C(f0)*C(f1)")).
  @Test func `of the batteries agrees with Montgomery and statsmodels`() throws {
    let table = try Self.table([3, 3], Self.batteries, shared: false)
    Self.expect(
      table.factors,
      [
        (2, 10683.722222222226, 7.911372269380034, 0.00197608259090752),
        (2, 39118.722222222204, 28.967691949042127, 1.9085958974e-07),
      ])
    Self.expect(
      table.interactions, [(4, 9613.777777777781, 3.5595354003537993, 0.01861116818894143)])
    #expect(table.error.degreesOfFreedom == 27 && isClose(table.error.sumOfSquares, 18230.75))
    #expect(table.higherOrder == nil && table.blocks == nil)
    #expect(table.error.f == nil && table.error.share == nil && table.error.pValue == nil)
    #expect(table.factors.map(\.factors) == [[0], [1]])
    #expect(table.interactions.map(\.factors) == [[0, 1]])
  }

  /// From statsmodels 0.15.0, anova_lm(ols("y ~ C(f0)*C(f1) + C(rep)")).
  @Test func `with replications as blocks agrees with statsmodels`() throws {
    let table = try Self.table([3, 3], Self.batteries, shared: true)
    Self.expect(
      table.factors,
      [
        (2, 10683.722222222226, 7.171976976914759, 0.00361553164548489),
        (2, 39118.722222222204, 26.260377170845693, 9.0611639551e-07),
      ])
    Self.expect(
      table.interactions, [(4, 9613.777777777788, 3.2268619236459046, 0.02970941734775216)])
    #expect(table.error.degreesOfFreedom == 24)
    #expect(isClose(table.error.sumOfSquares, 17875.77777777778))
    #expect(table.blocks?.degreesOfFreedom == 3)
    #expect(isClose(table.blocks?.sumOfSquares, 354.9722222222218))
  }

  /// From statsmodels 0.15.0, anova_lm(ols("y ~ C(f0)*C(f1)*C(f2)")), and with "+ C(rep)".
  @Test func `of three factors agrees with statsmodels`() throws {
    let apart = try Self.table([2, 3, 2], threeFactors, shared: false)
    Self.expect(
      apart.factors,
      [
        (1, 58.26777777777745, 40.19237401801078, 1.48668831979e-06),
        (2, 44.82888888888893, 15.461199463498730, 4.847757879248e-05),
        (1, 0.18777777777776875, 0.12952672925847208, 0.72207097607715043),
      ])
    Self.expect(
      apart.interactions,
      [
        (2, 18.76222222222238, 6.470971450469476, 0.00565324891431869),
        (1, 22.09000000000013, 15.237401801111373, 0.00067216081311520),
        (2, 17.76888888888906, 6.128377083732559, 0.00707730378243842),
      ])
    Self.expect(
      try [#require(apart.higherOrder)], [(2, 2.58, 0.8898256370952586, 0.42384829568216842)])
    #expect(apart.error.degreesOfFreedom == 24)
    #expect(isClose(apart.error.sumOfSquares, 34.79333333333342))

    let shared = try Self.table([2, 3, 2], threeFactors, shared: true)
    Self.expect(
      shared.interactions,
      [
        (2, 18.762222222222324, 10.745769575655872, 0.00055487727264192),
        (1, 22.08999999999983, 25.303404587659784, 4.896464377015e-05),
        (2, 17.76888888888874, 10.176853432067176, 0.00074275194509125),
      ])
    Self.expect(
      try [#require(shared.higherOrder)], [(2, 2.58, 1.4776546816696055, 0.24995219243232708)])
    #expect(isClose(shared.blocks?.sumOfSquares, 15.58722222222227))
    #expect(shared.error.degreesOfFreedom == 22)
    #expect(isClose(shared.error.sumOfSquares, 19.20611111111126))
  }

  @Test(arguments: [[2], [3, 4], [2, 3, 4], [2, 2, 2, 3], [1, 3, 2]])
  func `has shares and sums of squares that add up`(levels: [Int]) throws {
    var luck = Luck("analysis of variance")
    let cells = levels.reduce(1, *)
    for _ in 0..<10 {
      let responses = (0..<cells).map { _ in luck.normals(4).map { 50 + $0 } }
      let mean = responses.joined().reduce(0, +) / Double(4 * cells)
      let total = responses.joined().reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      for shared in [true, false] {
        let table = try Self.table(levels, responses, shared: shared)
        let terms = table.factors + table.interactions + [table.higherOrder].compactMap(\.self)
        let rest = [table.blocks, table.error].compactMap(\.self)
        #expect(isClose(terms.reduce(0) { $0 + ($1.share ?? .nan) }, 1, within: 1e-12))
        #expect(isClose((terms + rest).reduce(0) { $0 + $1.sumOfSquares }, total))
        #expect((terms + rest).reduce(0) { $0 + $1.degreesOfFreedom } == 4 * cells - 1)
        for source in terms where source.degreesOfFreedom == 0 {
          #expect(source.sumOfSquares == 0 && source.f == nil && source.pValue == nil)
        }
      }
    }
  }

  /// With two levels, F is the square of t.
  @Test func `of two cells is Student's comparison`() throws {
    let (a, b) = ([3.0, 5, 4, 8, 2], [4.0, 7, 4, 9, 5])
    let shared = try Self.table([2], [a, b], shared: true)
    let paired = try #require(PairedComparison(a, b))
    let t = try #require(paired.t)
    #expect(isClose(shared.factors[0].f, t * t))
    #expect(isClose(shared.factors[0].pValue, paired.pValue, within: 1e-9))
  }

  @Test func `has no F where nothing varies within a cell`() throws {
    for (levels, responses) in [
      ([2, 2], [[0.1, 0.1, 0.1], [0.3, 0.3, 0.3], [0.7, 0.7, 0.7], [0.9, 0.9, 0.9]]),
      ([2, 2], [[0.1], [0.3], [0.7], [0.95]]),
      ([2, 2, 2], [[1], [2], [3], [4], [5], [6], [7], [80]]),
      ([3], [[0.1, 0.2, 0.7], [0.4, 0.5, 1.0], [0.9, 1.0, 1.5]]),
    ] {
      let table = try Self.table(levels, responses, shared: true)
      let terms = table.factors + table.interactions + [table.higherOrder].compactMap(\.self)
      #expect(table.error.sumOfSquares == 0)
      #expect(terms.allSatisfy { $0.f == nil && $0.pValue == nil })
      #expect(isClose(terms.reduce(0) { $0 + ($1.share ?? .nan) }, 1, within: 1e-12))
      #expect(try survivesJSON(table))
    }
  }

  @Test func `has no shares where all cells are alike`() throws {
    let table = try Self.table(
      [2, 2], [[0.1, 0.3], [0.1, 0.3], [0.1, 0.3], [0.1, 0.3]], shared: true)
    #expect(table.factors.allSatisfy { $0.sumOfSquares == 0 && $0.share == nil })
    #expect(isClose(table.blocks?.sumOfSquares, 0.08))
    #expect(try survivesJSON(table))
  }
}
