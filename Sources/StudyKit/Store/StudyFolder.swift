import Foundation

/// The folder of a study's results.
///
/// ```text
/// manifest.json                    what was asked, of what, by which program
/// shards/0-of-1.jsonl              a line a run: the truth
/// shards/0-of-1.HOST-PID.part      the same, while a process adds to it
/// runs.csv cells.csv results.sqlite analysis.json    made of these by merging
/// figures/
/// slurm/                           scripts for a batch system, and what they have said
/// ```
public struct StudyFolder: Sendable {
  public let path: String

  public init(_ path: String) { self.path = path.hasSuffix("/") ? String(path.dropLast()) : path }

  public func file(_ name: String) -> String { "\(path)/\(name)" }

  var shards: String { file("shards") }

  /// Makes the folder and those in it where they are not there.
  public func create() throws {
    try FileManager.default.createDirectory(
      atPath: shards, withIntermediateDirectories: true)
  }

  /// The files that hold lines of runs, in the order of their names.
  var lineFiles: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: shards)) ?? []
    return names.filter { $0.hasSuffix(".jsonl") || $0.hasSuffix(".part") }.sorted()
      .map { "\(shards)/\($0)" }
  }

  /// Every run that the folder knows and that has a value for each of the responses.
  ///
  /// A line that was cut off, by a kill or by a disk that was full, is passed over: its run is
  /// simply not there, and is run again.
  func lines(_ format: LineFormat) -> [RunKey: ResultLine] {
    var found: [RunKey: ResultLine] = [:]
    for path in lineFiles {
      Self.eachLine(of: path) { text in
        guard let line = format.line(text) else { return }
        found[line.run] = line
      }
    }
    return found
  }

  /// Goes through the lines of a file that are not empty, each without its end.
  ///
  /// A file that another process has just renamed is read under its new name, or next time.
  static func eachLine(of path: String, _ body: (UnsafeRawBufferPointer) -> Void) {
    guard let data = FileManager.default.contents(atPath: path) else { return }
    data.withUnsafeBytes { bytes in
      for line in bytes.split(separator: UInt8(ascii: "\n")) {
        body(UnsafeRawBufferPointer(rebasing: line))
      }
    }
  }
}
