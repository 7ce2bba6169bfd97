import ArgumentParser
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Being told to end: by Ctrl-C, or by a batch system's SIGTERM.
enum Interruption {
  private static let received = Atomic<Int32>(0)

  /// The signal that came; nil as long as none did.
  static var signal: Int32? {
    let number = received.load(ordering: .relaxed)
    return number == 0 ? nil : number
  }

  /// From now on signals are only noted, but a second Ctrl-C ends the process at once.
  ///
  /// Batch systems may send SIGTERM more than once, to a script, which hands it on, and to what
  /// the script runs.
  static func listen() {
    // A function of C captures nothing: not even which enumeration it stands in.
    let note: @convention(c) (Int32) -> Void = { number in
      Interruption.received.store(number, ordering: .relaxed)
      if number == SIGINT { setHandler(of: number, SIG_DFL) }
    }
    for number in [SIGINT, SIGTERM] { setHandler(of: number, note) }
  }

  static var exitCode: ExitCode { signal == SIGTERM ? Exit.incomplete : Exit.interrupted }
}

/// The C library's `signal`, which `Interruption.signal` hides.
private func setHandler(of number: Int32, _ handler: (@convention(c) (Int32) -> Void)?) {
  _ = signal(number, handler)
}
