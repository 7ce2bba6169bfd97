import Foundation
import Testing

@testable import StudyKit

@Suite struct `Sobol's indices` {
  /// Ishigami and Homma's function with a = 7 and b = 0.1, and Saltelli's scheme over it.
  static func ishigami(rows: Int, _ name: String, offset: Double = 0) -> (
    a: [Double], b: [Double], ab: [[Double]]
  ) {
    func response(_ x: [Double]) -> Double {
      offset + sin(x[0]) + 7 * pow(sin(x[1]), 2) + 0.1 * pow(x[2], 4) * sin(x[0])
    }
    var luck = Luck(name)
    func inputs() -> [Double] { (0..<3).map { _ in .pi * (2 * luck.uniform() - 1) } }
    let a = (0..<rows).map { _ in inputs() }
    let b = (0..<rows).map { _ in inputs() }
    let ab = (0..<3).map { input in
      zip(a, b).map { one, other in
        var mixed = one
        mixed[input] = other[input]
        return response(mixed)
      }
    }
    return (a.map(response), b.map(response), ab)
  }

  /// The exact indices: T. Ishigami, T. Homma, ISUMA '90, 398; A. Saltelli et al., Global
  /// Sensitivity Analysis: The Primer, 2008.
  static let exact = [(0.3139, 0.5576), (0.4424, 0.4424), (0, 0.2437)]

  @Test func `of Ishigami's function are found, within their intervals`() throws {
    let sample = Self.ishigami(rows: 4096, "Ishigami")
    let found = try #require(
      SobolIndices(a: sample.a, b: sample.b, ab: sample.ab, resamples: 200, seed: 1))
    #expect(found.count == 4096 && found.inputs.count == 3)
    // The variance is a²/8 + bπ⁴/5 + b²π⁸/18 + 1/2 = 13.8446.
    #expect(abs(found.variance - 13.8446) < 0.6)
    for (input, exact) in zip(found.inputs, Self.exact) {
      #expect(abs(input.firstOrder.value - exact.0) < 0.05)
      #expect(abs(input.total.value - exact.1) < 0.05)
      for (index, exact) in [(input.firstOrder, exact.0), (input.total, exact.1)] {
        let interval = try #require(index.interval)
        #expect(interval.low < index.value && index.value < interval.high)
        // Of six intervals at 95 % one may miss: by no more than its width.
        let width = interval.high - interval.low
        #expect(interval.low - width < exact && exact < interval.high + width)
        #expect(width < 0.15)
      }
    }
    #expect(try survivesJSON(found))
  }

  /// Expected numbers from SALib 1.6.0, analyze.sobol.first_order and total_order of the responses
  /// less the mean of A and B.
  @Test func `agree with SALib's digit by digit`() throws {
    let found = try #require(
      SobolIndices(
        a: [58.2, 39.8, 51.7, 47.7, 48.2, 49.1, 41.9, 49.1],
        b: [46.5, 63.3, 50.9, 48.6, 48.9, 47.3, 45.8, 48.4],
        ab: [
          [51.9, 49.0, 53.8, 49.2, 50.1, 56.2, 52.2, 48.0],
          [49.3, 52.2, 57.7, 48.9, 49.0, 54.0, 46.5, 48.8],
        ], resamples: 0, seed: 1))
    #expect(isClose(found.mean, 49.0875, within: 1e-14))
    #expect(isClose(found.variance, 28.57609375, within: 1e-14))
    #expect(isClose(found.inputs[0].firstOrder.value, 0.4548327655874929, within: 1e-13))
    #expect(isClose(found.inputs[0].total.value, 0.639323735421326, within: 1e-13))
    #expect(isClose(found.inputs[1].firstOrder.value, 0.8124306265617562, within: 1e-13))
    #expect(isClose(found.inputs[1].total.value, 0.691815164555163, within: 1e-13))
    #expect(found.inputs[0].total.interval == nil)
  }

  @Test func `hang on the seed only, and not on other inputs`() throws {
    let sample = Self.ishigami(rows: 256, "Ishigami by seeds")
    func indices(_ ab: [[Double]], seed: UInt64) throws -> SobolIndices {
      try #require(SobolIndices(a: sample.a, b: sample.b, ab: ab, resamples: 50, seed: seed))
    }
    let found = try indices(sample.ab, seed: 7)
    #expect(try indices(sample.ab, seed: 7) == found)
    #expect(
      try indices(sample.ab, seed: 8).inputs[0].total.interval != found.inputs[0].total.interval)
    #expect(try indices(sample.ab.reversed(), seed: 7).inputs == found.inputs.reversed())
  }

  @Test func `do not change with the unit, nor with where its zero is`() throws {
    let sample = Self.ishigami(rows: 512, "Ishigami in other units")
    let moved = Self.ishigami(rows: 512, "Ishigami in other units", offset: 1000)
    let one = try #require(
      SobolIndices(a: sample.a, b: sample.b, ab: sample.ab, resamples: 20, seed: 3))
    for (other, factor) in [(moved, 1.0), (sample, 1e6)] {
      let found = try #require(
        SobolIndices(
          a: other.a.map { $0 * factor }, b: other.b.map { $0 * factor },
          ab: other.ab.map { $0.map { $0 * factor } }, resamples: 20, seed: 3))
      for (a, b) in zip(found.inputs, one.inputs) {
        #expect(isClose(a.firstOrder.value, b.firstOrder.value))
        #expect(isClose(a.total.interval?.high, b.total.interval?.high ?? .nan))
        #expect(isClose(a.firstOrder.interval?.low, b.firstOrder.interval?.low ?? .nan))
      }
    }
  }

  /// The slow way: the rows of each resample written out, as a study of their own.
  @Test func `have intervals of whole rows drawn again`() throws {
    let sample = Self.ishigami(rows: 25, "Ishigami written out", offset: 3)
    let found = try #require(
      SobolIndices(
        a: sample.a, b: sample.b, ab: sample.ab, resamples: 40, seed: 6, confidence: 0.8))
    var resampling = Resampling(rows: 25, "resamples of Sobol indices", seed: 6)
    var resampled = [[Double]](repeating: [], count: 6)
    for _ in 0..<40 {
      resampling.draw()
      #expect(resampling.counts.reduce(0, +) == 25)
      let rows = (0..<25).flatMap { [Int](repeating: $0, count: Int(resampling.counts[$0])) }
      func drawn(_ responses: [Double]) -> [Double] { rows.map { responses[$0] } }
      let study = try #require(
        SobolIndices(
          a: drawn(sample.a), b: drawn(sample.b), ab: sample.ab.map(drawn), resamples: 0, seed: 1))
      for (place, input) in study.inputs.enumerated() {
        resampled[2 * place].append(input.firstOrder.value)
        resampled[2 * place + 1].append(input.total.value)
      }
    }
    for (values, index) in zip(resampled, found.inputs.flatMap { [$0.firstOrder, $0.total] }) {
      let sorted = values.sorted()
      // Of 40 in order, type 7: 3.9 from either end.
      #expect(isClose(index.interval?.low, 0.1 * sorted[3] + 0.9 * sorted[4]))
      #expect(isClose(index.interval?.high, 0.1 * sorted[36] + 0.9 * sorted[35]))
    }
  }

  /// Intervals of a linear response, with S = T = 0.2 and 0.8, hold both as often as they say: of
  /// 200 studies, 0.95 with a standard error of 0.015.
  @Test func `have intervals that cover`() throws {
    var luck = Luck("coverage of Sobol indices")
    var covered = [0, 0]
    for study in 0..<200 {
      let (a, b) = ((0..<2).map { _ in luck.normals(200) }, (0..<2).map { _ in luck.normals(200) })
      func response(_ x: [Double], _ y: [Double]) -> [Double] { zip(x, y).map { $0 + 2 * $1 } }
      let found = try #require(
        SobolIndices(
          a: response(a[0], a[1]), b: response(b[0], b[1]),
          ab: [response(b[0], a[1]), response(a[0], b[1])], resamples: 100, seed: UInt64(study)))
      for (place, index) in [found.inputs[0].firstOrder, found.inputs[1].total].enumerated() {
        let interval = try #require(index.interval)
        let exact = place == 0 ? 0.2 : 0.8
        covered[place] += interval.low <= exact && exact <= interval.high ? 1 : 0
      }
    }
    #expect(covered.allSatisfy { $0 >= 180 && $0 < 200 })
  }

  @Test func `are none where nothing varies, nor of what does not fit`() {
    let (one, other) = ([1.0, 2, 3], [3.0, 1, 2])
    #expect(SobolIndices(a: [0.3, 0.3], b: [0.1 + 0.2, 0.3], ab: [[0.3, 0.3]], seed: 1) == nil)
    #expect(SobolIndices(a: one, b: other, ab: [[1, 2]], seed: 1) == nil)
    #expect(SobolIndices(a: one, b: [1, 2], ab: [one], seed: 1) == nil)
    #expect(SobolIndices(a: one, b: other, ab: [[1, 2, .nan]], seed: 1) == nil)
    #expect(SobolIndices(a: [1], b: [2], ab: [[2]], seed: 1) == nil)
    #expect(SobolIndices(a: one, b: other, ab: [], seed: 1)?.inputs.isEmpty == true)
  }
}
