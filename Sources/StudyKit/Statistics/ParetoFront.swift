import MigrationSim

/// Which alternatives are not beaten in two responses at once, as downtime and bytes sent.
///
/// The smaller is the better in both. One alternative beats another if it is as good in both and
/// better in one; the front are those that none beats. Of equal ones all are on it or none. How far
/// luck decides it is told by the bootstrap: the share of resamples of the replications in which an
/// alternative is on the front of the resampled means.
///
/// Source: V. Pareto, Manuale di economia politica, 1906; H. T. Kung, F. Luccio, F. P. Preparata,
/// J. ACM 22 (1975) 469. Check value: of (1, 3), (2, 2), (3, 3), (3, 1) all but the third.
public struct ParetoFront: Hashable, Codable, Sendable {
  /// One alternative.
  public struct Cell: Hashable, Codable, Sendable {
    /// The means over the replications.
    public let x: Double
    public let y: Double
    public let isOnFront: Bool
    /// The share of resamples in which it is on the front, from 0 to 1; absent without any.
    public let membership: Double?
  }

  /// Replications of each cell that were looked at.
  public let count: Int
  public let cells: [Cell]

  /// The numbers of the points that no other beats, in rising order.
  ///
  /// Points with a coordinate that is no number are left out. Complexity: O(n log n).
  public static func front(_ points: [(Double, Double)]) -> [Int] {
    let order = points.indices.filter { !points[$0].0.isNaN && !points[$0].1.isNaN }
      .sorted { points[$0] < points[$1] }
    var front: [Int] = []
    var best: (Double, Double)?
    // In that order whoever beats a point stands before it; so does, if any, the last on the front.
    for index in order {
      guard let last = best else {
        best = points[index]
        front.append(index)
        continue
      }
      if points[index].1 < last.1 || points[index] == last {
        best = points[index]
        front.append(index)
      }
    }
    return front.sorted()
  }

  /// Of the means of x in all cells, then of y.
  private static func front(ofMeans means: [Double]) -> [Int] {
    let cells = means.count / 2
    return front((0..<cells).map { (means[$0], means[cells + $0]) })
  }

  /// Compares cells by their means; nil without a cell or a replication, with unequal numbers of
  /// cells, or with numbers that are not finite.
  ///
  /// - Parameters:
  ///   - x: one response: of each cell its replications, the first, as many as all have.
  ///   - y: the other response, of the same cells and replications.
  ///   - seed: of the resamples.
  ///   - sharesRandomNumbers: whether replications of equal numbers have had the same luck in all
  ///     cells: then they are resampled together.
  public init?(
    x: [[Double]], y: [[Double]], resamples: Int = 1000, seed: UInt64,
    sharesRandomNumbers: Bool = true
  ) {
    guard x.count == y.count, let count = (x + y).map(\.count).min(), count > 0 else { return nil }
    let cells = x.count
    let responses = x + y
    // Less each cell's first one, so that what is always the same stays so in every mean.
    let table = RowTable(rows: count, columns: 2 * cells) { row, column in
      responses[column][row] - responses[column][0]
    }
    func means(_ sums: [Double]) -> [Double] {
      zip(responses, sums).map { $0[0] + $1 / Double(count) }
    }
    var sums = [Double](repeating: 0, count: 2 * cells)
    table.sums([Double](repeating: 1, count: count), into: &sums)
    let whole = means(sums)
    guard whole.allSatisfy(\.isFinite) else { return nil }

    var hits = [Int](repeating: 0, count: cells)
    var resampling = Resampling(rows: count, "resamples of a Pareto front", seed: seed)
    for _ in 0..<max(0, resamples) {
      if sharesRandomNumbers {
        resampling.draw()
        table.sums(resampling.counts, into: &sums)
      } else {
        for cell in 0..<cells {
          resampling.draw()
          sums[cell] = table.sum(resampling.counts, column: cell)
          sums[cells + cell] = table.sum(resampling.counts, column: cells + cell)
        }
      }
      for cell in Self.front(ofMeans: means(sums)) { hits[cell] += 1 }
    }
    self.count = count
    var isOnFront = [Bool](repeating: false, count: cells)
    for cell in Self.front(ofMeans: whole) { isOnFront[cell] = true }
    self.cells = (0..<cells).map { cell in
      Cell(
        x: whole[cell], y: whole[cells + cell], isOnFront: isOnFront[cell],
        membership: resamples > 0 ? Double(hits[cell]) / Double(resamples) : nil)
    }
  }
}
