import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The file to which one process adds the lines of its runs as they come.
///
/// Each line goes out in one write, so that a process that is killed loses no run but the one in
/// hand; once a second what was written is forced to the disk, for the sake of a loss of power.
/// At the end the shard's lines, in the order of the study, take the place of the parts.
final class ShardFile: Sendable {
  private let folder: StudyFolder
  private let shard: Shard
  private let part: OutputFile
  private let descriptor: Int32
  private let lastSync: Mutex<ContinuousClock.Instant>

  init(_ folder: StudyFolder, _ shard: Shard) throws {
    self.folder = folder
    self.shard = shard
    part = OutputFile("\(folder.shards)/\(shard.fileName).\(ProcessName.own).part")
    descriptor = open(part.path, O_WRONLY | O_CREAT | O_APPEND, 0o666)
    guard descriptor >= 0 else { throw part.failure(errno) }
    // Where a process of the same number died in the middle of a line, this one begins anew.
    _ = Descriptor(number: descriptor).write("\n")
    lastSync = Mutex(ContinuousClock.now)
  }

  deinit { close(descriptor) }

  /// Adds a line; several threads may at a time.
  func append(_ line: String) throws {
    guard Descriptor(number: descriptor).write(line) else { throw part.failure(errno) }
    let isDue = lastSync.withLock { last in
      guard ContinuousClock.now - last > .seconds(1) else { return false }
      last = ContinuousClock.now
      return true
    }
    if isDue { fdatasync(descriptor) }
  }

  /// Forces to the disk what was added.
  func sync() { fdatasync(descriptor) }

  /// Puts the whole shard, `lines`, in place of its parts.
  ///
  /// What else stands in the files that are replaced is kept behind them: runs of another study in
  /// the same folder, or of levels that were taken out and may come back.
  func finish(_ lines: [ResultLine], _ format: LineFormat) throws {
    let whole = "\(folder.shards)/\(shard.fileName).jsonl"
    let own = "\(folder.shards)/\(shard.fileName)."
    // Parts of the same shard, of processes that were killed or are about to say the same.
    let parts = folder.lineFiles.filter { $0.hasPrefix(own) && $0.hasSuffix(".part") }
    var text = ""
    for line in lines { text += format.text(line) }
    for line in Self.others(in: parts + [whole], than: lines, format) { text += line + "\n" }
    try OutputFile.write([(OutputFile(whole), text)])
    for path in parts { unlink(path) }
  }

  /// Lines in some files that tell what `lines` do not tell, in the order of their texts.
  private static func others(
    in paths: [String], than lines: [ResultLine], _ format: LineFormat
  ) -> [String] {
    let runs = Set(lines.map(\.run))
    let subjects = Set(format.subjects)
    var found: Set<String> = []
    for path in paths {
      StudyFolder.eachLine(of: path) { text in
        guard let object = FlatObject(text) ?? FlatObject(decoding: text), let run = object.run
        else { return }
        let isTold = runs.contains(run) && object.numbers.allSatisfy { subjects.contains($0.name) }
        if !isTold { found.insert(String(decoding: text, as: UTF8.self)) }
      }
    }
    return found.sorted()
  }
}
