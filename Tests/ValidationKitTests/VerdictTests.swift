import ScenarioKit
import StudyKit
import Testing

@testable import ValidationKit

@Suite struct `A pass mark` {
  /// What each allows for a published 2, and for 20: the farthest that passes, and that does not.
  static let edges: [(PassMark, Double, passes: Double, fails: Double)] = [
    (.total, 20, 22, 22.01), (.capped, 20, 19, 18.99), (.bytes, 20, 18, 17.99),
    (.downtime, 20, 25, 25.01), (.downtime, 0.002, 0.0119, 0.0121), (.rounds, 2, 3, 3.1),
    (.rounds, 20, 16, 15.9), (.exact, 1, 1, 0), (.loose, 20, 15, 14.99),
  ]

  @Test(arguments: edges) func `has its edges`(
    mark: PassMark, published: Double, passes: Double, fails: Double
  ) {
    #expect(mark.allows(passes, for: published))
    #expect(!mark.allows(fails, for: published))
    #expect(mark.allows(published, for: published))
  }
}

@Suite struct `A verdict` {
  func result(_ simulated: [Double], fitted: String? = nil, miss: String? = nil) throws
    -> TargetResult
  {
    let unit = try #require(PublishedUnit.all.first { $0.name == "ms" })
    let comparison = Comparison(
      scenario: "x", migration: .number(1), metric: .downtime, unit: unit, published: 100,
      measurements: 1, mark: .downtime, fitted: fitted, knownMiss: miss,
      place: SourcePlace(file: "t.csv"))
    let target = Target(
      id: "A1", metric: "downtime", published: "100", unit: "ms", source: "a paper",
      coverage: .simulated(comparison))
    return TargetResult(
      target: target, comparison: comparison, simulated: SampleSummary(simulated))
  }

  @Test func `tells checks from fits, and known misses from failures`() throws {
    #expect(try result([110, 120]).verdict == .pass)
    #expect(try result([110, 120], fitted: "the rate").verdict == .fit)
    #expect(try result([130]).verdict == .fail)
    #expect(try result([130], fitted: "the rate").verdict == .fail)
    #expect(try result([130], miss: "no such device").verdict == .miss)
    #expect(try result([110], miss: "no such device").verdict == .pass)
    #expect(try result([]).verdict == .fail)
  }

  @Test func `comes with an error, and the standard error of the mean`() throws {
    let result = try result([110, 120, 130])
    #expect(abs(try #require(result.error) - 0.2) < 1e-12)
    // s = 10, and 10/√3 = 5.7735.
    #expect(abs(try #require(result.standardError) - 5.7735) < 1e-4)
    #expect(try self.result([120]).standardError == 0)
  }
}
