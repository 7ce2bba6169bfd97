import CGSL
import MigrationSim

/// Which combinations of its factors' values a study runs.
public struct Design: Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    /// Every value with every other.
    case fullFactorial = "full factorial"
    /// The first value of each factor, and from there each other value alone.
    case oneAtATime = "one at a time"
    /// Each factor's range in as many slices as there are points, one point in each.
    case latinHypercube = "latin hypercube"
    /// The points of Sobol's sequence.
    case sobol
    /// Saltelli's scheme: what Sobol's indices are estimated from.
    case sobolIndices = "sobol indices"
  }

  public let kind: Kind
  /// Points of a sampled design; rows of Saltelli's scheme.
  public let points: Int

  /// Where each cell lies: of listed factors the number of the level, of others a share of the law.
  enum Coordinate: Hashable, Sendable {
    case level(Int)
    case share(Double)
  }

  /// The cells, each a coordinate a factor.
  ///
  /// A full factorial counts the last factor fastest. Saltelli's scheme has, for each row of its
  /// two samples A and B, the cells A, B, and for each factor A with that factor's value from B.
  /// - Parameters:
  ///   - counts: The levels of each factor; nil for one that follows a law.
  ///   - seed: Chooses a Latin hypercube; Sobol's sequence has no luck in it.
  func cells(counts: [Int?], seed: UInt64) -> [[Coordinate]] {
    switch kind {
    case .fullFactorial:
      return counts.reduce([[]]) { cells, count in
        cells.flatMap { cell in (0..<(count ?? 1)).map { cell + [.level($0)] } }
      }
    case .oneAtATime:
      let base = counts.map { _ in Coordinate.level(0) }
      var cells = [base]
      for (factor, count) in counts.enumerated() {
        for level in 1..<max(1, count ?? 1) {
          cells.append(base)
          cells[cells.count - 1][factor] = .level(level)
        }
      }
      return cells
    case .latinHypercube:
      return rows(Self.latinHypercube(points, counts.count, seed: seed), counts)
    case .sobol:
      return rows(Self.sobol(points, counts.count), counts)
    case .sobolIndices:
      let both = Self.sobol(points, 2 * counts.count)
      return both.flatMap { row in
        let a = Array(row[..<counts.count])
        let b = Array(row[counts.count...])
        let mixed = counts.indices.map { factor in
          var one = a
          one[factor] = b[factor]
          return one
        }
        return rows([a, b] + mixed, counts)
      }
    }
  }

  /// The most factors that Sobol's sequence has dimensions for, in GSL.
  static func mostFactors(_ kind: Kind) -> Int? {
    switch kind {
    case .sobol: 40
    case .sobolIndices: 20
    default: nil
    }
  }

  private func rows(_ shares: [[Double]], _ counts: [Int?]) -> [[Coordinate]] {
    shares.map { row in
      zip(row, counts).map { share, count in
        count.map { .level(min($0 - 1, Int(share * Double($0)))) } ?? .share(share)
      }
    }
  }

  /// McKay, Beckman and Conover (1979): a permutation for each factor, a place in each slice.
  private static func latinHypercube(
    _ points: Int, _ factors: Int, seed: UInt64
  ) -> [[Double]] {
    let source = RandomSource(seed: seed, replication: 0)
    var rows = Array(repeating: [Double](), count: points)
    for factor in 0..<factors {
      var stream = source.stream("latin hypercube of factor \(factor)")
      var slices = Array(0..<points)
      for last in slices.indices.dropFirst().reversed() {
        slices.swapAt(last, min(last, Int(stream.uniform() * Double(last + 1))))
      }
      for point in rows.indices {
        rows[point].append((Double(slices[point]) + stream.uniform()) / Double(points))
      }
    }
    return rows
  }

  /// Sobol's sequence as GSL has it, with the direction numbers of Bratley and Fox (1988); GSL
  /// leaves out the point at the origin.
  private static func sobol(_ points: Int, _ dimensions: Int) -> [[Double]] {
    guard let sequence = gsl_qrng_alloc(cgsl_sobol(), UInt32(dimensions)) else { return [] }
    defer { gsl_qrng_free(sequence) }
    var row = Array(repeating: 0.0, count: dimensions)
    return (0..<points).map { _ in
      gsl_qrng_get(sequence, &row)
      return row
    }
  }
}
