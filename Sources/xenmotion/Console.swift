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
  static func output(_ text: String) { write(text, to: .output) }

  /// Writes a message to stderr, and ends its line.
  static func error(_ message: String) {
    write(message.hasSuffix("\n") ? message : message + "\n", to: .error)
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

  private static func write(_ text: String, to descriptor: Descriptor) {
    // Where the message itself cannot be written, the exit code is all that is left to tell.
    if !descriptor.write(text) { exit(Exit.cannotWrite.rawValue) }
  }
}
