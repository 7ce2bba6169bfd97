/// A scenario's file, read once, to be made into scenarios that differ in some of its values.
public struct ScenarioTemplate: Sendable {
  /// The file.
  public let source: SourceText
  let tree: SourceNode
  /// Where the files that it names are found.
  let shelf: FileShelf

  /// - Throws: ``ScenarioError`` where the text is not YAML.
  init(_ source: SourceText, _ shelf: FileShelf) throws(ScenarioError) {
    self.source = source
    self.shelf = shelf
    let findings = Findings(file: source.name, shelf: shelf, source: source)
    guard let tree = SourceTree.parse(source, findings: findings), findings.diagnostics.isEmpty
    else {
      throw ScenarioError(kind: .invalid, diagnostics: findings.sorted, sources: findings.sources)
    }
    self.tree = tree
  }

  /// A scenario, and all that made it.
  public struct Reading: Sendable {
    public let scenario: Scenario
    /// The files that were read, the scenario's own first.
    public let sources: [SourceText]
    /// Equal for scenarios that are written alike, whatever their order of keys, their comments,
    /// title, seed and text: with the other files' text it tells all that a run depends on.
    package let canonicalText: String
  }

  /// The scenario with `settings` in place of what the file says.
  ///
  /// - Parameter origin: The file that the settings stand in, for messages.
  /// - Throws: ``ScenarioError`` with everything that is wrong.
  package func scenario(
    _ settings: [Settings.Setting] = [], from origin: SourceText? = nil
  ) throws(ScenarioError) -> Reading {
    let findings = Findings(file: source.name, shelf: shelf, source: source)
    var changed = tree
    for setting in settings {
      changed = setting.path.setting(setting.value, in: changed, findings) ?? changed
    }
    var scenario: Scenario?
    // What hangs on a path that leads nowhere would only be blamed once more.
    if findings.diagnostics.isEmpty {
      scenario = Form<Scenario>.object("a scenario", Scenario.init).read(changed, findings)
      if let scenario { Validation(scenario, findings, .bundled).run() }
    }
    guard let scenario, findings.diagnostics.isEmpty else {
      throw ScenarioError(
        kind: .invalid, diagnostics: findings.sorted,
        sources: findings.sources + (origin.map { [$0] } ?? []))
    }
    return Reading(
      scenario: scenario, sources: findings.sources,
      canonicalText: changed.without(["title", "about", "seed"]).canonicalText)
  }

  /// The same, with the files that it names taken from among `sources` and not read again.
  public func frozen(_ sources: [SourceText]) throws(ScenarioError) -> ScenarioTemplate {
    try ScenarioTemplate(source, .known(of: sources.map { ($0.name, $0.text) }))
  }
}

extension SourceNode {
  /// A mapping without some of its entries.
  fileprivate func without(_ keys: Set<String>) -> SourceNode {
    guard case .mapping(let entries, let place) = self else { return self }
    return .mapping(entries.filter { !keys.contains($0.key.value) }, place)
  }

  /// The same text for the same value: keys in order, every text behind its length.
  package var canonicalText: String {
    func text(_ value: String) -> String { "\(value.utf8.count):\(value)" }
    switch self {
    case .scalar(let value, let isQuoted, _): return (isQuoted ? "q" : "s") + text(value)
    case .list(let items, _):
      return "l\(items.count)(" + items.map(\.canonicalText).joined() + ")"
    case .mapping(let entries, _):
      let sorted = entries.sorted { $0.key.value < $1.key.value }
      return "m\(entries.count)("
        + sorted.map { text($0.key.value) + $0.value.canonicalText }.joined() + ")"
    }
  }
}

extension Settings.Setting {
  /// The same text for the same value in the same place.
  package var canonicalText: String {
    "\(path.text.utf8.count):\(path.text)" + value.canonicalText
  }
}
