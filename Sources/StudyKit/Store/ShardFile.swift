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

  /// Puts the whole shard, `text`, in place of its parts.
  func finish(_ text: String) throws {
    try OutputFile.write([(OutputFile("\(folder.shards)/\(shard.fileName).jsonl"), text)])
    let own = "\(folder.shards)/\(shard.fileName)."
    // Parts of the same shard, of processes that were killed or are about to say the same.
    for path in folder.lineFiles where path.hasPrefix(own) && path.hasSuffix(".part") {
      unlink(path)
    }
  }
}
