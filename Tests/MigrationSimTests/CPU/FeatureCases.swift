import MigrationSim

/// A tiny deterministic generator for random cases (SplitMix64, Steele and others 2014).
struct FeatureCases: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
    return z ^ z >> 31
  }

  mutating func featureIndices() -> Set<Int> {
    let density = Int.random(in: 0...4, using: &self)
    return Set((0..<1024).filter { _ in Int.random(in: 0..<4, using: &self) < density })
  }
}

extension FeatureSet {
  init(indices: Set<Int>) {
    self.init(features: indices.sorted().map { Feature(word: $0 / 32, bit: $0 % 32) })
  }
}
