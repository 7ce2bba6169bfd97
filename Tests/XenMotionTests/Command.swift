import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The built program, run as users run it.
enum Command {
  struct Outcome {
    var code: Int32
    var output: String
    var error: String
  }

  /// The program stands beside the tests' own.
  static let path = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appending(path: "xenmotion").path

  /// A scenario that stands beside the tests.
  static func scenario(_ name: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: name).path
  }

  static func run(_ arguments: [String]) throws -> Outcome {
    try start(path, arguments)
  }

  /// Runs the program, and sends it a signal once something holds.
  ///
  /// Of one that a signal ended, the code is the signal's number.
  static func run(
    _ arguments: [String], sending signal: Int32, once holds: () -> Bool
  ) throws -> Outcome {
    try start(path, arguments) { process in
      while process.isRunning, !holds() { usleep(2000) }
      kill(process.processIdentifier, signal)
    }
  }

  /// A line for the shell, in which $XENMOTION is the program.
  static func shell(_ line: String) throws -> Outcome { try start("/bin/sh", ["-c", line]) }

  private static func start(
    _ program: String, _ arguments: [String], meanwhile: (Process) -> Void = { _ in }
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment
      .merging(["XENMOTION": path]) { $1 }
    // Files rather than pipes: nothing fills up while the other one is read.
    let files = try (0..<2).map { _ in try FileHandle.temporary() }
    process.standardOutput = files[0].handle
    process.standardError = files[1].handle
    try process.run()
    meanwhile(process)
    process.waitUntilExit()
    let texts = try files.map { file in
      defer { try? FileManager.default.removeItem(at: file.url) }
      return try String(contentsOf: file.url, encoding: .utf8)
    }
    return Outcome(code: process.terminationStatus, output: texts[0], error: texts[1])
  }
}

extension FileHandle {
  fileprivate static func temporary() throws -> (handle: FileHandle, url: URL) {
    let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try Data().write(to: url)
    return (try FileHandle(forWritingTo: url), url)
  }
}
