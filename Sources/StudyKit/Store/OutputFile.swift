#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that is written whole or not at all.
///
/// The text goes to a temporary file beside it, which then takes its name: a reader sees the old
/// file or the new one. Devices and pipes (`/dev/null`) are written to directly.
public struct OutputFile: Sendable {
  public let path: String

  public struct Failure: Error, CustomStringConvertible {
    let path: String
    let reason: String
    public var description: String { "Error: cannot write '\(path)': \(reason)" }
  }

  public init(_ path: String) { self.path = path }

  /// Throws if it is already plain that nothing can be written here: better before a long run.
  public func check() throws {
    if mode == S_IFDIR { throw failure(EISDIR) }
    if mode != nil, access(path, W_OK) != 0 { throw failure(errno) }
    if isRegularOrNew, access(directory, W_OK) != 0 { throw failure(errno) }
  }

  /// Writes all `files`, or none of them: they take their names once every text is on the disk.
  public static func write(_ files: [(file: OutputFile, text: String)]) throws {
    var finished: [(file: OutputFile, temporary: String)] = []
    defer { for (_, temporary) in finished { unlink(temporary) } }
    for (number, (file, text)) in files.enumerated() {
      if file.isRegularOrNew {
        let temporary = "\(file.target).\(ProcessName.own).\(number).tmp"
        finished.append((file, temporary))
        try file.write(text, to: temporary, flags: O_CREAT | O_EXCL)
      } else {
        try file.write(text, to: file.path, flags: 0)
      }
    }
    for (file, temporary) in finished {
      guard rename(temporary, file.target) == 0 else { throw file.failure(errno) }
    }
  }

  /// Puts a file that another program has written in its place, whole.
  public func take(over temporary: String) throws {
    guard rename(temporary, target) == 0 else { throw failure(errno) }
  }

  private func write(_ text: String, to path: String, flags: Int32) throws {
    let descriptor = open(path, O_WRONLY | flags, 0o666)
    guard descriptor >= 0 else { throw failure(errno) }
    defer { close(descriptor) }
    guard Descriptor(number: descriptor).write(text) else { throw failure(errno) }
    // So that after a loss of power the name does not stand for an empty file.
    guard flags == 0 || fsync(descriptor) == 0 else { throw failure(errno) }
  }

  /// The file itself, past symbolic links, so that a link is not replaced by a file.
  private var target: String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  private var directory: String {
    guard let slash = target.lastIndex(of: "/") else { return "." }
    return slash == target.startIndex ? "/" : String(target[..<slash])
  }

  private var mode: mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
  }
  private var isRegularOrNew: Bool { mode == nil || mode == S_IFREG }

  func failure(_ code: Int32) -> Failure {
    Failure(path: path, reason: String(cString: strerror(code)))
  }
}
