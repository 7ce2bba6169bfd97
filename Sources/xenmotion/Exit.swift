import ArgumentParser

/// The codes that the command ends with, besides 0; after BSD's sysexits where it has one.
enum Exit {
  /// The simulated outcome was not as it should be: see `--fail-on`.
  static let outcome = ExitCode(10)
  /// The command line is not right.
  static let usage = ExitCode(64)
  /// The scenario is not valid.
  static let invalidScenario = ExitCode(65)
  /// A file or scenario is not there.
  static let missingInput = ExitCode(66)
  /// A bug of the program itself.
  static let internalError = ExitCode(70)
  /// A file cannot be written.
  static let cannotWrite = ExitCode(73)
}

extension Loaded {
  /// The scenario called `nameOrPath`; otherwise says on stderr why not, and throws the exit code.
  static func named(_ nameOrPath: String) throws -> Loaded {
    switch loadScenario(nameOrPath) {
    case .success(let loaded): return loaded
    case .failure(.invalid(let diagnostics)):
      Console.error(diagnostics)
      throw Exit.invalidScenario
    case .failure(.missing(let suggestion)):
      let hint =
        suggestion.map { "did you mean '\($0)'?" }
        ?? "'xenmotion scenarios' lists those there are."
      Console.error("Error: there is no scenario file '\(nameOrPath)', nor a bundled one; \(hint)")
      throw Exit.missingInput
    }
  }
}
