import MigrationSim

/// Looks for the smallest χ² of all: sums of squares have more than one hollow.
///
/// Starts are spread evenly over the logarithms of pages and rates by Halton's sequence, so that the
/// same table gives the same fit. Of each few of them, the best goes down to the nearest hollow.
struct CalibrationSearch {
  let model: CalibrationModel
  private static let descents = 10
  private static let startsToDescent = 20

  /// - Parameter known: fits of fewer classes, from which to start as well.
  func best(besides known: [[ExpectedClass]]) -> LeastSquares? {
    let starts = (0..<Self.descents).compactMap { descent in
      (1...Self.startsToDescent).map { start(descent * Self.startsToDescent + $0) }
        .map { (start: $0, cost: cost($0)) }.min { $0.cost < $1.cost }?.start
    }
    var best: LeastSquares?
    for start in starts + known.compactMap(extended) {
      guard let fit = model.fit(from: start), fit.chiSquared.isFinite else { continue }
      if fit.chiSquared < best?.chiSquared ?? .infinity { best = fit }
    }
    return best
  }

  private func cost(_ parameters: [Double]) -> Double {
    let sum = model.residuals(parameters).reduce(0) { $0 + $1 * $1 }
    return sum.isNaN ? .infinity : sum
  }

  /// The start of that number: a thousandth of the memory to all of it, and rates at which a round
  /// sees from a hundredth of a page's writes to a hundred of them.
  private func start(_ number: Int) -> [Double] {
    let count = model.patterns.count
    let spans = model.migration.rounds.map(\.duration)
    let slowest = 0.01 / (spans.max() ?? 1)
    let fastest = 100 / (spans.min() ?? 1)
    let bases = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29]
    let points = (0..<2 * count).map { Self.halton(number, base: bases[$0 % bases.count]) }
    let odds = points.prefix(count).map { 0.001 * naturalExponential($0 * naturalLogarithm(3000)) }
    let classes = zip(model.patterns, points.suffix(count)).map { pattern, point in
      ExpectedClass(
        pattern: pattern, pages: 0,
        rate: slowest * naturalExponential(point * naturalLogarithm(fastest / slowest)))
    }
    return odds.map(naturalLogarithm) + classes.map { naturalLogarithm($0.rate) }
  }

  /// Fewer classes with a small one more, where the patterns allow.
  private func extended(_ classes: [ExpectedClass]) -> [Double]? {
    var rest = model.patterns
    for kind in classes {
      guard let place = rest.firstIndex(of: kind.pattern) else { return nil }
      rest.remove(at: place)
    }
    guard rest.count == 1, let longest = model.migration.rounds.map(\.duration).max() else {
      return nil
    }
    let more = ExpectedClass(
      pattern: rest[0], pages: 0.01 * model.migration.memory, rate: 1 / longest)
    var all = classes.map {
      ExpectedClass(pattern: $0.pattern, pages: 0.98 * $0.pages, rate: $0.rate)
    }
    // In the order of the patterns: swept classes stand first.
    all.insert(more, at: rest[0] == .sequential ? 0 : all.count)
    return model.parameters(all)
  }

  /// The number's digits to `base`, mirrored at the point: evenly spread from 0 to 1.
  ///
  /// Source: J. H. Halton, Numer. Math. 2 (1960) 84. Check value: 6 to base 2 is 0.011 = 3/8.
  static func halton(_ number: Int, base: Int) -> Double {
    var (rest, weight, sum) = (number, 1.0, 0.0)
    while rest > 0 {
      weight /= Double(base)
      sum += weight * Double(rest % base)
      rest /= base
    }
    return sum
  }
}
