/// The runs of a study, so far as they are there, in the study's order.
public struct StudyResults: Sendable {
  public struct Run: Sendable {
    public let replication: Int
    /// The run's key: 32 hexadecimal digits.
    public var key: String { run.text }
    let run: RunKey
    /// One a response.
    public let values: [Double?]
  }

  public let study: Study
  /// By cells, the runs of each in their order.
  public let runs: [[Run]]
  /// Runs that are wanted and not there; of a cell that goes on until a goal, at least as many.
  public let missing: Int

  public var isWhole: Bool { missing == 0 }
  public var count: Int { runs.reduce(0) { $0 + $1.count } }

  /// Reads what a folder knows of a study.
  public init(_ study: Study, in folder: StudyFolder) {
    let known = folder.lines(columns: study.responses.map(\.column))
    var missing = 0
    self.study = study
    runs = study.cells.map { cell in
      let key = CellKey(study, cell)
      var rule = StoppingRule(study)
      var found: [Run] = []
      for replication in 0..<study.replications.most where rule.wantsMore {
        let run = RunKey(key, replication: replication)
        guard let line = known[run] else {
          missing += 1
          // Whether more are wanted cannot be told without this one.
          if !study.replications.goals.isEmpty { break }
          rule.add(study.responses.map { _ in nil })
          continue
        }
        found.append(Run(replication: replication, run: run, values: line.values))
        rule.add(line.values)
      }
      return found
    }
    self.missing = missing
  }

  /// The values of a response in a cell, where there was something to measure.
  public func values(of response: Int, in cell: Int) -> [Double] {
    runs[cell].compactMap { $0.values[response] }
  }
}
