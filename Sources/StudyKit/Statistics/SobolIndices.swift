/// Which share of a response's variance each uncertain input explains, alone and with the others.
///
/// From Saltelli's scheme: two independent samples of all inputs, A and B, and for each input i the
/// sample A with B's values of that input, ABᵢ. With responses a, b and aᵢ less the mean of a and
/// b, and V the variance of a and b: the first-order index is Sᵢ = mean(b(aᵢ - a))/V, what is
/// explained by the input alone, and the total index Tᵢ = mean((a - aᵢ)²)/2V, what would be left if
/// all others were known. Without interactions they are equal and sum to 1. To take off the mean
/// lessens the error of Sᵢ. Estimates may lie a little beyond 0 and 1.
///
/// Intervals are percentiles of bootstrap resamples of whole rows. Valid for independent inputs.
/// Rows of a low-discrepancy sequence are more even than the bootstrap supposes: it takes their
/// errors for larger than they are.
///
/// Sources: first-order: A. Saltelli et al., Comput. Phys. Commun. 181 (2010) 259, table 2 (b);
/// total: M. J. W. Jansen, Comput. Phys. Commun. 117 (1999) 35; intervals: G. E. B. Archer, A.
/// Saltelli, I. M. Sobol', J. Stat. Comput. Simul. 58 (1997) 99. Check value: Ishigami and Homma's
/// function with 7 and 0.1 has S = 0.3139, 0.4424, 0 and T = 0.5576, 0.4424, 0.2437.
public struct SobolIndices: Hashable, Codable, Sendable {
  /// One of an input's indices.
  public struct Index: Hashable, Codable, Sendable {
    public let value: Double
    /// Absent without resamples.
    public let interval: ConfidenceInterval?
  }

  /// What one input explains.
  public struct Input: Hashable, Codable, Sendable {
    public let firstOrder: Index
    public let total: Index
  }

  /// Rows of A, and of B.
  public let count: Int
  /// Of the responses to A and B.
  public let mean: Double
  /// Of the responses to A and B, in the square of their unit; with n, not n - 1.
  public let variance: Double
  public let inputs: [Input]

  /// Estimates the indices.
  ///
  /// Nil where the response does not vary, where it has fewer than two rows or not equally many, or
  /// where one is not finite.
  ///
  /// - Parameters:
  ///   - a: the responses to the rows of A.
  ///   - b: the responses to the rows of B.
  ///   - ab: of each input the responses to the rows of A with B's values of that input.
  ///   - seed: of the resamples.
  public init?(
    a: [Double], b: [Double], ab: [[Double]], resamples: Int = 1000, seed: UInt64,
    confidence: Double = 0.95
  ) {
    let responses = Moments(a + b)
    guard a.count >= 2, b.count == a.count, ab.allSatisfy({ $0.count == a.count }),
      responses.isFinite, responses.variance > 0, ab.joined().allSatisfy(\.isFinite),
      confidence > 0, confidence < 1
    else { return nil }
    let sums = SobolSums(a: a, b: b, ab: ab, mean: responses.mean)
    guard let whole = sums.indices([Double](repeating: 1, count: a.count)) else { return nil }
    count = a.count
    mean = responses.mean
    variance = responses.sumOfSquares / Double(2 * a.count)

    var resampling = Resampling(rows: a.count, "resamples of Sobol indices", seed: seed)
    var resampled = [[Double]](repeating: [], count: 2 * ab.count)
    for _ in 0..<max(0, resamples) {
      resampling.draw()
      guard let indices = sums.indices(resampling.counts) else { continue }
      for (place, value) in indices.enumerated() { resampled[place].append(value) }
    }
    func index(_ place: Int) -> Index {
      Index(
        value: whole[place],
        interval: .percentiles(of: resampled[place], confidence: confidence))
    }
    inputs = ab.indices.map { Input(firstOrder: index(2 * $0), total: index(2 * $0 + 1)) }
  }
}

/// The sums over rows that all Sobol indices come from, for any number of each row.
private struct SobolSums {
  private let table: RowTable
  private let inputs: Int

  /// Columns: a + b and a² + b²; then of each input b(aᵢ - a), aᵢ - a and (a - aᵢ)².
  init(a: [Double], b: [Double], ab: [[Double]], mean: Double) {
    inputs = ab.count
    table = RowTable(rows: a.count, columns: 2 + 3 * ab.count) { row, column in
      let (one, other) = (a[row] - mean, b[row] - mean)
      guard column >= 2 else { return column == 0 ? one + other : one * one + other * other }
      let change = ab[(column - 2) / 3][row] - a[row]
      return switch (column - 2) % 3 {
      case 0: other * change
      case 1: change
      default: change * change
      }
    }
  }

  /// First-order and total index of each input in turn; nil if nothing varies in the resample.
  func indices(_ counts: [Double]) -> [Double]? {
    var sums = [Double](repeating: 0, count: table.columns)
    table.sums(counts, into: &sums)
    let rows = Double(table.rows)
    // The resample has a mean of its own, which its centred sums take off.
    let mean = sums[0] / (2 * rows)
    let variance = sums[1] / (2 * rows) - mean * mean
    guard variance > 0, variance.isFinite else { return nil }
    return (0..<inputs).flatMap { input in
      let place = 2 + 3 * input
      let covariance = (sums[place] - mean * sums[place + 1]) / rows
      return [covariance / variance, sums[place + 2] / (2 * rows) / variance]
    }
  }
}
