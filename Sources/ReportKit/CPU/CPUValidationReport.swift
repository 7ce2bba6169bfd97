import MigrationSim
import ScenarioKit
import ValidationKit

/// The engine's rules on CPUs held against processes that somebody moved between them.
public struct CPUValidationReport: Hashable, Codable, Sendable {
  /// A rule, and how often it was right over all processes.
  public struct Rule: Hashable, Codable, Sendable {
    public var rule: String
    public var meaning: String
    public var pairs: ConfusionMatrix
  }

  /// One process, by the engine's rules and by the subset rule.
  public struct Process: Hashable, Codable, Sendable {
    public var process: String
    public var summary: String
    /// What it settles on besides what every process does.
    public var uses: [String]
    public var engine: ConfusionMatrix
    public var subset: ConfusionMatrix
  }

  /// What the engine gets wrong of one process on the way to one class of types.
  public struct Mistake: Hashable, Codable, Sendable {
    public var process: String
    public var to: String
    public var from: [String]
    /// Pairs of types.
    public var pairs: Int
    /// Whether it called them safe, and they failed; else it forbade what went well.
    public var missed: Bool
  }

  public var schemaVersion: Int
  public var toolVersion: String
  public var types: Int
  public var classes: Int
  public var rules: [Rule]
  public var processes: [Process]
  public var mistakes: [Mistake]

  /// Of what comes with the program.
  public static var bundled: CPUValidationReport {
    CPUValidationReport(.bundled, names: CPUCatalogue.bundled.names)
  }

  public init(_ published: ProcessMigrations, names: FeatureNames) {
    schemaVersion = Release.schemaVersion
    toolVersion = Release.version
    types = published.classes.reduce(0) { $0 + $1.types.count }
    classes = published.classes.count
    rules =
      [CrossingRule.subset, .withoutRTM, .engine].map { rule in
        Rule(
          rule: rule.rawValue, meaning: rule.meaning, pairs: published.confusion(of: rule))
      }
    rules.insert(
      Rule(
        rule: "criu", meaning: "what CRIU's own check of the CPU says (criu cpuinfo check)",
        pairs: published.ownConfusion), at: 1)
    processes = published.processes.map { process in
      Process(
        process: process.name, summary: process.summary, uses: process.ownUses.map { names[$0] },
        engine: published.confusion(of: .engine, processes: [process.name]),
        subset: published.confusion(of: .subset, processes: [process.name]))
    }
    mistakes = published.mistakes(of: .engine)
      .grouped(by: { [$0.process, $0.to, $0.failed > 0 ? "missed" : ""] })
      .map { (key: [String], crossings: [PublishedCrossing]) in
        Mistake(
          process: key[0], to: key[1], from: crossings.map(\.from),
          pairs: crossings.reduce(0) { $0 + $1.survived + $1.failed }, missed: !key[2].isEmpty)
      }
  }

  /// One row a process and rule, and the sums.
  public var csv: String {
    func row(_ process: String, _ rule: String, _ pairs: ConfusionMatrix) -> String {
      CSVTable.line([
        process, rule, "\(pairs.safe)", "\(pairs.missed)", "\(pairs.forbidden)",
        "\(pairs.failed)",
      ])
    }
    return CSVTable.line([
      "process", "rule", "safe_and_survived", "safe_and_failed", "forbidden_and_survived",
      "forbidden_and_failed",
    ]) + rules.map { row("all", $0.rule, $0.pairs) }.joined()
      + processes.map {
        row($0.process, "subset", $0.subset) + row($0.process, "engine", $0.engine)
      }.joined()
  }
}

extension CrossingRule {
  /// What it asks, in words.
  public var meaning: String {
    switch self {
    case .subset: "every feature that the source shows, the destination shows (xapi's rule)"
    case .withoutRTM: "the engine's rules, without what glibc makes of RTM"
    case .engine: "the engine's rules"
    }
  }
}
