import MigrationSim

/// Looks for the smallest χ² of all: sums of squares have more than one hollow.
///
/// Starts are spread evenly over the logarithms of pages and rates by Halton's sequence, so that
/// the same table gives the same fit. Of each few the best goes down to the nearest hollow. From
/// the deepest, steps to all sides find those that a kink hides: a sweep that is just through.
struct CalibrationSearch {
  let model: CalibrationModel
  private static let descents = 8
  private static let startsToDescent = 12
  /// In logarithms.
  private static let steps = [0.3, -0.3]
  private static let rounds = 2

  /// - Parameter known: fits of fewer classes, from which to start as well.
  func best(besides known: [[ExpectedClass]]) -> LeastSquares? {
    let starts = (0..<Self.descents).compactMap { descent in
      (1...Self.startsToDescent).map { start(descent * Self.startsToDescent + $0) }
        .map { (start: $0, cost: cost($0)) }.min { $0.cost < $1.cost }?.start
    }
    guard var best = deepest(from: starts + known.compactMap(extended)) else { return nil }
    for _ in 0..<Self.rounds where best.chiSquared > 1e-6 {
      let around = best.parameters.indices.flatMap { place in
        Self.steps.map { step in
          var start = best.parameters
          start[place] += step
          return start
        }
      }
      guard let next = deepest(from: around + alongSweeps(best)),
        next.chiSquared < 0.999 * best.chiSquared
      else {
        break
      }
      best = next
    }
    return best
  }

  /// Sweeps over fewer pages, at the same writes a second: the best of them for each swept class.
  ///
  /// As long as a sweep is larger than what it came by, χ² does not hang on its pages at all, and
  /// no slope leads to where it does.
  private func alongSweeps(_ best: LeastSquares) -> [[Double]] {
    let classes = model.classes(best.parameters)
    return classes.indices.filter { classes[$0].pattern == .sequential }.compactMap { place in
      let smaller = (1...30).map { step in
        var others = classes
        let share = 1 - 0.03 * Double(step)
        others[place] = ExpectedClass(
          pattern: .sequential, pages: share * classes[place].pages,
          rate: classes[place].rate / share)
        return model.parameters(others)
      }
      return smaller.map { (start: $0, cost: cost($0)) }.min { $0.cost < $1.cost }?.start
    }
  }

  private func deepest(from starts: [[Double]]) -> LeastSquares? {
    var best: LeastSquares?
    for start in starts {
      guard let fit = model.fit(from: start), fit.chiSquared.isFinite else { continue }
      if fit.chiSquared < best?.chiSquared ?? .infinity { best = fit }
    }
    return best
  }

  private func cost(_ parameters: [Double]) -> Double {
    let sum = model.residuals(parameters).reduce(0) { $0 + $1 * $1 }
    return sum.isNaN ? .infinity : sum
  }

  /// The start of that number: some 0.3 % of the memory to half of it, and rates at which a round
  /// sees from a fiftieth of a page's writes to twenty of them.
  private func start(_ number: Int) -> [Double] {
    let count = model.patterns.count
    let spans = model.migration.rounds.map(\.duration)
    let slowest = 0.02 / (spans.max() ?? 1)
    let fastest = 20 / (spans.min() ?? 1)
    let bases = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29]
    let points = (0..<2 * count).map { Self.halton(number, base: bases[$0 % bases.count]) }
    let odds = points.prefix(count).map { 0.003 * naturalExponential($0 * naturalLogarithm(300)) }
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
