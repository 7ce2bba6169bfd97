/// What the runs of one cell tell of one response.
public struct CellEstimate: Codable, Hashable, Sendable {
  /// Runs of the cell.
  public let runs: Int
  /// Of these, those in which there was something to measure.
  public let values: Int
  /// Of yes or no: the share of yes, with Wilson's interval.
  public let proportion: Proportion?
  /// Of numbers; nil where no run had one.
  public let summary: SampleSummary?
  /// By order statistics; nil for yes or no, and where there are too few values.
  public let medianInterval: ConfidenceInterval?

  public init(_ results: StudyResults, response: Int, cell: Int) {
    let sample = results.values(of: response, in: cell)
    runs = results.runs[cell].count
    values = sample.count
    if results.study.responses[response].isBinary {
      proportion = Proportion(sample.count { $0 == 1 }, of: sample.count)
      summary = nil
      medianInterval = nil
    } else {
      proportion = nil
      summary = SampleSummary(sample)
      medianInterval = .quantile(0.5, ofSorted: sample.sorted())
    }
  }

  /// The mean, or the share of yes; nil where there was nothing to measure.
  public var mean: Double? {
    summary?.mean ?? proportion.flatMap { $0.of > 0 ? $0.share : nil }
  }

  /// The mean's interval at 95 %; nil where one value has none.
  public var interval: ConfidenceInterval? {
    summary?.interval ?? proportion.flatMap { $0.of > 0 ? $0.interval : nil }
  }

  /// As the table of cells has them.
  var numbers: [Double?] {
    [
      mean, summary?.standardDeviation, interval?.low, interval?.high, summary?.median,
      medianInterval?.low, medianInterval?.high, summary?.percentile5, summary?.percentile95,
      summary?.minimum, summary?.maximum,
    ]
  }
}
