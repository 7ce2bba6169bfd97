import StudyKit

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The terminal, or the pipes, that the command talks to.
enum Console {
  /// Writes data to stdout.
  static func output(_ text: String) {
    guard !Descriptor.output.write(text) else { return }
    error("Error: cannot write to stdout: \(String(cString: strerror(errno)))")
    exit(Exit.cannotWrite.rawValue)
  }

  /// Writes a message to stderr, and ends its line.
  static func error(_ message: String) {
    // Where even this cannot be written, the exit code is all that is left to tell.
    _ = Descriptor.error.write(message.hasSuffix("\n") ? message : message + "\n")
  }

  /// Shows how far it has come on the terminal that stderr is, in place of what was shown before;
  /// nothing in a pipe or a file.
  static func passing(_ message: String) {
    guard isatty(2) == 1 else { return }
    // To the line's beginning, and what stands there away.
    _ = Descriptor.error.write("\r\u{1B}[K\(message)")
  }

  static var outputIsTerminal: Bool { isatty(1) == 1 }

  /// The columns of the terminal; 80 where stdout goes to a pipe or a file.
  static var columns: Int {
    var size = winsize()
    guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  /// Makes a closed pipe end the process without a word, as it ends `cat | head`, even where the
  /// parent process has told its children to ignore it.
  static func endQuietlyOnClosedPipe() { signal(SIGPIPE, SIG_DFL) }
}
