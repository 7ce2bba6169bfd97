import ScenarioKit

/// Something of a scenario that a study varies.
public struct Factor: Sendable {
  /// As the study calls it: "bandwidth cap".
  public let name: String
  /// Its values in text, with the unit for numbers: "bandwidth_cap_mbit_per_s".
  public let column: String
  /// In which its values are numbers; empty where they are plain, nil where they are words.
  public let unit: String?
  var values: Values
  let place: SourcePlace

  enum Values: Sendable {
    case levels([Level])
    /// Numbers drawn from a law, put where the paths lead.
    case law(FactorLaw, paths: [ValuePath], place: SourcePlace)
  }

  /// How many values it takes, where they are told one by one.
  public var levels: [Level]? {
    if case .levels(let levels) = values { levels } else { nil }
  }

  /// Where its values go, level by level.
  var paths: [ValuePath] {
    switch values {
    case .levels(let levels): levels.flatMap { $0.settings.map(\.path) }
    case .law(_, let paths, _): paths
    }
  }
}

/// One of a factor's values.
public struct Level: Sendable {
  /// What it is called in tables and figures: "100 Mbit/s", "xen".
  public let label: String
  /// In the factor's unit; nil where it is no number.
  public let number: Double?
  /// What it changes in the scenario.
  package let settings: [Settings.Setting]
  /// Of the files that its settings name, in the order in which they were read.
  var files: [String] = []

  /// All that a run depends on of it: paths, values, and the text of files.
  var canonicalText: String {
    let own = settings.sorted { $0.path.text < $1.path.text }.map(\.canonicalText)
    return "\(own.count)" + own.joined() + files.joined()
  }
}

/// The law that a factor's values follow in a sampled design, by its inverse.
struct FactorLaw: Sendable {
  enum Shape: Sendable {
    case linear(from: Double, to: Double)
    case logarithmic(from: Double, to: Double)
    case normal(mean: Double, deviation: Double)
    case lognormal(median: Double, spread: Double)
    case triangular(low: Double, mode: Double, high: Double)
  }

  let shape: Shape
  let unit: String
  /// Whether values are rounded to whole numbers.
  let isWhole: Bool
}
