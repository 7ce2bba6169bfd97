import MigrationSim
import Testing

@Suite struct `The CPU level of a pool` {
  @Test func `is what all hosts have and what any host warns of`() {
    let hosts: [FeatureSet] = [[.sse42, .mdClear], [.sse42, .avx], [.sse42, .aes]]
    #expect(FeatureSet.poolLevel(of: hosts) == [.sse42, .mdClear])
    #expect(FeatureSet.poolLevel(of: hosts, accumulating: []) == [.sse42])
  }

  @Test func `of one host is that host, and of none is empty`() {
    #expect(FeatureSet.poolLevel(of: [[.avx, .verwClear]]) == [.avx, .verwClear])
    #expect(FeatureSet.poolLevel(of: [FeatureSet]()).isEmpty)
  }

  // The slow twin asks each of the 1024 features by itself.
  @Test func `agrees with asking feature by feature, whatever the order of hosts`() {
    var cases = FeatureCases(state: 3)
    for _ in 0..<50 {
      let count = Int.random(in: 1...5, using: &cases)
      let hosts = (0..<count).map { _ in FeatureSet(indices: cases.featureIndices()) }
      let slow = FeatureSet(
        features: (0..<1024).map { Feature(word: $0 / 32, bit: $0 % 32) }.filter { feature in
          FeatureSet.accumulating[feature]
            ? hosts.contains { $0[feature] } : hosts.allSatisfy { $0[feature] }
        })
      #expect(FeatureSet.poolLevel(of: hosts) == slow)
      #expect(FeatureSet.poolLevel(of: hosts.shuffled(using: &cases)) == slow)
    }
  }

  @Test func `only falls as hosts join, but for what accumulates`() {
    var cases = FeatureCases(state: 4)
    for _ in 0..<50 {
      let pool = (0..<3).map { _ in FeatureSet(indices: cases.featureIndices()) }
      let joiner = FeatureSet(indices: cases.featureIndices())
      let before = FeatureSet.poolLevel(of: pool)
      let after = FeatureSet.poolLevel(of: pool + [joiner])
      #expect(after.subtracting(.accumulating).isSubset(of: before))
      #expect(before.intersection(.accumulating).isSubset(of: after))
    }
  }
}
