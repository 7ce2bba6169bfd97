import MigrationSim
import ScenarioKit

/// What a run is known by: a hash of all that its result depends on.
///
/// The first 128 bits of a SHA-256 over the engine's version, the seed, the scenario with the files
/// that it names, the values that the study put into it, and the number of the replication. Equal
/// keys mean equal results; two runs of a study of 10⁹ share one with probability 10⁻²¹.
struct RunKey: Hashable, Sendable, Comparable {
  let high: UInt64
  let low: UInt64

  /// The run of that number, of a cell.
  init(_ cell: CellKey, replication: Int) {
    let bytes = Digest("\(cell.text)\n\(replication)").bytes
    high = bytes[0..<8].reduce(0) { $0 << 8 | UInt64($1) }
    low = bytes[8..<16].reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// From 32 hexadecimal digits; nil where `text` is none.
  init?(_ text: String) {
    guard text.utf8.count == 32, let high = UInt64(text.prefix(16), radix: 16),
      let low = UInt64(text.suffix(16), radix: 16)
    else { return nil }
    self.high = high
    self.low = low
  }

  /// 32 hexadecimal digits.
  var text: String {
    func digits(_ word: UInt64) -> String {
      let text = String(word, radix: 16)
      return String(repeating: "0", count: 16 - text.count) + text
    }
    return digits(high) + digits(low)
  }

  static func < (a: RunKey, b: RunKey) -> Bool { (a.high, a.low) < (b.high, b.low) }
}

/// What the runs of one cell have in common.
struct CellKey: Hashable, Sendable {
  let text: String

  init(_ study: Study, _ cell: Study.Cell) {
    let levels = study.levels(of: cell).map(\.canonicalText)
    let parts = [
      EngineVersion.current, "\(study.seed(of: cell))", study.scenarioDigest, "\(levels.count)",
    ]
    text = Digest((parts + levels).joined(separator: "\n")).hexadecimal
  }
}

/// What a result may depend on besides its input: the program.
public enum EngineVersion {
  /// The release, and a hash of what the bundled scenarios come to: "0.1.0+1a2b3c4d5e6f".
  ///
  /// A change to the engine that changes any of their histories changes their fingerprints, which
  /// stand in a file of the project that tests hold against the engine; so nobody has to remember
  /// to count a version up.
  public static let current: String = {
    let prints = ScenarioLoader.bundledFiles.first { $0.name == "fingerprints.csv" }
    guard let prints else { preconditionFailure("the fingerprints were not embedded") }
    return "\(Release.version)+\(Digest(prints.text).hexadecimal.prefix(12))"
  }()
}
