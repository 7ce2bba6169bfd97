import StudyKit
import Testing

@Suite struct `A Pareto front` {
  /// The slow way: each point against each other one.
  static func slowly(_ points: [(Double, Double)]) -> [Int] {
    points.indices.filter { one in
      !points.contains { other in
        other.0 <= points[one].0 && other.1 <= points[one].1
          && (other.0 < points[one].0 || other.1 < points[one].1)
      }
    }
  }

  @Test func `has what nothing else beats in both`() {
    #expect(ParetoFront.front([(1, 3), (2, 2), (3, 3), (3, 1)]) == [0, 1, 3])
    #expect(ParetoFront.front([(1, 1), (1, 1), (1, 2), (2, 1)]) == [0, 1])
    #expect(ParetoFront.front([(5, 5)]) == [0])
    #expect(ParetoFront.front([]) == [])
    #expect(ParetoFront.front([(.nan, 0), (1, 1), (0, .nan)]) == [1])
  }

  @Test(arguments: 1...40) func `is found as the slow way finds it`(count: Int) {
    var luck = Luck("Pareto front of \(count)")
    for _ in 0..<20 {
      // Few values, so that many points are equal in one coordinate or both.
      let points = (0..<count).map { _ in
        ((luck.uniform() * 6).rounded(), (luck.uniform() * 6).rounded())
      }
      let front = ParetoFront.front(points)
      #expect(front == Self.slowly(points))
      let order = luck.shuffled(Array(points.indices))
      #expect(ParetoFront.front(order.map { points[$0] }).map { order[$0] }.sorted() == front)
    }
  }

  @Test func `of cells is that of their means, sure where nothing varies`() throws {
    let front = try #require(
      ParetoFront(
        x: [[1, 1], [2, 2], [3, 3], [3, 3]], y: [[3, 3], [2, 2], [3, 3], [1, 1]], seed: 4))
    #expect(front.count == 2)
    #expect(front.cells.map(\.x) == [1, 2, 3, 3] && front.cells.map(\.y) == [3, 2, 3, 1])
    #expect(front.cells.map(\.isOnFront) == [true, true, false, true])
    #expect(front.cells.map(\.membership) == [1, 1, 0, 1])
    #expect(try survivesJSON(front))
  }

  /// Of replications with x = ±1 in one cell and 0 in the other, y alike: the first is on the front
  /// where its resampled mean is not above zero. With eight, four of each: P(B ≤ 4) = 163/256 =
  /// 0.6367; a share of 2000 resamples has a standard error of 0.011.
  @Test func `tells how often luck puts a cell on it`() throws {
    let front = try #require(
      ParetoFront(
        x: [[1, -1, 1, -1, 1, -1, 1, -1], [Double](repeating: 0, count: 8)],
        y: [[Double]](repeating: [Double](repeating: 5, count: 8), count: 2), resamples: 2000,
        seed: 4))
    let membership = try #require(front.cells[0].membership)
    #expect(abs(membership - 163.0 / 256) < 4 * 0.011)
    // By symmetry the other one is on it as often; both are where the means are equal.
    let other = try #require(front.cells[1].membership)
    #expect(abs(other - 163.0 / 256) < 4 * 0.011)
    #expect(front.cells.map(\.isOnFront) == [true, true])
  }

  @Test func `resamples cells together where they share their luck`() throws {
    var luck = Luck("shared luck")
    let shared = luck.normals(20)
    // The second is worse by a hair in each replication.
    let (x, y) = ([shared, shared.map { $0 + 0.01 }], [shared, shared.map { $0 + 0.01 }])
    let together = try #require(ParetoFront(x: x, y: y, resamples: 200, seed: 9))
    #expect(together.cells.map(\.membership) == [1, 0])
    let apart = try #require(
      ParetoFront(x: x, y: y, resamples: 200, seed: 9, sharesRandomNumbers: false))
    let membership = try #require(apart.cells[1].membership)
    #expect(membership > 0.3 && membership < 0.7)
    #expect(apart.cells.map(\.isOnFront) == [true, false])
    #expect(
      try #require(ParetoFront(x: x, y: y, resamples: 200, seed: 9)) == together)
  }

  @Test func `takes the replications that all cells have, and none without any`() throws {
    let front = try #require(
      ParetoFront(x: [[1, 3, 90], [2, 4]], y: [[1, 1, 1], [1, 1, 1]], resamples: 0, seed: 1))
    #expect(front.count == 2 && front.cells.map(\.x) == [2, 3])
    #expect(front.cells[0].membership == nil)
    #expect(ParetoFront(x: [], y: [], seed: 1) == nil)
    #expect(ParetoFront(x: [[]], y: [[]], seed: 1) == nil)
    #expect(ParetoFront(x: [[1]], y: [[1], [2]], seed: 1) == nil)
    #expect(ParetoFront(x: [[.nan]], y: [[1]], seed: 1) == nil)
  }
}
