import Testing

@testable import StudyKit

@Suite struct `A rank correlation` {
  /// Expected numbers from SciPy 1.17.1, stats.spearmanr; ties among inputs and responses.
  @Test func `agrees with SciPy`() throws {
    let x: [Double] = [1, 2, 2, 3, 5, 8, 8, 8, 9, 4]
    let found = try #require(
      RankSensitivity(
        inputs: [x, [3, 1, 4, 1, 5, 9, 2, 6, 5, 3], x.map { -$0 }],
        response: [2.5, 2, 2, 7, 1, 8, 8, 9, 4, 4], resamples: 200, seed: 5))
    #expect(found.count == 10)
    #expect(isClose(found.inputs[0].correlation, 0.5776508941874456))
    #expect(isClose(found.inputs[1].correlation, 0.23148148148148143))
    #expect(isClose(found.inputs[2].correlation, -0.5776508941874456))
    // Resamples are the same for all inputs, so what is mirrored stays so.
    let (one, other) = (found.inputs[0].interval, found.inputs[2].interval)
    #expect(isClose(one?.low, -(other?.high ?? .nan)))
    #expect(try survivesJSON(found))
  }

  @Test func `sees any rise, and nothing that falls again`() throws {
    let x = (0...40).map { Double($0) - 20 }
    let found = try #require(
      RankSensitivity(
        inputs: [x, x.map { -$0 * $0 * $0 }, x.map { $0 * $0 }, x.map { _ in 3 }],
        response: x.map { $0 * $0 * $0 }, resamples: 100, seed: 5))
    #expect(found.inputs[0].correlation == 1)
    #expect(found.inputs[0].interval == ConfidenceInterval(low: 1, high: 1))
    #expect(found.inputs[1].correlation == -1)
    #expect(isClose(found.inputs[2].correlation, 0))
    #expect(found.inputs[3].correlation == nil && found.inputs[3].interval == nil)
    #expect(try survivesJSON(found))
  }

  /// The slow way: the resampled rows written out, with ranks counted one by one.
  @Test func `of a resample is that of its rows written out`() throws {
    var luck = Luck("written out")
    for _ in 0..<20 {
      let rows = (0..<30).map { _ in Int(luck.uniform() * 12) }
      let (x, y) = ((0..<12).map { Double($0 % 5) }, luck.normals(12).map { ($0 * 2).rounded() })
      let found = try #require(
        RankSensitivity(
          inputs: [rows.map { x[$0] }], response: rows.map { y[$0] }, resamples: 0, seed: 1))
      func ranks(_ values: [Double]) -> [Double] {
        values.map { value in
          Double(values.count { $0 < value }) + Double(values.count { $0 == value } + 1) / 2
        }
      }
      let (a, b) = (ranks(rows.map { x[$0] }), ranks(rows.map { y[$0] }))
      func product(_ a: [Double], _ b: [Double]) -> Double {
        zip(a, b).reduce(0) { $0 + ($1.0 - 15.5) * ($1.1 - 15.5) }
      }
      let expected = product(a, b) / (product(a, a) * product(b, b)).squareRoot()
      #expect(isClose(found.inputs[0].correlation, expected))
      #expect(found.inputs[0].interval == nil)
    }
  }

  @Test func `has an interval of whole rows drawn again`() throws {
    var luck = Luck("rows drawn again")
    // Many ties.
    let (x, y) = ((0..<9).map { Double($0 % 3) }, luck.normals(9).map { $0.rounded() })
    let found = try #require(
      RankSensitivity(inputs: [x], response: y, resamples: 40, seed: 6, confidence: 0.8))
    var resampling = Resampling(rows: 9, "resamples of rank correlations", seed: 6)
    let resampled = try (0..<40).compactMap { _ in
      resampling.draw()
      let rows = (0..<9).flatMap { [Int](repeating: $0, count: Int(resampling.counts[$0])) }
      return try #require(
        RankSensitivity(
          inputs: [rows.map { x[$0] }], response: rows.map { y[$0] }, resamples: 0, seed: 1)
      ).inputs[0].correlation
    }.sorted()
    #expect(resampled.count == 40)
    #expect(isClose(found.inputs[0].interval?.low, 0.1 * resampled[3] + 0.9 * resampled[4]))
    #expect(isClose(found.inputs[0].interval?.high, 0.1 * resampled[36] + 0.9 * resampled[35]))
  }

  /// Of normals with correlation r, Spearman's is 6/π·asin(r/2): 0.4826 for a half. Of 200 studies
  /// the intervals cover it in 0.95, with a standard error of 0.015.
  @Test func `has an interval that covers`() throws {
    var luck = Luck("coverage of rank correlations")
    let covered = try (0..<200).count { study in
      let x = luck.normals(60)
      let y = x.map { 0.5 * $0 + luck.normal(deviation: 0.75.squareRoot()) }
      let found = try #require(
        RankSensitivity(inputs: [x], response: y, resamples: 200, seed: UInt64(study)))
      let interval = try #require(found.inputs[0].interval)
      return interval.low <= 0.4826 && 0.4826 <= interval.high
    }
    #expect(covered >= 179 && covered < 200)
  }

  @Test func `is none of too few rows, nor of what does not fit`() throws {
    #expect(RankSensitivity(inputs: [[1]], response: [1], seed: 1) == nil)
    #expect(RankSensitivity(inputs: [[1, 2, 3]], response: [1, 2], seed: 1) == nil)
    #expect(RankSensitivity(inputs: [[1, .nan]], response: [1, 2], seed: 1) == nil)
    #expect(RankSensitivity(inputs: [[1, 2]], response: [1, .infinity], seed: 1) == nil)
    let constant = try #require(RankSensitivity(inputs: [[1, 2]], response: [4, 4], seed: 1))
    #expect(constant.inputs[0].correlation == nil)
  }
}
