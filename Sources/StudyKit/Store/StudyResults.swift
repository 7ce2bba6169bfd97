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
    let known = folder.lines(LineFormat(study))
    var missing = 0
    self.study = study
    runs = study.cells.map { cell in
      let key = CellKey(study, cell)
      var rule = StoppingRule(study)
      var found: [Run] = []
      for replication in 0..<study.replications.most {
        guard rule.wantsMore else { break }
        let run = RunKey(key, replication: replication)
        guard let line = known[run] else {
          guard study.replications.goals.isEmpty else {
            // Whether more are wanted than there must be cannot be told without this one.
            missing += max(1, study.replications.least - replication)
            break
          }
          missing += 1
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
