import ArgumentParser

/// The codes that the command ends with, besides 0; after BSD's sysexits where it has one.
enum Exit {
  /// A benchmark is past its limits: see `bench --thresholds`.
  static let regression = ExitCode(2)
  /// The simulated outcome was not as it should be: see `--fail-on`.
  static let outcome = ExitCode(10)
  /// The command line is not right.
  static let usage = ExitCode(64)
  /// The scenario is not valid.
  static let invalidScenario = ExitCode(65)
  /// A file or scenario is not there.
  static let missingInput = ExitCode(66)
  /// A program that is needed is not there, or refused.
  static let unavailable = ExitCode(69)
  /// A bug of the program itself.
  static let internalError = ExitCode(70)
  /// A file cannot be written.
  static let cannotWrite = ExitCode(73)
  /// What was asked for is not whole: the same command goes on.
  static let incomplete = ExitCode(75)
  /// Ctrl-C was pressed.
  static let interrupted = ExitCode(130)
}
