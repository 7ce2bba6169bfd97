/// The rounds of one migration, and what of them is counted.
///
/// A pass goes through what was found dirty at the end of the one before it, so that sent + skipped
/// of a round is dirtied of the round before, and in the first round the memory. Of numbers that
/// follow from each other in this way one is counted, or the fit would take itself for surer than
/// it is: what was dirtied in each live round, and of each pass that skips the smaller of sent and
/// skipped. Where neither skipped nor the dirtied of the round before is known, it is sent.
public struct MeasuredMigration: Sendable {
  /// What the sender does with pages that have been dirtied again before their batch.
  public enum Sender: String, CaseIterable, Hashable, Codable, Sendable {
    /// It skips them, as Xen did to 4.5.
    case skip
    /// It sends them.
    case plain
  }

  /// A number that is fitted to.
  struct Count: Hashable, Sendable {
    let round: Int
    let column: RoundColumn
    /// [pages].
    let value: Double

    /// The standard deviation that a count is taken to have: √(y + (y/50)² + 1).
    ///
    /// Counting noise, as of a Poisson variable, and two parts in a hundred for what no model of a
    /// few classes knows; so weights 1/σ² are relative for more than some 2500 pages. The 1 keeps
    /// a count of zero from weighing infinitely. Check value: y = 2500 pages, 70.7 pages.
    var deviation: Double { (value + value * value / 2500 + 1).squareRoot() }
  }

  public let rounds: [MeasuredRound]
  /// The guest's memory [pages].
  public let memory: Double
  public let sender: Sender
  let counts: [Count]
  /// The pages that each pass went through, where it is known [pages].
  let sets: [Double?]

  /// - Parameter sender: nil where it is to be seen from the rounds: one that passed over pages is
  ///   one that skips.
  public init(_ rounds: [MeasuredRound], memory: Double, sender: Sender? = nil) {
    self.rounds = rounds
    self.memory = memory
    let sender = sender ?? (rounds.contains { ($0.skipped ?? 0) > 0 } ? .skip : .plain)
    self.sender = sender
    var sets: [Double?] = []
    for (index, round) in rounds.enumerated() {
      let skips = sender == .skip && round.isLive
      let taken = skips ? round.skipped.map { $0 + round.sent } : round.sent
      sets.append(index == 0 ? memory : rounds[index - 1].dirtied ?? taken)
    }
    self.sets = sets
    counts = rounds.indices.flatMap { index -> [Count] in
      let round = rounds[index]
      guard round.isLive else { return [] }
      var counts: [Count] = []
      if sender == .skip {
        let skipped = round.skipped ?? sets[index].map { max(0, $0 - round.sent) }
        if let skipped, skipped < round.sent {
          counts.append(Count(round: index, column: .skipped, value: skipped))
        } else {
          counts.append(Count(round: index, column: .sent, value: round.sent))
        }
      }
      let next = index + 1 < sets.count ? sets[index + 1] : nil
      if let dirtied = round.dirtied ?? next {
        counts.append(Count(round: index, column: .dirtied, value: dirtied))
      }
      return counts
    }
  }

  /// What was measured of a column in a round, or follows from what was.
  func measured(_ column: RoundColumn, in round: Int) -> Double? {
    switch column {
    case .sent: rounds[round].sent
    case .skipped:
      rounds[round].skipped
        ?? counts.first { $0.round == round && $0.column == .skipped }?.value
    case .dirtied:
      rounds[round].dirtied
        ?? counts.first { $0.round == round && $0.column == .dirtied }?.value
    }
  }

  /// What `classes` lead to be expected of each round, given when the rounds before it ended, how
  /// fast it sent, and how many pages it went through.
  func expected(of classes: [ExpectedClass]) -> [ExpectedRound] {
    var dirty = classes.map(\.pages)
    var idle = max(0, memory - dirty.reduce(0, +))
    return rounds.indices.map { index in
      let round = rounds[index]
      let whole = dirty.reduce(idle, +)
      if index > 0, let set = sets[index] {
        // As many pages as were there, in the proportions that the classes have.
        if whole > 1e-9 {
          for place in dirty.indices { dirty[place] *= set / whole }
        } else {
          idle = set
        }
      }
      let set = dirty.reduce(idle, +)
      var sent = set
      if sender == .skip, round.isLive {
        sent =
          ExpectedPass(
            over: dirty, of: classes, idle: idle, pagesPerSecond: round.sent / round.duration
          ).sent
      }
      dirty = classes.map { $0.dirtied(within: round.wrote) }
      idle = 0
      return ExpectedRound(
        sent: sent, skipped: set - sent, dirtied: round.isLive ? dirty.reduce(0, +) : 0)
    }
  }
}

/// The mean values of what is counted in a round [pages].
struct ExpectedRound: Hashable, Sendable {
  var sent: Double
  var skipped: Double
  var dirtied: Double

  subscript(column: RoundColumn) -> Double {
    switch column {
    case .sent: sent
    case .skipped: skipped
    case .dirtied: dirtied
    }
  }
}
