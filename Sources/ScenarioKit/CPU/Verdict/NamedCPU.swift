import MigrationSim

/// A CPU as a command line names it: found in the catalogue, or read from its features.
public struct NamedCPU: Hashable, Sendable {
  /// What it was called, with the catalogue's own letters.
  public let label: String
  public let processor: Processor
  /// The model that it is, or was before features were added and removed; nil for others.
  public let model: ModelEntry?
  /// The real CPU that it is, or was, by its own name or as the model's.
  public let real: RealCPU?
  /// What was read, of a CPU that is told by a text.
  public let reading: CPUReading?
  /// The file that was read; nil where the text stood on the command line.
  public let file: String?

  public var vendor: CPUVendor { processor.vendor }
  public var features: FeatureSet { processor.physicalFeatures }
  /// What the CPU calls itself.
  public var ownName: String? { real?.ownName ?? reading?.name }
  /// Whether the XCP era's four words were all that was given, which tell nothing of later leaves.
  public var isLegacy: Bool { reading?.form == .legacy }
}

/// Every mistake in the names of CPUs and guests that a command line gives.
public struct NamingErrors: Error, Sendable {
  /// A sentence for each, with what was probably meant.
  public var messages: [String]
  /// What is wrong with the files that are named.
  public var files: ScenarioError?

  init(messages: [String], files: ScenarioError? = nil) {
    (self.messages, self.files) = (messages, files)
  }

  /// Those of another text too.
  mutating func add(_ others: ScenarioError) {
    guard var files else {
      files = others
      return
    }
    // A mistake in a file weighs more than a missing one: it is what was asked about.
    if case .invalid = others.kind { files.kind = .invalid }
    files.diagnostics += others.diagnostics
    files.sources += others.sources
    self.files = files
  }
}

/// The parts of a CPU's name: `AMD:178bfbff-…,+avx,-aes`, or `Westmere,-aes`, or `@FILE,-aes`.
///
/// Commas part them since names of models have hyphens of their own.
struct CPUWords {
  /// What stands before the colon; nil where there is none.
  var vendor: String?
  /// A model's name, a featureset or a file behind `@`.
  var base: String
  var added: [String] = []
  var removed: [String] = []
  /// Parts behind a comma that say neither + nor -.
  var unsigned: [String] = []

  init(_ text: String) {
    var parts = text.split(separator: ",", omittingEmptySubsequences: false).map(CPUWords.trimmed)
    base = parts.removeFirst()
    // A file's name may have commas and colons of its own.
    let isFile = base.hasPrefix("@")
    while isFile, let part = parts.first, !part.hasPrefix("+"), !part.hasPrefix("-") {
      base += "," + parts.removeFirst()
    }
    if !isFile, let colon = base.firstIndex(of: ":") {
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

  /// The file to read; nil where none is named.
  var file: String? { base.hasPrefix("@") ? String(base.dropFirst()) : nil }

  /// Whether the base is meant as words of hexadecimal digits.
  var isFeatureSet: Bool { FeatureSet.isMeant(by: base[...]) }

  /// Whether the featureset is of the XCP era: four words, perhaps without hyphens.
  var isLegacy: Bool { base.split(separator: "-").count == 4 || !base.contains("-") }
}

extension FeatureSet {
  /// Whether a text is meant as words of hexadecimal digits, or as 32 digits.
  ///
  /// Names of CPUs have as many parts (Xeon-E5-2650-v3), and none of eight digits.
  static func isMeant(by text: Substring) -> Bool {
    let words = text.split(separator: "-", omittingEmptySubsequences: false)
    guard words.count >= 2 else { return text.count == 32 && text.allSatisfy(\.isHexDigit) }
    return words.contains { $0.count == 8 && $0.allSatisfy(\.isHexDigit) }
      || words.count >= 4 && text.allSatisfy { $0.isHexDigit || $0 == "-" || $0 == "+" }
  }
}
