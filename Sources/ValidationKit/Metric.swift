import MigrationSim

/// What is measured of a migration: the words of the tables of targets.
public enum Metric: Hashable, Sendable {
  /// From the request to the end.
  case totalTime
  /// From the suspend's acknowledgement to the end of unpause.
  case downtime
  /// From the first request to the last end, of all migrations of the scenario.
  case makespan
  /// Bytes on the wire, of all rounds.
  case sent
  /// Pages sent with their data, of all rounds.
  case pagesSent
  /// Rounds that were made while the guest ran.
  case liveRounds
  /// Whether few enough pages were left before any limit was met; 1 or 0.
  case converged
  /// The rate of dirtying, the mean over the time of the live rounds.
  case dirtyRate
  /// A figure of one round.
  case round(RoundPlace, RoundFigure)

  /// Which round: by its number from 1, or the last, with the guest paused.
  public enum RoundPlace: Hashable, Sendable {
    case number(Int)
    case last
  }

  /// What is measured of a round.
  public enum RoundFigure: String, CaseIterable, Hashable, Sendable {
    case duration, sent, rate
    case pagesSent = "pages sent"
    case pagesSkipped = "pages skipped"
    case pagesDirtied = "pages dirtied"
    case dirtyRate = "dirty rate"
  }

  private static let words: [(String, Metric)] = [
    ("total time", .totalTime), ("downtime", .downtime), ("makespan", .makespan), ("sent", .sent),
    ("pages sent", .pagesSent), ("live rounds", .liveRounds), ("converged", .converged),
    ("dirty rate", .dirtyRate),
  ]

  /// Every metric's name; "round 1" stands for any round.
  public static let names =
    words.map(\.0)
    + ["round 1", "last round"].flatMap { place in
      RoundFigure.allCases.map { "\(place) \($0.rawValue)" }
    }

  /// The metric of that name, such as "round 2 pages sent"; nil if there is none.
  public init?(_ name: String) {
    if let metric = Self.words.first(where: { $0.0 == name })?.1 {
      self = metric
      return
    }
    let parts = name.split(separator: " ", maxSplits: 2)
    guard parts.count == 3, let figure = RoundFigure(rawValue: String(parts[2])) else { return nil }
    if parts[0] == "last", parts[1] == "round" {
      self = .round(.last, figure)
    } else if parts[0] == "round", let number = Int(parts[1]), number >= 1 {
      self = .round(.number(number), figure)
    } else {
      return nil
    }
  }

  public var name: String {
    switch self {
    case .round(.number(let number), let figure): "round \(number) \(figure.rawValue)"
    case .round(.last, let figure): "last round \(figure.rawValue)"
    default: Self.words.first { $0.1 == self }?.0 ?? ""
    }
  }

  public var dimension: PublishedUnit.Dimension {
    switch self {
    case .totalTime, .downtime, .makespan, .round(_, .duration): .time
    case .sent, .pagesSent: .data
    case .round(_, .sent), .round(_, .pagesSent), .round(_, .pagesSkipped),
      .round(_, .pagesDirtied):
      .data
    case .dirtyRate, .round(_, .rate), .round(_, .dirtyRate): .rate
    case .liveRounds: .count
    case .converged: .truth
    }
  }
}
