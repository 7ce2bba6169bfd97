/// A set of CPU features: Xen's featureset, 32-bit words in Xen's order, EDX of leaf 1 first.
public struct FeatureSet: BitwiseCopyable, Hashable, Sendable {
  /// Words past those Xen defines are zero: a shorter string is a longer one extended by zeros.
  var words: SIMD32<UInt32>

  public init() { words = .zero }

  public subscript(feature: Feature) -> Bool {
    get { words[feature.word] >> UInt32(feature.bit) & 1 == 1 }
    set {
      let mask = UInt32(1) << UInt32(feature.bit)
      if newValue { words[feature.word] |= mask } else { words[feature.word] &= ~mask }
    }
  }

  public var isEmpty: Bool { words == .zero }

  public func intersection(_ other: FeatureSet) -> FeatureSet { FeatureSet(words & other.words) }
  public func union(_ other: FeatureSet) -> FeatureSet { FeatureSet(words | other.words) }
  public func subtracting(_ other: FeatureSet) -> FeatureSet { FeatureSet(words & ~other.words) }

  /// Whether every feature is in `other`: xapi's `is_subset`, (a AND b) == a.
  public func isSubset(of other: FeatureSet) -> Bool { words & other.words == words }

  init(_ words: SIMD32<UInt32>) { self.words = words }
}
