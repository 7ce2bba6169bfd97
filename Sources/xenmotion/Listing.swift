import ArgumentParser
import ScenarioKit

/// `xenmotion check`: reads scenarios without running them.
struct Check: ParsableCommand, Exemplified {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Reads scenarios without running them, and reports every mistake.")
  static let examples = [
    "xenmotion check my-pool.yaml", "xenmotion check Scenarios/*.yaml",
    "xenmotion check my-pool.yaml && xenmotion run my-pool.yaml",
  ]

  @Argument(help: ArgumentHelp("Scenario files, or names of bundled ones.", valueName: "file"))
  var files: [String]

  func run() throws {
    var worst: ExitCode?
    for file in files {
      do {
        let loaded = try Loaded.named(file)
        Console.output("\(file): valid (\(loaded.title))\n")
      } catch let code as ExitCode {
        // A mistake in a file weighs more than a missing one: it is what was asked about.
        worst = worst == Exit.invalidScenario ? worst : code
      }
    }
    if let worst { throw worst }
  }
}

/// `xenmotion scenarios`: lists what comes with the program.
struct Scenarios: ParsableCommand, Exemplified {
  static let configuration = CommandConfiguration(
    commandName: "scenarios", abstract: "Lists the scenarios that come with the program.")
  static let examples = [
    "xenmotion scenarios", "xenmotion scenarios | grep 6.K",
    "for s in $(xenmotion scenarios | cut -f1); do xenmotion run $s --quiet; done",
  ]

  func run() {
    let measured = ScenarioLoader.validationNames
    let width = (ScenarioLoader.bundledNames + measured).map(\.count).max() ?? 0
    list(ScenarioLoader.bundledNames, width: width)
    if Console.outputIsTerminal {
      Console.output("\nMeasured systems, which 'xenmotion validate' runs all together:\n")
    }
    list(measured, width: width)
  }

  private func list(_ names: [String], width: Int) {
    for name in names {
      let title = ScenarioLoader.bundledTitle(named: name) ?? ""
      let padding = String(repeating: " ", count: width - name.count)
      // A tab between: `cut -f1` gives the names.
      Console.output(
        Console.outputIsTerminal ? "\(name)\(padding)  \(title)\n" : "\(name)\t\(title)\n")
    }
  }
}

/// `xenmotion schema`: prints the JSON Schema of scenario files.
struct Schema: ParsableCommand, Exemplified {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Prints the JSON Schema of scenario files (draft-07), for editors.",
    discussion: """
      With the schema in a file, an editor with a YAML language server completes and checks a \
      scenario that begins with:
      # yaml-language-server: $schema=xenmotion.schema.json
      """)
  static let examples = [
    "xenmotion schema > xenmotion.schema.json", "xenmotion schema | less",
    "xenmotion schema | jq .properties",
  ]

  func run() { Console.output(ScenarioSchema.text) }
}
