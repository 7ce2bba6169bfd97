import MigrationSim

/// How the response of a sampled design, as of a Latin hypercube, rises or falls with each input.
///
/// Spearman's coefficient: Pearson's correlation of the ranks of input and response, equal numbers
/// having the mean of their ranks; 1 where the response always rises with the input, -1 where it
/// always falls. It sees monotone effects, of whatever form, and no others: an effect that rises
/// and falls again may have none. The interval is of percentiles of bootstrap resamples of whole
/// rows.
///
/// Source: C. Spearman, Am. J. Psychol. 15 (1904) 72; its use: J. C. Helton, F. J. Davis, Reliab.
/// Eng. Syst. Saf. 81 (2003) 23. Check value: 1, 2, 3, 4 with 1, 3, 2, 4 has 0.8.
public struct RankSensitivity: Hashable, Codable, Sendable {
  /// What is told of one input.
  public struct Input: Hashable, Codable, Sendable {
    /// From -1 to 1; absent where the input or the response has one value only.
    public let correlation: Double?
    /// Absent without a correlation, or without resamples.
    public let interval: ConfidenceInterval?
  }

  /// Rows of the design.
  public let count: Int
  public let inputs: [Input]

  /// Computes the correlations; nil for fewer than two rows, columns of unequal length, or numbers
  /// that are not finite.
  ///
  /// - Parameters:
  ///   - inputs: of each input its values, row by row.
  ///   - response: row by row.
  ///   - seed: of the resamples.
  public init?(
    inputs: [[Double]], response: [Double], resamples: Int = 1000, seed: UInt64,
    confidence: Double = 0.95
  ) {
    guard response.count >= 2, response.allSatisfy(\.isFinite), confidence > 0, confidence < 1,
      inputs.allSatisfy({ $0.count == response.count && $0.allSatisfy(\.isFinite) })
    else { return nil }
    count = response.count
    let order = RankOrder(response)
    let orders = inputs.map { RankOrder($0) }
    let once = [Double](repeating: 1, count: count)
    let ranks = order.ranks(once)
    let whole = orders.map { ranks.correlation(with: $0.ranks(once), once) }

    var resampling = Resampling(rows: count, "resamples of rank correlations", seed: seed)
    var resampled = [[Double]](repeating: [], count: inputs.count)
    for _ in 0..<max(0, resamples) {
      resampling.draw()
      let ranks = order.ranks(resampling.counts)
      for (input, order) in orders.enumerated() where whole[input] != nil {
        let others = order.ranks(resampling.counts)
        if let correlation = ranks.correlation(with: others, resampling.counts) {
          resampled[input].append(correlation)
        }
      }
    }
    self.inputs = zip(whole, resampled).map { correlation, resampled in
      Input(
        correlation: correlation,
        interval: .percentiles(of: resampled, confidence: confidence))
    }
  }
}

/// The order of a column's rows: sorted once, it gives the ranks in every resample.
private struct RankOrder {
  /// The rows, the smallest number's first.
  private let rows: [Int]
  /// Whether the number of that row, in order, is greater than the one before.
  private let isGreater: [Bool]

  init(_ column: [Double]) {
    let rows = column.indices.sorted { column[$0] < column[$1] }
    self.rows = rows
    isGreater = rows.indices.map { $0 > 0 && column[rows[$0]] > column[rows[$0 - 1]] }
  }

  /// The mean ranks of the rows, of which a resample has so many each.
  func ranks(_ counts: [Double]) -> Ranks {
    var ranks = [Double](repeating: 0, count: rows.count)
    var squares = 0.0
    let middle = Double(rows.count) / 2
    ranks.withUnsafeMutableBufferPointer { ranks in
      var (start, below) = (0, 0.0)
      while start < rows.count {
        var end = start
        var equal = 0.0
        repeat {
          equal += counts[rows[end]]
          end += 1
        } while end < rows.count && !isGreater[end]
        // Of all ranks the mean is (n + 1)/2, of these below + (equal + 1)/2.
        let rank = below + equal / 2 - middle
        for place in start..<end { ranks[rows[place]] = rank }
        squares += equal * rank * rank
        below += equal
        start = end
      }
    }
    return Ranks(deviations: ranks, sumOfSquares: squares)
  }
}

/// Mean ranks, less the mean of all.
private struct Ranks {
  let deviations: [Double]
  let sumOfSquares: Double

  /// Pearson's correlation, each row counted so often; nil where all of one are equal.
  func correlation(with other: Ranks, _ counts: [Double]) -> Double? {
    guard sumOfSquares > 0, other.sumOfSquares > 0 else { return nil }
    var sum = 0.0
    for row in counts.indices { sum += counts[row] * deviations[row] * other.deviations[row] }
    return max(-1, min(1, sum / (sumOfSquares * other.sumOfSquares).squareRoot()))
  }
}
