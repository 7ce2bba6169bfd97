/// A feature set as an ordered sequence of its features: by word, then by bit.
extension FeatureSet: Sequence {
  public struct Iterator: IteratorProtocol {
    private var rest: FeatureSet
    private var word = 0

    init(_ set: FeatureSet) { rest = set }

    public mutating func next() -> Feature? {
      while word < FeatureSet.wordCount {
        let bits = rest.words[word]
        if bits != 0 {
          rest.words[word] = bits & (bits - 1)
          return Feature(word: word, bit: bits.trailingZeroBitCount)
        }
        word += 1
      }
      return nil
    }
  }

  public func makeIterator() -> Iterator { Iterator(self) }

  /// The words that a set has room for; Xen defines the first 19.
  public static let wordCount = 32

  /// The set of the features given.
  public init(features: some Sequence<Feature>) {
    self.init()
    for feature in features { self[feature] = true }
  }

  /// The set of these words, EDX of leaf 1 first; words not given are zero.
  public init(words values: some Sequence<UInt32>) {
    self.init()
    for (index, value) in values.enumerated() { words[index] = value }
  }

  /// How many features the set holds.
  public var count: Int {
    (0..<FeatureSet.wordCount).reduce(0) { $0 + words[$1].nonzeroBitCount }
  }

  public func contains(_ feature: Feature) -> Bool { self[feature] }

  /// One word as CPUID would give the register.
  public func word(_ index: Int) -> UInt32 { words[index] }
}

extension FeatureSet: ExpressibleByArrayLiteral {
  public init(arrayLiteral features: Feature...) { self.init(features: features) }
}
