import ScenarioKit

/// Turns files, bundled or the user's own, into studies.
public enum StudyLoader {
  static let folder = "studies/"

  /// The names of the bundled studies, in order.
  public static var bundledNames: [String] {
    ScenarioLoader.bundledFiles.map(\.name)
      .filter { $0.hasPrefix(folder) && $0.hasSuffix(".yaml") }
      .map { String($0.dropFirst(folder.count).dropLast(".yaml".count)) }
      .filter { !$0.contains("/") }.sorted()
  }

  /// A bundled study's title, read without the rest of it; nil if there is none.
  public static func bundledTitle(named name: String) -> String? {
    let text = ScenarioLoader.bundledFiles.first { $0.name == "\(folder)\(name).yaml" }?.text
    let key = "title: "
    return text?.split(separator: "\n").first { $0.hasPrefix(key) }
      .map { String($0.dropFirst(key.count)) }
  }

  /// What leads to a study: the name of a bundled one, or its file's path.
  static func argument(for source: SourceText) -> String {
    let bundled = ScenarioLoader.bundledFiles.first { $0 == (source.name, source.text) }
    return bundled == nil ? source.name : String(source.name.dropFirst(folder.count).dropLast(5))
  }

  /// Loads the study in a file, or the bundled one of that name.
  ///
  /// - Parameter seed: In place of the study's own.
  /// - Throws: ``ScenarioError`` with everything that is wrong, in the study and in its scenario.
  public static func load(
    _ argument: String, seed: UInt64? = nil
  ) throws(ScenarioError) -> Study {
    let isPath = argument.hasSuffix(".yaml") || argument.hasSuffix(".yml") || argument.contains("/")
    if !isPath, bundledNames.contains(argument) {
      return try load(ScenarioLoader.bundledFiles, named: "\(folder)\(argument).yaml", seed: seed)
    }
    guard isPath else {
      throw ScenarioError(
        kind: .missing,
        diagnostics: [
          Diagnostic(
            """
            there is no bundled study of that name (there are \
            \(bundledNames.joined(separator: ", "))); a file's name ends in .yaml
            """, at: SourcePlace(file: argument),
            suggestion: Spelling.nearest(to: argument, among: bundledNames))
        ])
    }
    return try load(SourceText.read(path: argument).get(), among: nil, seed: seed)
  }

  /// Loads a study from texts, of which one is the study and the others are files that it names.
  public static func load(
    _ texts: [(name: String, text: String)], named name: String, seed: UInt64? = nil
  ) throws(ScenarioError) -> Study {
    let text = texts.first { $0.name == name }?.text ?? ""
    return try load(SourceText(name: name, text: text), among: texts, seed: seed)
  }

  private static func load(
    _ source: SourceText, among texts: [(name: String, text: String)]?, seed: UInt64?
  ) throws(ScenarioError) -> Study {
    let findings = Findings(of: source)
    func invalid() -> ScenarioError {
      ScenarioError(kind: .invalid, diagnostics: findings.sorted, sources: findings.sources)
    }
    guard let tree = SourceTree.parse(source, findings: findings),
      let spec = Form<StudySpec>.object("a study", StudySpec.init).read(tree, findings)
    else { throw invalid() }
    // Without a scenario the paths cannot be followed, but all else can be told.
    let builder = StudyBuilder(spec: spec, source: source, findings: findings)
    let parts = builder.parts()
    guard !spec.scenario.value.isEmpty else { throw invalid() }
    let template: ScenarioTemplate
    let base: ScenarioTemplate.Reading
    do throws(ScenarioError) {
      template = try ScenarioLoader.template(named: spec.scenario, in: source, among: texts)
      base = try template.scenario(spec.settings.all, from: source)
    } catch {
      error.diagnostics.forEach(findings.report)
      throw ScenarioError(
        kind: findings.diagnostics.count == error.diagnostics.count ? error.kind : .invalid,
        diagnostics: findings.sorted, sources: findings.sources + error.sources)
    }
    let own = seed ?? spec.seed.map(UInt64.init) ?? base.scenario.seed
    let trial = LevelTrial(
      factors: parts.factors, responses: parts.responses, template: template,
      settings: spec.settings.all, base: base, source: source)
    let tried = trial.run(findings)
    guard findings.diagnostics.isEmpty,
      var study = builder.study(parts, template, scenarioTitle: base.scenario.title, seed: own)
    else {
      throw ScenarioError(
        kind: .invalid, diagnostics: findings.sorted, sources: findings.sources + tried.sources)
    }
    study.factors = tried.factors
    study.sources = [source] + base.sources + tried.extra
    study.template = try template.frozen(base.sources + tried.extra)
    study.scenarioDigest =
      Digest(
        base.canonicalText
          + base.sources.dropFirst().map { "\($0.text.utf8.count):\($0.text)" }.joined()
      ).hexadecimal
    return study
  }
}
