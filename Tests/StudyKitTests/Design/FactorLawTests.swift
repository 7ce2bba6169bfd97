import Foundation
import ScenarioKit
import Testing

@testable import StudyKit

@Suite struct `A factor's law` {
  private static func law(_ shape: FactorLaw.Shape, isWhole: Bool = false) -> FactorLaw {
    FactorLaw(shape: shape, unit: "ms", isWhole: isWhole)
  }

  /// SciPy 1.17.1: stats.norm.ppf(u, 500, 10), stats.lognorm.ppf(u, 0.2, scale=30),
  /// stats.triang.ppf(u, 1/3, 8, 24) and (u, 1/2, 8, 16), and exp(log(2) + u·log(500)). Laws
  /// without bounds are held a millionth from their ends.
  static let expected: [(FactorLaw.Shape, [(Double, Double)])] = [
    (
      .normal(mean: 500, deviation: 10),
      [
        (0, 452.465756911771), (0.1, 487.184484344554), (0.5, 500), (0.975, 519.5996398454006),
        (1, 547.5342430881709),
      ]
    ),
    (
      .lognormal(median: 30, spread: 0.2),
      [
        (0, 11.594287499751069), (0.1, 23.217053389800377), (0.5, 30),
        (0.975, 44.39781153939623), (1, 77.62443358578759),
      ]
    ),
    (
      .triangular(low: 8, mode: 16, high: 32),
      [
        (0, 8), (0.1, 12.381780460041329), (0.25, 14.928203230275509), (0.5, 18.14359353944898),
        (0.975, 28.901613323034066), (1, 32),
      ]
    ),
    (
      .triangular(low: 8, mode: 16, high: 24),
      [(0, 8), (0.1, 11.577708763999664), (0.5, 16), (0.975, 22.211145618000167), (1, 24)]
    ),
    (
      .logarithmic(from: 2, to: 1000),
      [
        (0, 2), (0.1, 3.7232911332721383), (0.5, 44.72135954999579), (0.9, 537.1591767636877),
        (1, 1000),
      ]
    ),
    (.linear(from: -1, to: 3), [(0, -1), (0.1, -0.6), (0.5, 1), (1, 3)]),
  ]

  @Test func `has the inverse that SciPy has, to six digits`() {
    for (shape, values) in Self.expected {
      for (share, value) in values {
        #expect(Self.law(shape).value(at: share) == Self.slowlyRounded(value), "\(shape) \(share)")
      }
    }
  }

  /// A triangle may stand at one of its ends.
  @Test func `may be a triangle with its mode at an end`() {
    #expect(Self.law(.triangular(low: 0, mode: 0, high: 1)).value(at: 0.19) == 0.1)
    #expect(Self.law(.triangular(low: 0, mode: 1, high: 1)).value(at: 0.25) == 0.5)
  }

  @Test func `never falls`() {
    for (shape, _) in Self.expected {
      let values = (0...1000).map { Self.law(shape).value(at: Double($0) / 1000) }
      #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 })
      #expect(values.allSatisfy { $0.isFinite })
    }
  }

  @Test func `is rounded to whole numbers where that is wanted`() {
    let law = Self.law(.linear(from: 1, to: 4), isWhole: true)
    #expect([0, 0.2, 0.5, 0.8, 1].map(law.value(at:)) == [1, 2, 3, 3, 4])
  }

  /// As the C library rounds decimals.
  private static func slowlyRounded(_ value: Double) -> Double {
    Double(String(format: "%.5e", value)) ?? .nan
  }

  @Test func `is rounded to six digits as decimals are`() {
    var luck = Luck("six digits")
    for _ in 0..<20_000 {
      let value = luck.normal() * exp(luck.uniform() * 60 - 30)
      let rounded = FactorLaw.rounded(value)
      #expect(rounded == Self.slowlyRounded(value), "\(value)")
      // What a table shows is what was simulated.
      #expect("\(abs(rounded))".count { $0.isNumber && $0 != "0" } <= 9)
    }
    for value in [0, 1, 100_000, 999_999, 1e6, 123_456_789, 1e-5, 9_999_995, 1e21, -2.5e-7] {
      #expect(FactorLaw.rounded(value) == Self.slowlyRounded(value), "\(value)")
    }
  }

  @Test func `makes a level of each value, with its text where the paths lead`() throws {
    let study = try Repository.everything("sampled")
    let memory = study.factors[0]
    #expect(memory.levels == nil)
    for cell in study.cells {
      let level = study.levels(of: cell)[0]
      let number = try #require(level.number)
      #expect(number.rounded() == number && number >= 128 && number <= 512)
      #expect(level.label == "\(Int(number)) MiB")
      let reading = try study.reading(of: cell)
      #expect(
        reading.scenario.setup.inventory.vms[0].memory.bytes == Int64(number) << 20)
    }
  }
}
