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

  public static func == (a: FeatureSet, b: FeatureSet) -> Bool { a.wide == b.wide }

  public var isEmpty: Bool { wide == .zero }

  public func intersection(_ other: FeatureSet) -> FeatureSet { FeatureSet(wide & other.wide) }
  public func union(_ other: FeatureSet) -> FeatureSet { FeatureSet(wide | other.wide) }
  public func subtracting(_ other: FeatureSet) -> FeatureSet { FeatureSet(wide & ~other.wide) }

  /// Whether every feature is in `other`: xapi's `is_subset`, (a AND b) == a.
  public func isSubset(of other: FeatureSet) -> Bool { wide & other.wide == wide }

  // The same bits in wider lanes, whose order matters to nobody here. Vectors of 32 lanes go
  // through a loop over the lanes: 1,700 instructions for a subtraction, and 25 so.
  private var wide: SIMD16<UInt64> { unsafeBitCast(words, to: SIMD16<UInt64>.self) }

  private init(_ wide: SIMD16<UInt64>) {
    words = unsafeBitCast(wide, to: SIMD32<UInt32>.self)
  }

  init(_ words: SIMD32<UInt32>) { self.words = words }
}
