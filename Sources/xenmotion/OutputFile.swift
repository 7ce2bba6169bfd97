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
struct OutputFile {
  let path: String

  struct Failure: Error, CustomStringConvertible {
    let path: String
    let reason: String
    var description: String { "Error: cannot write '\(path)': \(reason)" }
  }

  init(_ path: String) { self.path = path }

  /// Throws if it is already plain that nothing can be written here: better before a long run.
  func check() throws {
    guard isRegularOrNew else {
      guard !isDirectory else {
        throw Failure(path: path, reason: String(cString: strerror(EISDIR)))
      }
      return
    }
    guard access(directory, W_OK) == 0 else { throw failure() }
  }

  /// Writes all `files`, or none of them: they take their names once every text is on the disk.
  static func write(_ files: [(file: OutputFile, text: String)]) throws {
    var temporaries: [String] = []
    defer { for temporary in temporaries { unlink(temporary) } }
    for (number, (file, text)) in files.enumerated() {
      guard file.isRegularOrNew else { continue }
      let temporary = "\(file.target).\(getpid()).\(number).tmp"
      temporaries.append(temporary)
      try file.write(text, to: temporary, flags: O_CREAT | O_EXCL)
    }
    var renamed = temporaries[...]
    for (file, text) in files {
      if file.isRegularOrNew {
        guard rename(renamed.removeFirst(), file.target) == 0 else { throw file.failure() }
      } else {
        try file.write(text, to: file.path, flags: 0)
      }
    }
  }

  private func write(_ text: String, to path: String, flags: Int32) throws {
    let descriptor = open(path, O_WRONLY | flags, 0o666)
    guard descriptor >= 0 else { throw failure() }
    defer { close(descriptor) }
    guard Descriptor(number: descriptor).write(text) else { throw failure() }
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
  private var isDirectory: Bool { mode == S_IFDIR }

  private func failure() -> Failure {
    Failure(path: path, reason: String(cString: strerror(errno)))
  }
}
