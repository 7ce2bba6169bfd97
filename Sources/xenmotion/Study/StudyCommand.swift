import ArgumentParser
import ReportKit
import ScenarioKit
import StudyKit

/// `xenmotion study`: asks a question of a scenario by running it in many variants.
struct StudyCommand: ParsableCommand, Exemplified {
  static let configuration = CommandConfiguration(
    commandName: "study",
    abstract: "Runs a scenario in many variants, and tells what makes the difference.",
    discussion: """
      A study file names a scenario, the factors that are varied, and what is looked at. Its \
      results go to a folder: whatever is there already is not run again, so that an interrupted \
      study goes on with the same command. Equal studies give equal bytes, on any number of \
      threads and machines.
      """,
    subcommands: [
      List.self, Check.self, Run.self, Submit.self, Status.self, Merge.self, Plot.self,
      Reproduce.self,
      StudySchemaCommand.self,
    ])
  static let examples = [
    "xenmotion study list", "xenmotion study run stop-policies",
    "xenmotion study status stop-policies.results",
  ]
}

/// Where a study's results go, and how a study or a folder is found.
enum StudyArguments {
  /// The study in a file or of a bundled name; every mistake is written to stderr, and what is
  /// thrown is the exit code.
  static func study(_ argument: String, seed: UInt64? = nil) throws -> Study {
    try reportingMistakes { () throws(ScenarioError) in
      try StudyLoader.load(argument, seed: seed)
    }
  }

  /// The study of a folder of results, by its manifest.
  static func study(in folder: StudyFolder) throws -> Study {
    let manifest = try manifest(at: folder.manifest)
    return try reportingMistakes { () throws(ScenarioError) in try manifest.loadStudy() }
  }

  static func manifest(at path: String) throws -> Manifest {
    let source = try reportingMistakes { () throws(ScenarioError) in
      try SourceText.read(path: path, largest: Manifest.largestSize).get()
    }
    do {
      return try StudyFolder.manifest(in: source.text)
    } catch {
      Console.error("\(path): error: this is no manifest of a study: \(error)")
      throw Exit.invalidScenario
    }
  }

  static func reportingMistakes<Value>(
    _ body: () throws(ScenarioError) -> Value
  ) throws -> Value {
    do throws(ScenarioError) {
      return try body()
    } catch {
      Console.error(error.rendered)
      throw error.kind == .missing ? Exit.missingInput : Exit.invalidScenario
    }
  }

  /// "stop-policies.results" for the study of that file or name.
  static func folder(for argument: String) -> String {
    let name = argument.split(separator: "/").last.map(String.init) ?? argument
    let stem = [".yaml", ".yml"].first { name.hasSuffix($0) }.map { name.dropLast($0.count) }
    return "\(stem ?? name[...]).results"
  }
}

extension StudyCommand {
  /// `xenmotion study list`.
  struct List: ParsableCommand, Exemplified {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Lists the studies that come with the program.")
    static let examples = ["xenmotion study list", "xenmotion study list | cut -f 1"]

    func run() throws {
      let names = StudyLoader.bundledNames
      let width = names.map(\.count).max() ?? 0
      for name in names {
        let title = StudyLoader.bundledTitle(named: name) ?? ""
        let padding = String(repeating: " ", count: width - name.count)
        Console.output(
          Console.outputIsTerminal ? "\(name)\(padding)  \(title)\n" : "\(name)\t\(title)\n")
      }
    }
  }

  /// `xenmotion study schema`.
  struct StudySchemaCommand: ParsableCommand, Exemplified {
    static let configuration = CommandConfiguration(
      commandName: "schema", abstract: "Prints the JSON Schema of study files (draft-07).")
    static let examples = ["xenmotion study schema > study.schema.json"]

    func run() { Console.output(StudySchema.text) }
  }
}
