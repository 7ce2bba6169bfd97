/// The responses of a full factorial design, and the deviations that effects are made of.
struct FactorialTable {
  /// One factor, or two together.
  struct Term {
    let factors: [Int]
    let degreesOfFreedom: Int
    /// Of each cell its place among the term's combinations of levels.
    let places: [Int]
    /// Of each combination its deviation, over all replications.
    let deviations: [Double]
  }

  let grandMean: Double
  let cells: Int
  let replications: Int
  let sharesRandomNumbers: Bool
  /// Of each cell, less the grand mean.
  let cellMeans: [Double]
  /// Of each replication, less the grand mean.
  let blockMeans: [Double]
  /// What is left of responses without their cell's mean, and their block's where those are shared.
  let errorSumOfSquares: Double
  private let levels: [Int]
  /// By replication, then by cell; less the grand mean.
  let rows: [[Double]]
  /// The largest response, by amount.
  let scale: Double

  init?(levels: [Int], responses: [[Double]], sharesRandomNumbers: Bool) {
    guard levels.allSatisfy({ $0 > 0 && $0 <= responses.count }),
      let count = Self.product(levels), count == responses.count,
      let replications = responses.first?.count,
      replications >= (sharesRandomNumbers ? 1 : 2),
      responses.allSatisfy({ $0.count == replications })
    else { return nil }
    let grandMean = Moments(responses.map { Moments($0).mean }).mean
    let scale = responses.reduce(0) { $1.reduce($0) { max($0, abs($1)) } }
    let rows = (0..<replications).map { row in responses.map { $0[row] - grandMean } }
    let cellMeans = responses.map { Moments($0).mean - grandMean }
    let blockMeans = rows.map { Moments($0).mean }
    var error = 0.0
    for (row, block) in zip(rows, blockMeans) {
      for (value, mean) in zip(row, cellMeans) {
        let rest = value - mean - (sharesRandomNumbers ? block : 0)
        error += rest * rest
      }
    }
    guard grandMean.isFinite, error.isFinite, scale.isFinite else { return nil }
    self.levels = levels
    self.grandMean = grandMean
    self.cells = count
    self.replications = replications
    self.sharesRandomNumbers = sharesRandomNumbers
    self.cellMeans = cellMeans
    self.blockMeans = blockMeans
    self.rows = rows
    self.scale = scale
    let size = Double(count * replications)
    errorSumOfSquares = Rounding.hides((error / size).squareRoot(), at: scale) ? 0 : error
  }

  private static func product(_ levels: [Int]) -> Int? {
    var product = 1
    for level in levels {
      let (next, isTooLarge) = product.multipliedReportingOverflow(by: level)
      guard !isTooLarge else { return nil }
      product = next
    }
    return product
  }

  var errorDegreesOfFreedom: Int {
    sharesRandomNumbers ? (cells - 1) * (replications - 1) : cells * (replications - 1)
  }

  func term(_ factors: [Int]) -> Term {
    let places = places(of: factors)
    return Term(
      factors: factors, degreesOfFreedom: factors.reduce(1) { $0 * (levels[$1] - 1) },
      places: places,
      deviations: deviations(of: factors, places: places, in: cellMeans).map {
        Rounding.hides($0, at: scale) ? 0 : $0
      })
  }

  /// Of each cell its place among combinations of levels of some factors, the last one fastest.
  private func places(of factors: [Int]) -> [Int] {
    (0..<cells).map { cell in
      factors.reduce(0) { place, factor in
        let stride = levels[(factor + 1)...].reduce(1, *)
        return place * levels[factor] + cell / stride % levels[factor]
      }
    }
  }

  /// The means over the cells of each place.
  private func means(_ places: [Int], _ size: Int, of values: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: size)
    for (place, value) in zip(places, values) { sums[place] += value }
    let share = Double(size) / Double(cells)
    return sums.map { $0 * share }
  }

  /// The deviations of one factor's or two factors' combinations, from one value for each cell.
  func deviations(of factors: [Int], places: [Int], in values: [Double]) -> [Double] {
    let size = factors.reduce(1) { $0 * levels[$1] }
    let mean = values.reduce(0, +) / Double(cells)
    let means = means(places, size, of: values)
    guard factors.count == 2 else { return means.map { $0 - mean } }
    let (height, width) = (levels[factors[0]], levels[factors[1]])
    let rows = (0..<height).map { row in
      means[row * width..<(row + 1) * width].reduce(0, +) / Double(width)
    }
    let columns = (0..<width).map { column in
      (0..<height).reduce(0) { $0 + means[$1 * width + column] } / Double(height)
    }
    return means.indices.map { means[$0] - rows[$0 / width] - columns[$0 % width] + mean }
  }

  /// The sum of squares of what deviates from the grand mean: each stands for `count` responses.
  ///
  /// Zero where it is no more than rounding leaves.
  func sumOfSquares(_ deviations: [Double]) -> Double {
    let squares = deviations.reduce(0) { $0 + $1 * $1 }
    let deviation = (squares / Double(deviations.count)).squareRoot()
    guard !Rounding.hides(deviation, at: scale) else { return 0 }
    return squares * Double(cells * replications / deviations.count)
  }

  /// What terms leave of the cells' means.
  func rest(of terms: [Term]) -> [Double] {
    var rest = cellMeans
    for term in terms {
      for (cell, place) in term.places.enumerated() { rest[cell] -= term.deviations[place] }
    }
    return rest
  }
}
