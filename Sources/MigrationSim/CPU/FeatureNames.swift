/// What features are called in reports: names in the manner of Linux, `sse4_2`.
public struct FeatureNames: Hashable, Sendable {
  /// By index; empty where no name is known.
  private var names: [String]

  /// Knows no names: every feature is told as word and bit.
  public init() {
    names = Array(repeating: "", count: FeatureSet.wordCount * 32)
  }

  public init(_ pairs: some Sequence<(Feature, String)>) {
    self.init()
    for (feature, name) in pairs { self[feature] = name }
  }

  /// The feature's name, or "word:bit" if it has none.
  public subscript(feature: Feature) -> String {
    get {
      let name = names[Int(feature.index)]
      return name.isEmpty ? "\(feature.word):\(feature.bit)" : name
    }
    set { names[Int(feature.index)] = newValue }
  }

  /// The features' names in a phrase, in order of word and bit: "avx, f16c and rdrand".
  public func phrase(_ features: FeatureSet) -> String {
    let list = features.map { self[$0] }
    guard list.count > 1 else { return list.first ?? "none" }
    return list.dropLast().joined(separator: ", ") + " and " + list[list.count - 1]
  }
}
