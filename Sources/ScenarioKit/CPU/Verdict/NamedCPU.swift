import MigrationSim

/// A CPU as a command line names it, found in the catalogue or read from its features.
public struct NamedCPU: Hashable, Sendable {
  /// What it was called, with the model's name in the catalogue's own letters.
  public let label: String
  public let processor: Processor
  /// The model that it is, or was before features were added and removed; nil for a featureset.
  public let model: ModelEntry?
  /// Whether the XCP era's four words were all that was given, which tell nothing of later leaves.
  public let isLegacy: Bool

  public var vendor: CPUVendor { processor.vendor }
  public var features: FeatureSet { processor.physicalFeatures }
}

/// Every mistake in the names of CPUs and guests that a command line gives.
public struct NamingErrors: Error, Hashable, Sendable {
  /// A sentence for each, with what was probably meant.
  public let messages: [String]
}

/// The parts of a CPU's name: `AMD:178bfbff-…,+avx,-aes`, or `Westmere,-aes`.
///
/// Commas part them since names of models have hyphens of their own.
struct CPUWords {
  /// What stands before the colon; nil where there is none.
  var vendor: String?
  /// A model's name or a featureset.
  var base: String
  var added: [String] = []
  var removed: [String] = []
  /// Parts behind a comma that say neither + nor -.
  var unsigned: [String] = []

  init(_ text: String) {
    var parts = text.split(separator: ",", omittingEmptySubsequences: false).map(CPUWords.trimmed)
    base = parts.removeFirst()
    if let colon = base.firstIndex(of: ":") {
      vendor = CPUWords.trimmed(base[..<colon])
      base = CPUWords.trimmed(base[base.index(after: colon)...])
    }
    for part in parts {
      switch part.first {
      case "+": added.append(CPUWords.trimmed(part.dropFirst()))
      case "-": removed.append(CPUWords.trimmed(part.dropFirst()))
      default: unsigned.append(part)
      }
    }
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    let kept = text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace)
    return String(kept.reversed())
  }

  /// Whether the base is meant as words of hexadecimal digits: no model's name has four parts.
  var isFeatureSet: Bool {
    base.split(separator: "-", omittingEmptySubsequences: false).count >= 4
      || base.count == 32 && base.allSatisfy(\.isHexDigit)
  }

  /// Whether the featureset is of the XCP era: four words, perhaps without hyphens.
  var isLegacy: Bool { base.split(separator: "-").count == 4 || !base.contains("-") }
}
