import Testing

@testable import StudyKit

@Suite struct `A design` {
  private static func cells(
    _ kind: Design.Kind, _ counts: [Int?], points: Int = 1, seed: UInt64 = 1
  ) -> [[Design.Coordinate]] {
    Design(kind: kind, points: points).cells(counts: counts, seed: seed)
  }

  private static func levels(_ cells: [[Design.Coordinate]]) -> [[Int]] {
    cells.map { $0.map { if case .level(let level) = $0 { level } else { -1 } } }
  }

  private static func shares(_ cells: [[Design.Coordinate]]) -> [[Double]] {
    cells.map { $0.map { if case .share(let share) = $0 { share } else { -1 } } }
  }

  @Test func `that is full factorial counts the last factor fastest`() {
    #expect(
      Self.levels(Self.cells(.fullFactorial, [2, 1, 3]))
        == [[0, 0, 0], [0, 0, 1], [0, 0, 2], [1, 0, 0], [1, 0, 1], [1, 0, 2]])
    #expect(Self.cells(.fullFactorial, []) == [[]])
    #expect(Self.cells(.fullFactorial, [4, 5, 6, 7]).count == 840)
    #expect(Set(Self.levels(Self.cells(.fullFactorial, [4, 5, 6]))).count == 120)
  }

  @Test func `that goes one at a time leaves the base for each other value alone`() {
    #expect(
      Self.levels(Self.cells(.oneAtATime, [2, 1, 3]))
        == [[0, 0, 0], [1, 0, 0], [0, 0, 1], [0, 0, 2]])
    #expect(Self.cells(.oneAtATime, []) == [[]])
  }

  @Test(arguments: [1, 2, 7, 100]) func `that is a Latin hypercube has each slice once`(
    points: Int
  ) {
    let cells = Self.shares(Self.cells(.latinHypercube, [nil, nil, nil], points: points))
    #expect(cells.count == points)
    for factor in 0..<3 {
      let slices = cells.map { Int($0[factor] * Double(points)) }
      #expect(slices.sorted() == Array(0..<points))
    }
  }

  @Test func `that is a Latin hypercube shares levels out evenly`() {
    let cells = Self.levels(Self.cells(.latinHypercube, [3], points: 12))
    #expect((0..<3).map { level in cells.count { $0[0] == level } } == [4, 4, 4])
  }

  @Test func `that is a Latin hypercube is chosen by its seed`() {
    func cells(_ seed: UInt64) -> [[Design.Coordinate]] {
      Self.cells(.latinHypercube, [nil, nil], points: 20, seed: seed)
    }
    #expect(cells(5) == cells(5))
    #expect(cells(5) != cells(6))
    // Factors have orders of their own.
    let shares = Self.shares(cells(5))
    #expect(shares.map { Int($0[0] * 20) } != shares.map { Int($0[1] * 20) })
    // Nor are the slices in order.
    #expect(shares.map { Int($0[0] * 20) } != Array(0..<20))
  }

  /// From Antonov and Saleev's recurrence, written out in Python, with the direction numbers of
  /// P. Bratley, B. L. Fox, ACM Trans. Math. Softw. 14 (1988) 88: 1, 1, 1, … for the first axis, 1
  /// and the polynomial x + 1 for the second, 1, 1 and x² + x + 1 for the third. SciPy 1.17.1
  /// (stats.qmc.Sobol without scrambling) agrees in the first two; it has others from there on.
  static let sobol = [
    [0.5, 0.5, 0.5], [0.75, 0.25, 0.75], [0.25, 0.75, 0.25], [0.375, 0.375, 0.625],
    [0.875, 0.875, 0.125], [0.625, 0.125, 0.375], [0.125, 0.625, 0.875], [0.1875, 0.3125, 0.3125],
  ]

  @Test func `of Sobol's sequence begins behind the origin`() {
    #expect(Self.shares(Self.cells(.sobol, [nil, nil, nil], points: 8)) == Self.sobol)
    // It is a property of the sequence: each half of each axis has as many.
    let many = Self.shares(Self.cells(.sobol, Array(repeating: nil, count: 40), points: 1023))
    for factor in 0..<40 { #expect(many.count { $0[factor] < 0.5 } == 511) }
  }

  @Test func `for Sobol's indices has Saltelli's rows`() {
    let cells = Self.shares(Self.cells(.sobolIndices, [nil, nil], points: 5))
    let both = Self.shares(Self.cells(.sobol, Array(repeating: nil, count: 4), points: 5))
    #expect(cells.count == 5 * 4)
    for (number, row) in both.enumerated() {
      let (a, b) = (Array(row[..<2]), Array(row[2...]))
      #expect(
        Array(cells[number * 4..<number * 4 + 4]) == [a, b, [b[0], a[1]], [a[0], b[1]]])
    }
  }

  @Test func `that is sampled takes listed values by their shares`() {
    // The first coordinates of Sobol's sequence: a half, three quarters, a quarter, three eighths.
    let cells = Self.cells(.sobol, [4, nil], points: 4)
    #expect(Self.levels(cells).map { $0[0] } == [2, 3, 1, 1])
    #expect(Self.shares(cells).map { $0[1] } == [0.5, 0.25, 0.75, 0.375])
  }

  @Test func `has as many factors as its sequence has dimensions`() {
    #expect(Design.mostFactors(.sobol) == 40)
    #expect(Design.mostFactors(.sobolIndices) == 20)
    #expect(Design.mostFactors(.latinHypercube) == nil)
  }
}
