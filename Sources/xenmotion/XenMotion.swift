import ArgumentParser
import ReportKit
import ScenarioKit

@main
struct XenMotion: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "xenmotion",
    abstract: "Simulates live migration in pools of Xen hosts.",
    discussion: """
      EXIT CODES:
        0 success, 10 outcome not as expected (see 'run --fail-on'), 64 usage,
        65 scenario invalid, 66 input missing, 70 internal error, 73 cannot write
      """,
    version: Release.version,
    subcommands: [Run.self, Check.self, Scenarios.self, Validate.self, Schema.self])

  static func main() async {
    Console.endQuietlyOnClosedPipe()
    let arguments = Array(CommandLine.arguments.dropFirst())
    do {
      try CommandLineCheck.subcommand(of: arguments)
      var command = try parseAsRoot(arguments)
      if var async = command as? any AsyncParsableCommand {
        try await async.run()
      } else {
        try command.run()
      }
    } catch let failure as OutputFile.Failure {
      Console.error("\(failure)")
      exit(withError: Exit.cannotWrite)
    } catch {
      if exitCode(for: error).isSuccess, let help = Help.text(for: arguments) {
        Console.output(help)
        return
      }
      // What the parser did not throw, nor the commands on purpose, is a mistake of ours.
      guard exitCode(for: error) != .failure else {
        Console.error("Error: internal error: \(error)")
        exit(withError: Exit.internalError)
      }
      exit(withError: error)
    }
  }
}

/// A command with lines to try, which its help begins with.
protocol Exemplified: ParsableCommand {
  static var examples: [String] { get }
}

extension XenMotion: Exemplified {
  static let examples = [
    "xenmotion scenarios", "xenmotion run 6.J", "xenmotion check my-pool.yaml",
  ]
}

/// The pages that `--help` shows: examples first.
enum Help {
  /// The page asked for, the first one without arguments; nil where another thing is asked.
  static func text(for arguments: [String]) -> String? {
    let options = arguments.prefix { $0 != "--" }
    guard
      options.isEmpty || options.contains("--help") || options.contains("-h")
        || options.first == "help"
    else {
      return nil
    }
    let word = options.first { $0 != "help" }
    let command: any Exemplified.Type =
      XenMotion.exemplified.first { $0.configuration.commandName == word } ?? XenMotion.self
    return "EXAMPLES:\n" + command.examples.map { "  \($0)\n" }.joined() + "\n"
      + XenMotion.helpMessage(for: command, columns: 80) + "\n"
  }
}

extension XenMotion {
  static let exemplified: [any Exemplified.Type] = [
    Run.self, Check.self, Scenarios.self, Validate.self, Schema.self,
  ]
}

/// Finds a misspelt subcommand, which the parser would call an unexpected argument.
enum CommandLineCheck {
  static func subcommand(of arguments: [String]) throws {
    guard let first = arguments.first, !first.hasPrefix("-") else { return }
    let known = XenMotion.exemplified.compactMap { $0.configuration.commandName } + ["help"]
    guard !known.contains(first) else { return }
    let hint: String
    if let near = Spelling.nearest(to: first, among: known) {
      hint = "did you mean '\(near)'?"
    } else if (try? Loaded(first)) != nil {
      hint = "did you mean 'xenmotion run \(first)'?"
    } else {
      hint = "the subcommands are \(known.dropLast().joined(separator: ", "))."
    }
    throw ValidationError("there is no subcommand '\(first)'; \(hint)")
  }
}
