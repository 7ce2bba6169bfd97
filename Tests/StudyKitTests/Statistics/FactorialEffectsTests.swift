import StudyKit
import Testing

/// Three factors with 2, 3 and 2 levels, three replications: drawn with NumPy and rounded.
let threeFactors = [
  [100.9, 96.8, 99.5], [99.2, 97.7, 99.0], [99.2, 96.0, 99.4], [97.7, 95.3, 94.8],
  [98.3, 96.7, 98.7], [95.7, 94.7, 96.0], [99.6, 99.4, 99.3], [104.2, 103.0, 103.4],
  [98.6, 96.8, 98.5], [97.1, 96.4, 99.4], [100.1, 100.5, 101.5], [100.6, 101.2, 101.8],
]

@Suite struct `The effects of factors` {
  static func effects(
    _ levels: [Int], _ responses: [[Double]], shared: Bool, confidence: Double = 0.95
  ) throws -> FactorialEffects {
    try #require(
      FactorialEffects(
        levels: levels, responses: responses, sharesRandomNumbers: shared, confidence: confidence))
  }

  /// Expected numbers from NumPy 2.4.6: means over the axes of numpy.reshape(2, 3, 2, 3).
  static let mains = [
    [-1.272222222222221, 1.2722222222222304],
    [1.361111111111119, -1.3722222222222153, 0.011111111111115216],
    [0.07222222222223233, -0.07222222222221812],
  ]
  static let tables = [
    [
      [-0.04444444444444665, 0.9055555555555515, -0.8611111111111143],
      [0.04444444444443244, -0.9055555555555704, 0.8611111111111001],
    ],
    [[0.7833333333333314, -0.7833333333333314], [-0.7833333333333551, 0.7833333333333267]],
    [
      [-0.9888888888889037, 0.98888888888888], [0.5777777777777686, -0.5777777777777876],
      [0.4111111111110925, -0.4111111111111114],
    ],
  ]

  @Test(arguments: [true, false]) func `are deviations of means`(shared: Bool) throws {
    let found = try Self.effects([2, 3, 2], threeFactors, shared: shared)
    #expect(isClose(found.grandMean, threeFactors.joined().reduce(0, +) / 36))
    #expect(found.mainEffects.count == 3)
    for (effects, expected) in zip(found.mainEffects, Self.mains) {
      #expect(effects.count == expected.count)
      for (effect, value) in zip(effects, expected) { #expect(isClose(effect.deviation, value)) }
    }
    #expect(found.interactions.map(\.first) == [0, 0, 1])
    #expect(found.interactions.map(\.second) == [1, 2, 2])
    for (interaction, expected) in zip(found.interactions, Self.tables) {
      #expect(interaction.effects.map(\.count) == expected.map(\.count))
      for (effect, value) in zip(interaction.effects.joined(), expected.joined()) {
        #expect(isClose(effect.deviation, value))
      }
    }
    #expect(try survivesJSON(found))
  }

  /// Expected half-widths from NumPy 2.4.6 and SciPy 1.17.1: stats.t.ppf(0.975, 2) times
  /// std(ddof=1)/sqrt(3) of the effects of each replication.
  @Test func `have intervals from each replication's own, where luck is shared`() throws {
    let found = try Self.effects([2, 3, 2], threeFactors, shared: true)
    for (effects, halves) in [
      (found.mainEffects[0], [1.1496749681744713, 1.1496749681744713]),
      (found.mainEffects[1], [0.8490835888203415, 0.829424832272351, 1.3148624143705014]),
      (found.mainEffects[2], [0.5327613712496503, 0.5327613712496503]),
      (
        Array(found.interactions[0].effects.joined()),
        [
          0.814040440758065, 0.9939425590544058, 0.18554203509435915, 0.814040440758065,
          0.9939425590544058, 0.18554203509435915,
        ]
      ),
      (
        Array(found.interactions[2].effects.joined()),
        [
          0.2621237260086166, 0.2621237260086166, 0.33207978918939457, 0.33207978918939457,
          0.2010606176086321, 0.2010606176086321,
        ]
      ),
    ] {
      for (effect, half) in zip(effects, halves) {
        #expect(isClose(effect.interval?.low, effect.deviation - half))
        #expect(isClose(effect.interval?.high, effect.deviation + half))
      }
    }
  }

  /// Expected half-widths from NumPy 2.4.6 and SciPy 1.17.1: stats.t.ppf(0.975, 24) times the
  /// square root of the pooled variance and of the sum of squares of the contrast's weights.
  @Test func `have intervals from the pooled variance, where luck is apart`() throws {
    let found = try Self.effects([2, 3, 2], threeFactors, shared: false)
    let halves = [0.41417081827946, 0.5857259883499749, 0.41417081827946]
    for (effects, half) in zip(found.mainEffects, halves) {
      for effect in effects {
        #expect(isClose(effect.interval?.high, effect.deviation + half))
      }
    }
    for (interaction, half) in zip(found.interactions, [1, 0, 1].map { halves[$0] }) {
      for effect in interaction.effects.joined() {
        #expect(isClose(effect.interval?.low, effect.deviation - half))
      }
    }
  }

  @Test func `of the check value are as its doc comment says`() throws {
    let found = try Self.effects([2, 2], [[1], [3], [4], [10]], shared: true)
    #expect(found.grandMean == 4.5)
    #expect(found.mainEffects.map { $0.map(\.deviation) } == [[-2.5, 2.5], [-2, 2]])
    #expect(found.interactions[0].effects.map { $0.map(\.deviation) } == [[1, -1], [-1, 1]])
    #expect(found.mainEffects[0][0].interval == nil)
  }

  @Test func `are exact where nothing varies`() throws {
    let found = try Self.effects([2, 2], [[1, 1], [3, 3], [4, 4], [10, 10]], shared: false)
    #expect(found.mainEffects[0][1].interval == ConfidenceInterval(low: 2.5, high: 2.5))
    // Neither does what is alike in all cells, though it comes by luck.
    let luck = [0.1, 0.7, 0.4]
    let responses = [0.1, 0.3, 0.4, 1.0].map { cell in luck.map { cell + $0 } }
    let shared = try Self.effects([2, 2], responses, shared: true)
    let effect = shared.mainEffects[0][1]
    #expect(isClose(effect.deviation, 0.25))
    #expect(effect.interval == ConfidenceInterval(low: effect.deviation, high: effect.deviation))
    #expect(try survivesJSON(shared))
  }

  @Test func `hang on no order of the replications`() throws {
    let turned = threeFactors.map { Array($0.reversed()) }
    for shared in [true, false] {
      let one = try Self.effects([2, 3, 2], threeFactors, shared: shared)
      let other = try Self.effects([2, 3, 2], turned, shared: shared)
      for (a, b) in zip(one.mainEffects.joined(), other.mainEffects.joined()) {
        #expect(isClose(a.deviation, b.deviation, within: 1e-12))
        #expect(isClose(a.interval?.low, b.interval?.low ?? .nan, within: 1e-12))
      }
    }
  }

  @Test func `are none of a design that is not whole`() {
    func isNone(_ levels: [Int], _ responses: [[Double]], shared: Bool) -> Bool {
      FactorialEffects(levels: levels, responses: responses, sharesRandomNumbers: shared) == nil
    }
    #expect(isNone([2, 2], [[1, 2], [1, 2], [1, 2]], shared: true))
    #expect(isNone([2], [[1, 2], [1]], shared: true))
    #expect(isNone([2], [[1], [1]], shared: false))
    #expect(isNone([2], [[], []], shared: true))
    #expect(isNone([0], [], shared: true))
    #expect(isNone([-2, -1], [[1, 2], [1, 2]], shared: true))
    #expect(isNone([2], [[1, 2], [1, .nan]], shared: true))
    #expect(isNone([2], [[1e200, -1e200], [1e200, 2]], shared: true))
    #expect(isNone([.max, .max], [[1, 2], [1, 2]], shared: true))
  }
}
