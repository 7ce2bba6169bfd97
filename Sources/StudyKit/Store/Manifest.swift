import CGSL
import Foundation
import GRDB
import MigrationSim
import ScenarioKit

/// What a study's results were made of and by, whole: enough to make them again elsewhere.
///
/// It holds no times and no names of machines, so that it is the same wherever it was made.
public struct Manifest: Codable, Hashable, Sendable {
  /// A file that went in.
  public struct Input: Codable, Hashable, Sendable {
    /// By the path that led to it.
    public let name: String
    public let sha256: String
    public let text: String
  }

  /// A file that came out.
  public struct Output: Codable, Hashable, Sendable {
    public let file: String
    public let sha256: String

    public init(file: String, text: String) {
      self.file = file
      sha256 = Digest(text).hexadecimal
    }
  }

  /// What a result may depend on besides the program: its numbers' last digits.
  public struct Libraries: Codable, Hashable, Sendable {
    public let gsl: String
    public let sqlite: String
    public let system: String
  }

  /// The largest that is read [B]: inputs hold up to 16 MiB, and JSON escapes some of it.
  public static let largestSize = 64 << 20

  public var schemaVersion = Release.schemaVersion
  public let engineVersion: String
  public let libraries: Libraries
  /// What makes the results again where the inputs lie.
  public let command: String
  public let study: String
  public let seed: UInt64
  public let cells: Int
  /// Runs of the results; nil until they have been merged.
  public private(set) var runs: Int?
  /// Runs that are missing, where results were merged all the same.
  public private(set) var missing: Int?
  /// The study's file first.
  public let inputs: [Input]
  public private(set) var outputs: [Output]?

  public init(_ study: Study) {
    engineVersion = EngineVersion.current
    libraries = .current
    let argument = ShellWord(StudyLoader.argument(for: study.source))
    command = "xenmotion study run \(argument) --seed \(study.seed)"
    self.study = study.name
    seed = study.seed
    cells = study.cells.count
    inputs = study.sources.map {
      Input(name: $0.name, sha256: Digest($0.text).hexadecimal, text: $0.text)
    }
  }

  /// Notes what came out.
  public mutating func note(_ results: StudyResults, _ outputs: [Output]) {
    runs = results.count
    missing = results.isWhole ? nil : results.missing
    self.outputs = outputs
  }

  /// What was asked, without what has come of it.
  var question: Manifest {
    var copy = self
    (copy.runs, copy.missing, copy.outputs) = (nil, nil, nil)
    return copy
  }

  /// The study that it tells of.
  ///
  /// - Throws: ``ScenarioError`` where the inputs are not what they were.
  public func loadStudy() throws(ScenarioError) -> Study {
    let changed = inputs.filter { Digest($0.text).hexadecimal != $0.sha256 }
    guard let first = inputs.first, changed.isEmpty else {
      throw ScenarioError(
        kind: .invalid,
        diagnostics: (changed.isEmpty ? ["no input"] : changed.map(\.name)).map {
          Diagnostic(
            "the manifest's text of \($0) does not have its hash: it was changed",
            at: SourcePlace(file: StudyFolder.manifestName))
        })
    }
    return try StudyLoader.load(
      inputs.map { ($0.name, $0.text) }, named: first.name, seed: seed)
  }
}

extension Manifest.Libraries {
  static let current = Manifest.Libraries(
    gsl: String(cString: cgsl_version()), sqlite: sqliteVersion, system: system)

  private static var sqliteVersion: String {
    (try? DatabaseQueue().read { try String.fetchOne($0, sql: "SELECT sqlite_version()") }) ?? ""
  }

  private static var system: String {
    var names = utsname()
    uname(&names)
    func text<T>(_ field: T) -> String {
      withUnsafeBytes(of: field) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
    }
    return "\(text(names.sysname)) \(text(names.machine))"
  }
}

extension StudyFolder {
  public static let manifestName = "manifest.json"

  public var manifest: String { file(Self.manifestName) }

  public func write(_ manifest: Manifest) throws {
    try OutputFile.write([(OutputFile(file(Self.manifestName)), Self.text(manifest))])
  }

  /// Writes what is asked, unless the folder says so already.
  ///
  /// Of the many processes that share a study's work most begin when it is there, and some only
  /// when others have merged: what these have noted stays.
  public func ask(_ manifest: Manifest) throws {
    let there = FileManager.default.contents(atPath: self.manifest)
      .flatMap { try? Self.manifest(in: String(decoding: $0, as: UTF8.self)) }
    if there?.question != manifest.question { try write(manifest) }
  }

  /// The manifest of a folder, or in a file.
  public static func manifest(in text: String) throws -> Manifest {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(Manifest.self, from: Data(text.utf8))
  }

  static func text(_ manifest: Manifest) throws -> String {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(manifest), as: UTF8.self) + "\n"
  }
}
