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
    guard !spec.scenario.value.isEmpty else {
      throw invalid()
    }
    let template = try ScenarioLoader.template(named: spec.scenario, in: source, among: texts)
    let base = try template.scenario(spec.settings.all, from: source)
    let builder = StudyBuilder(spec: spec, source: source, findings: findings)
    let own = seed ?? spec.seed.map(UInt64.init) ?? base.scenario.seed
    guard
      let study = builder.study(template, scenarioTitle: base.scenario.title, seed: own)
    else { throw invalid() }
    return try study.checked(base)
  }
}

extension Study {
  /// The study with all files that it reads in hand, once every level has been tried.
  ///
  /// Levels are tried one by one, each with the first ones of the others; of a factor that follows
  /// a law, its outermost values.
  fileprivate func checked(_ base: ScenarioTemplate.Reading) throws(ScenarioError) -> Study {
    var study = self
    var extra: [SourceText] = []
    var found: [Diagnostic] = []
    var involved: [SourceText] = []
    for (place, settings) in trials {
      do throws(ScenarioError) {
        let reading = try template.scenario(self.settings + settings, from: source)
        try checkMachines(in: reading.scenario)
        let own = reading.sources.filter { one in
          !base.sources.contains { $0.name == one.name }
        }
        extra += own.filter { one in !extra.contains { $0.name == one.name } }
        if let place { study.factors[place.factor].note(own, at: place.level) }
      } catch {
        found += error.diagnostics.filter { !found.contains($0) }
        involved += error.sources.filter { one in !involved.contains { $0.name == one.name } }
      }
    }
    guard found.isEmpty else {
      throw ScenarioError(kind: .invalid, diagnostics: found, sources: involved)
    }
    study.sources = [source] + base.sources + extra
    study.template = try template.frozen(base.sources + extra)
    study.scenarioDigest =
      Digest(
        base.canonicalText
          + base.sources.dropFirst().map { "\($0.text.utf8.count):\($0.text)" }
          .joined()
      ).hexadecimal
    return study
  }

  /// What is tried, and for the sake of which level.
  private var trials: [(place: (factor: Int, level: Int)?, settings: [Settings.Setting])] {
    let values = factors.map { factor in
      factor.levels ?? [0, 1].map { factor.level(at: .share($0)) }
    }
    let base = values.compactMap(\.first)
    var trials: [(place: (factor: Int, level: Int)?, settings: [Settings.Setting])] = [
      (nil, base.flatMap(\.settings))
    ]
    for factor in values.indices {
      for level in values[factor].indices {
        let settings = base.indices.flatMap {
          ($0 == factor ? values[factor][level] : base[$0]).settings
        }
        trials.append((factors[factor].levels == nil ? nil : (factor, level), settings))
      }
    }
    return trials
  }

  /// Responses are of machines that there are.
  private func checkMachines(in scenario: Scenario) throws(ScenarioError) {
    let asked = responses.compactMap(\.vm)
    guard !asked.isEmpty else { return }
    let names = scenario.setup.inventory.vms.map(\.name)
    let missing = asked.filter { !names.contains($0.value) }
    guard missing.isEmpty else {
      throw ScenarioError(
        kind: .invalid,
        diagnostics: missing.map {
          Diagnostic(
            "the scenario has no VM \"\($0.value)\"", at: $0.place,
            suggestion: Spelling.nearest(to: $0.value, among: names))
        }, sources: [source])
    }
  }
}

extension Factor {
  /// Notes which files a level names besides those of the scenario.
  fileprivate mutating func note(_ files: [SourceText], at level: Int) {
    guard case .levels(var levels) = values else { return }
    levels[level].files = files.map { "\($0.text.utf8.count):\($0.text)" }
    values = .levels(levels)
  }
}
