/// Replications of one cell that are run one after the other by one thread.
struct WorkUnit: Sendable {
  let cell: Int
  let replications: Range<Int>

  /// How many replications make a unit where it is known how many there are: enough to make the
  /// scenario of the cell worth its while, few enough to share one cell among many.
  static let largest = 64

  /// The work of a whole study, in the order of its results.
  ///
  /// Where a goal ends a cell, its replications must be seen in order: the cell is one unit.
  static func all(of study: Study) -> [WorkUnit] {
    let most = study.replications.most
    let size = study.replications.goals.isEmpty ? largest : most
    return study.cells.indices.flatMap { cell in
      stride(from: 0, to: most, by: size).map { first in
        WorkUnit(cell: cell, replications: first..<min(most, first + size))
      }
    }
  }
}

/// Tells when a cell has been run often enough.
///
/// It sees the replications in their order, so what it says does not depend on who ran them.
struct StoppingRule {
  private let rule: ReplicationRule
  private var seen = 0
  private var progress: [Progress]

  /// How near a goal is.
  private enum Progress {
    case mean(RunningPrecision)
    /// Of yes or no: half of Wilson's interval, which is not nothing where all were alike.
    case share(yes: Int, of: Int, halfWidth: Double)

    var isReached: Bool {
      switch self {
      case .mean(let precision): return precision.isReached
      case .share(let yes, let count, let halfWidth):
        let interval = Proportion(yes, of: count).interval
        return count > 0 && (interval.high - interval.low) / 2 <= halfWidth
      }
    }

    mutating func add(_ value: Double) {
      switch self {
      case .mean(var precision):
        precision.add(value)
        self = .mean(precision)
      case .share(let yes, let count, let halfWidth):
        self = .share(yes: yes + (value == 1 ? 1 : 0), of: count + 1, halfWidth: halfWidth)
      }
    }
  }

  init(_ study: Study) {
    rule = study.replications
    progress = rule.goals.map { goal in
      if study.responses[goal.response].isBinary,
        case .absolute(let halfWidth) = goal.precision.halfWidth
      {
        return .share(yes: 0, of: 0, halfWidth: halfWidth)
      }
      return .mean(RunningPrecision(goal.precision))
    }
  }

  /// Whether another replication is wanted.
  var wantsMore: Bool {
    if seen < rule.least { return true }
    if seen >= rule.most { return false }
    return !progress.allSatisfy(\.isReached)
  }

  mutating func add(_ values: [Double?]) {
    seen += 1
    for (index, goal) in rule.goals.enumerated() {
      if let value = values[goal.response] { progress[index].add(value) }
    }
  }
}
