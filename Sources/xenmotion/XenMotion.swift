import MigrationSim
import ArgumentParser
import ReportKit
import ScenarioKit
import StudyKit

@main
struct XenMotion: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "xenmotion",
    abstract: "Simulates live migration in pools of Xen hosts.",
    discussion: """
      EXIT CODES:
        0 success, 2 a benchmark past its limits (see 'bench --thresholds'),
        10 outcome not as expected (see 'run --fail-on'), 64 usage, 65 input
        invalid, 66 input missing, 69 a program that is needed is not there or
        refused, 70 internal error, 73 cannot write, 75 not whole yet (see
        'study'), 130 Ctrl-C
      """,
    version: Release.version,
    subcommands: [
      Run.self, Explain.self, Check.self, CPU.self, Calibrate.self, Scenarios.self, Validate.self,
      StudyCommand.self, Bench.self, Schema.self,
    ])

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
    let words = options.drop { $0 == "help" }
    let (command, depth) = command(named: Array(words))
    // A group of commands, called without one, shows its page.
    let isGroup = !command.configuration.subcommands.isEmpty && words.count == depth
    guard
      isGroup || options.contains("--help") || options.contains("-h") || options.first == "help"
    else {
      return nil
    }
    return "EXAMPLES:\n" + command.examples.map { "  \($0)\n" }.joined() + "\n"
      + XenMotion.helpMessage(for: command, columns: 80) + "\n"
  }

  /// The command that the first words lead to, and how many of them do.
  static func command(named words: [String]) -> (command: any Exemplified.Type, depth: Int) {
    var found: any Exemplified.Type = XenMotion.self
    var depth = 0
    while depth < words.count, let next = found.exemplified(named: words[depth]) {
      found = next
      depth += 1
    }
    return (found, depth)
  }
}

extension Exemplified {
  /// The subcommands with examples: all of them.
  static var exemplified: [any Exemplified.Type] {
    configuration.subcommands.compactMap { $0 as? any Exemplified.Type }
  }

  fileprivate static func exemplified(named word: String) -> (any Exemplified.Type)? {
    exemplified.first { $0.configuration.commandName == word }
  }
}

/// Finds a misspelt subcommand, which the parser would call an unexpected argument.
enum CommandLineCheck {
  static func subcommand(of arguments: [String]) throws {
    let (command, depth) = Help.command(named: arguments)
    let known = command.exemplified.compactMap { $0.configuration.commandName }
    // A command without subcommands takes the next word for itself.
    guard !known.isEmpty, depth < arguments.count else { return }
    let word = arguments[depth]
    guard !word.hasPrefix("-"), depth > 0 || word != "help" else { return }
    let hint: String
    if let near = Spelling.nearest(to: word, among: depth > 0 ? known : known + ["help"]) {
      hint = "did you mean '\(near)'?"
    } else if let line = meant(by: word, at: depth) {
      hint = "did you mean 'xenmotion \(line)'?"
    } else {
      hint = "the subcommands are \(known.joined(separator: ", "))."
    }
    throw ValidationError("there is no subcommand '\(word)'; \(hint)")
  }

  /// The command line that was meant where what it is about was named alone.
  private static func meant(by word: String, at depth: Int) -> String? {
    if depth > 0 {
      return (try? CPUCatalogue.bundled.cpus(named: [word])) == nil ? nil : "cpu show \(word)"
    }
    return (try? Loaded(word)) == nil ? nil : "run \(word)"
  }
}
