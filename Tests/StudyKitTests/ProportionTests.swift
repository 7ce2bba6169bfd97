import StudyKit
import Testing

@Suite struct `A proportion` {
  /// Expected bounds from SciPy 1.17.1, binomtest(k, n).proportion_ci(method="wilson").
  @Test(arguments: [
    (0, 10, 0.0, 0.27753279986288926), (10, 10, 0.7224672001371109, 1.0),
    (3, 10, 0.10779126740630102, 0.6032218525388546),
    (950, 1000, 0.9346861797557491, 0.9618697376072511), (1, 1, 0.20654931437723745, 1.0),
  ]) func `has Wilson's interval`(count: Int, total: Int, low: Double, high: Double) {
    let proportion = Proportion(count, of: total)
    #expect(abs(proportion.interval.low - low) < 1e-12)
    #expect(abs(proportion.interval.high - high) < 1e-12)
    #expect(proportion.share == Double(count) / Double(total))
  }

  @Test(arguments: 1...40) func `mirrors its complement`(total: Int) {
    for count in 0...total {
      let interval = Proportion(count, of: total).interval
      let mirrored = Proportion(total - count, of: total).interval
      #expect(abs(interval.low - (1 - mirrored.high)) < 1e-12)
    }
  }

  @Test func `of nothing may be anything`() {
    #expect(Proportion(0, of: 0).interval == ConfidenceInterval(low: 0, high: 1))
  }
}
