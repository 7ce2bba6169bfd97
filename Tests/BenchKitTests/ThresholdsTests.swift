import BenchKit
import Foundation
import ScenarioKit
import Testing

@Suite struct `Limits of benchmarks` {
  @Test(arguments: BenchSize.allCases) func `are read as they were written`(size: BenchSize) throws
  {
    let written = Thresholds(recording: Sample.two, size: size)
    let read = try Thresholds.load(SourceText(name: "limits.yaml", text: written.text), size: size)
    #expect(read == written)
    #expect(read.limits.count == 2)
    #expect(read.limits[0].events == 24_521)
    // Of sizes that are soon done times tell nothing.
    #expect((read.limits[0].cpuNanoseconds == nil) == (size == .smoke))
    #expect(Sample.two.allSatisfy { read.limits(of: $0.workload.name)?.breaches(by: $0) == [] })
  }

  @Test func `are broken by another hash, other events, and what costs too much`() throws {
    let measures = Sample.limits.limits[0].breaches(by: Sample.two[0]).map(\.measure)
    #expect(measures == ["hash", "cpu_ns"])
    var limits = Limits("migration", events: 24_520, peakKibibytes: Ceiling(maximum: 31_015))
    #expect(limits.breaches(by: Sample.two[0]).map(\.measure) == ["events", "peak_kib"])
    limits.events = nil
    limits.peakKibibytes?.maximum = 31_016
    #expect(limits.breaches(by: Sample.two[0]).isEmpty)
  }

  /// Of eight repetitions the median's interval goes from the first to the eighth: binomial,
  /// 1 - 2/256 = 0.992, and from the second to the seventh only 1 - 18/256 = 0.93.
  @Test func `are broken by costs only beyond their noise`() {
    let estimate = Estimate(Sample.two[0].cpuNanoseconds)
    #expect(estimate.low == 39_900)
    #expect(estimate.interval?.high == 47_000)
    // The median is 40634.75, and so past both; that it is, is not sure for the second.
    for (maximum, count) in [(39_899.0, 1), (39_900, 0)] {
      let limits = Limits("migration", cpuNanoseconds: Ceiling(maximum: maximum))
      #expect(limits.breaches(by: Sample.two[0]).count == count)
    }
    // Without an interval the least counts.
    #expect(Estimate([3, 2, 4]).low == 2)
  }

  @Test func `tell all that is wrong with their file at once`() throws {
    let text = try String(contentsOf: Golden.tests.appending(path: "wrong.yaml"), encoding: .utf8)
    let error = #expect(throws: ScenarioError.self) {
      try Thresholds.load(SourceText(name: "wrong.yaml", text: text), size: .full)
    }
    #expect(error?.exitCode == 65)
    #expect((error?.diagnostics.count ?? 0) >= 10)
    try Golden.expect(error?.rendered ?? "", toBe: "wrong.txt")
  }

  @Test(arguments: ["", "- a", "sizes: full", "benchmarks: 3", "&a b", "sizes: [full"])
  func `of whatever text are refused without a crash`(text: String) {
    #expect(throws: ScenarioError.self) {
      try Thresholds.load(SourceText(name: "limits.yaml", text: text), size: .full)
    }
  }

  @Test func `that nobody has written are missing`() {
    let error = #expect(throws: ScenarioError.self) {
      try Thresholds.load(path: "no-such-limits.yaml", size: .full)
    }
    #expect(error?.exitCode == 66)
  }
}
