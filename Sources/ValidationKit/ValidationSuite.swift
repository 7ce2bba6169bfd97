import ScenarioKit

/// A table of published figures with the scenarios that are held against them.
public struct ValidationSuite: Sendable {
  public let targets: [Target]
  /// In the order in which the table names them.
  public let systems: [MeasuredSystem]

  /// Enough for a standard error of a third of the spread of single runs.
  public static let replications: UInt64 = 10

  /// The suite that comes with the program.
  /// - Throws: ``ScenarioError`` with everything that is wrong.
  public static func bundled() throws(ScenarioError) -> ValidationSuite {
    let folder = ScenarioLoader.validationFolder
    func text(_ name: String) -> SourceText {
      let path = "Scenarios/\(folder)\(name)"
      return SourceText(
        name: path, text: EmbeddedFiles.all.first { $0.name == path }?.text ?? "")
    }
    let sources = CommaSeparated(text("sources.csv")).rows.dropFirst().filter { $0.count == 2 }
    let table = try TargetTable(
      text("targets.csv"),
      sources: Dictionary(sources.map { ($0[0].text, $0[1].text) }) { first, _ in first })
    return try ValidationSuite(table) { folder + $0 }
  }

  /// The suite of a table of the user's own: it names bundled scenarios, or files beside it.
  /// - Throws: ``ScenarioError`` with everything that is wrong.
  public init(path: String) throws(ScenarioError) {
    let table = try TargetTable(SourceText.read(path: path).get())
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    try self.init(table) { name in
      let isFile = name.hasSuffix(".yaml") || name.hasSuffix(".yml")
      return isFile && !name.hasPrefix("/") ? folder + name : name
    }
  }

  /// - Parameter load: what the loader is to be asked for, by the name in the table.
  init(_ table: TargetTable, load: (String) -> String) throws(ScenarioError) {
    targets = table.targets
    var systems: [MeasuredSystem] = []
    for (name, place) in table.scenarios {
      do throws(ScenarioError) {
        systems.append(MeasuredSystem(try ScenarioLoader.load(load(name)), name: name))
      } catch {
        guard error.source == nil else { throw error }
        let message = error.diagnostics.first?.message ?? "it cannot be read"
        throw ScenarioError(
          kind: error.kind, diagnostics: [Diagnostic("\(name): \(message)", at: place)],
          source: table.source)
      }
    }
    self.systems = systems
  }

  /// The part of it that has to do with these: ids, beginnings of ids, or names of scenarios.
  public func selecting(_ words: [String]) -> ValidationSuite {
    guard !words.isEmpty else { return self }
    let chosen = targets.filter { target in
      words.contains { target.id.hasPrefix($0) || target.comparison?.scenario == $0 }
    }
    return ValidationSuite(
      targets: chosen,
      systems: systems.filter { system in
        chosen.contains { $0.comparison?.scenario == system.name }
      })
  }

  private init(targets: [Target], systems: [MeasuredSystem]) {
    self.targets = targets
    self.systems = systems
  }
}
