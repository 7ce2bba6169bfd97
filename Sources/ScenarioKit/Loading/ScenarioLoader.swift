import Foundation

/// Turns files, bundled or the user's own, into scenarios.
public enum ScenarioLoader {
  /// The names of the bundled scenarios, in order: "6.J", "6.K", and those beside them.
  public static var bundledNames: [String] {
    bundled.map(\.name).filter { !$0.hasPrefix(validationFolder) }
  }

  /// The names of the measured systems that the model is validated with, in order:
  /// "validation/clark-2005-mmuncher" and so on.
  public static var validationNames: [String] {
    bundled.map(\.name).filter { $0.hasPrefix(validationFolder) }
  }

  /// What the names of measured systems begin with.
  public static let validationFolder = "validation/"

  /// A bundled scenario's text, by its name whatever the letters' case; nil if there is none.
  public static func bundledText(named name: String) -> String? {
    bundledScenario(named: name)?.text
  }

  /// A bundled scenario's title, read without the rest of it; nil if there is none.
  public static func bundledTitle(named name: String) -> String? {
    let lines = bundledText(named: name)?.split(separator: "\n") ?? []
    let key = "title: "
    return lines.first { $0.hasPrefix(key) }.map { String($0.dropFirst(key.count)) }
  }

  /// Loads the scenario in a file, or the bundled one of that name.
  ///
  /// An argument ending in .yaml or .yml is a path, and so is one with a slash that is no bundled
  /// name; any other is a bundled name first and a path second.
  /// - Throws: ``ScenarioError`` with everything that is wrong.
  public static func load(_ argument: String) throws(ScenarioError) -> Scenario {
    let isFile = argument.hasSuffix(".yaml") || argument.hasSuffix(".yml")
    if !isFile, let bundled = bundledScenario(named: argument) {
      return try load(text: bundled.text, name: "\(bundled.name).yaml")
    }
    let isPath = isFile || argument.contains("/") && !argument.hasPrefix(validationFolder)
    if !isPath, !FileManager.default.fileExists(atPath: argument) {
      let candidates = argument.hasPrefix(validationFolder) ? validationNames : bundledNames
      let names = candidates.joined(separator: ", ")
      throw ScenarioError(
        kind: .missing,
        diagnostics: [
          Diagnostic(
            "there is no such file and no bundled scenario of that name (there are \(names))",
            at: SourcePlace(file: argument),
            suggestion: Spelling.nearest(to: argument, among: candidates))
        ])
    }
    return try load(SourceText.read(path: argument).get(), .disk)
  }

  /// Loads a scenario from text; `name` stands for the file in messages.
  ///
  /// The files that it names are looked for among `files`, under their paths from its folder; where
  /// none are given, among those beside the bundled scenarios.
  /// - Throws: ``ScenarioError`` with everything that is wrong.
  public static func load(
    text: String, name: String, files: [(name: String, text: String)]? = nil
  ) throws(ScenarioError) -> Scenario {
    guard text.utf8.count <= SourceText.largestSize, !text.utf8.contains(0) else {
      let place = SourcePlace(file: name)
      throw ScenarioError(
        kind: .invalid,
        diagnostics: [Diagnostic("the text is larger than 1 MiB or holds a NUL", at: place)])
    }
    return try load(SourceText(name: name, text: text), .texts(files ?? bundledFiles))
  }

  private static func load(
    _ source: SourceText, _ shelf: FileShelf
  ) throws(ScenarioError) -> Scenario {
    let findings = Findings(file: source.name, shelf: shelf, source: source)
    var scenario: Scenario?
    if let tree = SourceTree.parse(source, findings: findings) {
      let form = Form<Scenario>.object("a scenario", Scenario.init)
      scenario = form.read(tree, findings)
      if let scenario { Validation(scenario, findings, .bundled).run() }
    }
    guard let scenario, findings.diagnostics.isEmpty else {
      throw ScenarioError(kind: .invalid, diagnostics: findings.sorted, sources: findings.sources)
    }
    return scenario
  }

  static func bundledScenario(named name: String) -> (name: String, text: String)? {
    bundled.first { $0.name.lowercased() == name.lowercased() }
  }

  /// What lies in the folder of the bundled scenarios, under its path from there.
  package static var bundledFiles: [(name: String, text: String)] {
    EmbeddedFiles.all.compactMap { file in
      let folder = "Scenarios/"
      guard file.name.hasPrefix(folder) else { return nil }
      return (String(file.name.dropFirst(folder.count)), file.text)
    }
  }

  /// In the folder itself and that of the measured systems; elsewhere lie files that they name.
  private static var bundled: [(name: String, text: String)] {
    bundledFiles.filter { $0.name.hasSuffix(".yaml") }
      .filter { !$0.name.contains("/") || $0.name.hasPrefix(validationFolder) }
      .map { (String($0.name.dropLast(".yaml".count)), $0.text) }
      .sorted { $0.name < $1.name }
  }
}
