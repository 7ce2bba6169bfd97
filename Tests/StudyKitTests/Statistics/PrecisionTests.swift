import Foundation
import StudyKit
import Testing

@Suite struct `A precision` {
  static let sample = [9.8, 10.4, 11.1, 10.2, 9.6, 10.9]

  /// Half-widths and their shares of the mean, from SciPy 1.17.1: stats.t.ppf(0.975, n - 1) times
  /// numpy.std(ddof=1)/sqrt(n).
  static let expected = [
    2: (3.8118614208524058, 0.3774120218665748), 3: (1.6162811241750816, 0.15491512372285124),
    4: (0.865475229827393, 0.08341929926047162), 5: (0.72613461815072, 0.07105035402648924),
    6: (0.6214455059838732, 0.06013988767585869),
  ]

  @Test func `has half-widths that agree with SciPy as the sample grows`() {
    var running = RunningPrecision(Precision(halfWidth: .absolute(0.8)))
    for observation in Self.sample {
      running.add(observation)
      #expect(
        running.halfWidth.map { _ in running.count } == (running.count > 1 ? running.count : nil))
      guard let (half, _) = Self.expected[running.count] else { continue }
      #expect(isClose(running.halfWidth, half))
      #expect(running.isReached == (half <= 0.8))
    }
    #expect(isClose(running.mean, 10.333333333333334))
  }

  @Test func `that is absolute is reached with the first half-width no wider`() {
    let first = (2...6).first {
      Precision(halfWidth: .absolute(0.8)).isReached(by: Array(Self.sample.prefix($0)))
    }
    #expect(first == 5)
  }

  /// Law and Kelton's correction: a share of the sample's mean within γ/(1 + γ) is one of the true
  /// mean within γ. After four, 0.0834 of the mean: γ = 0.0910 and not 0.0834.
  @Test func `that is relative is held against the true mean`() {
    let four = Array(Self.sample.prefix(4))
    #expect(Precision(halfWidth: .relative(0.092)).isReached(by: four))
    #expect(!Precision(halfWidth: .relative(0.09)).isReached(by: four))
    #expect(!Precision(halfWidth: .relative(0.0835)).isReached(by: four))
    #expect(Precision(halfWidth: .relative(0.092)).isReached(by: four.map { -$0 }))
    // 1, 2, 3, 4, 5: 0.65441 of the mean; 1.89 and 1.9 allow 0.65398 and 0.65517.
    #expect(Precision(halfWidth: .relative(1.9)).isReached(by: [1, 2, 3, 4, 5]))
    #expect(!Precision(halfWidth: .relative(1.89)).isReached(by: [1, 2, 3, 4, 5]))
  }

  @Test func `takes more the surer one wants to be`() {
    #expect(Precision(halfWidth: .absolute(0.8), confidence: 0.9).isReached(by: Self.sample))
    #expect(!Precision(halfWidth: .absolute(0.8), confidence: 0.99).isReached(by: Self.sample))
  }

  @Test func `needs two observations, and is reached where nothing varies`() {
    for width in [Precision.HalfWidth.relative(0.1), .absolute(1e9), .absolute(0)] {
      let precision = Precision(halfWidth: width)
      #expect(!precision.isReached(by: []))
      #expect(!precision.isReached(by: [5]))
      #expect(precision.isReached(by: [5, 5]))
      #expect(precision.isReached(by: [0, 0]))
      #expect(precision.isReached(by: [0.1 + 0.2, 0.3, 0.3]))
      #expect(!precision.isReached(by: [5, 5, .nan]))
    }
    #expect(!Precision(halfWidth: .relative(0.1)).isReached(by: [-1, 1]))
  }

  @Test func `is written as a share or an amount`() throws {
    for (precision, text) in [
      (Precision(halfWidth: .relative(0.5)), #"{"confidence":0.95,"halfWidth":{"relative":0.5}}"#),
      (
        Precision(halfWidth: .absolute(3), confidence: 0.5),
        #"{"confidence":0.5,"halfWidth":{"absolute":3}}"#
      ),
    ] {
      let encoder = JSONEncoder()
      encoder.outputFormatting = .sortedKeys
      #expect(String(decoding: try encoder.encode(precision), as: UTF8.self) == text)
      #expect(try survivesJSON(precision))
    }
  }

  /// Studies that begin with ten observations and stop by the rule: of 1000 with a relative
  /// precision of a tenth, the true mean is missed by more in 5 of 100, about; a share of 0.05 has
  /// a standard error of 0.0069, and stopping early costs some.
  @Test func `is what a study that stops by it has`() {
    var luck = Luck("sequential stopping")
    var counts: [Int] = []
    let missed = (0..<1000).count { _ in
      var running = RunningPrecision(Precision(halfWidth: .relative(0.1)))
      while running.count < 10 || !running.isReached { running.add(luck.normal(10, deviation: 3)) }
      counts.append(running.count)
      return abs(running.mean - 10) > 1
    }
    #expect(missed < 90)
    // A normal interval of 1/1.1 takes (1.96 · 3 · 1.1)² = 42 observations.
    let mean = Double(counts.reduce(0, +)) / 1000
    #expect(mean > 30 && mean < 50)
  }
}
