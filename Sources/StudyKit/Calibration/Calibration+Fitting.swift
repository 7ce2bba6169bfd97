import CGSL
import MigrationSim

extension Calibration {
  /// How many classes there may be at most.
  public static let mostClasses = 5

  /// Fits page classes to a migration.
  ///
  /// - Parameters:
  ///   - classes: how many; nil to let AICc choose.
  ///   - pattern: of all classes; nil to let AICc choose for each.
  public init(
    fitting migration: MeasuredMigration, classes: Int? = nil, pattern: WritePattern? = nil
  ) throws(CalibrationError) {
    precondition(classes.map { (1...Self.mostClasses).contains($0) } ?? true, "1 to 5 classes")
    let counts = migration.counts.count
    let most = min(Self.mostClasses, counts / 2)
    let least = classes ?? 1
    guard least <= most else {
      throw .tooFewCounts(counts, parameters: 2 * least)
    }
    var fits: [(candidate: Candidate, model: CalibrationModel, fit: LeastSquares)] = []
    var known: [[ExpectedClass]] = []
    for number in 1...(classes ?? most) {
      var found: [[ExpectedClass]] = []
      for sequential in Self.sequentialCounts(of: number, pattern) {
        let model = CalibrationModel(
          migration: migration,
          patterns: (0..<number).map { $0 < sequential ? .sequential : .random })
        guard let fit = CalibrationSearch(model: model).best(besides: known) else { continue }
        found.append(model.classes(fit.parameters))
        if number >= least {
          fits.append((Candidate(number, sequential, fit, of: counts), model, fit))
        }
      }
      known = found
      // One class more would not be chosen even if it left no error, or this one was not either.
      let reached = fits.compactMap(\.candidate.aicc).min() ?? .infinity
      let next = Candidate.penalty(2 * number + 2, of: counts) ?? .infinity
      let isBest = fits.contains { $0.candidate.classes == number && $0.candidate.aicc == reached }
      if classes == nil, next >= reached || !isBest { break }
    }
    let isTold = fits.map { found in
      found.model.classes(found.fit.parameters)
        .allSatisfy { $0.pages >= Self.leastShare * migration.memory }
    }
    guard let chosen = Self.chosen(of: fits.map(\.candidate), among: isTold) else {
      throw .tooFewCounts(counts, parameters: 2 * least)
    }
    var candidates = fits.map(\.candidate)
    candidates[chosen].isChosen = true
    self.init(fits[chosen].model, fits[chosen].fit, candidates)
  }

  private static func sequentialCounts(of classes: Int, _ pattern: WritePattern?) -> [Int] {
    switch pattern {
    case .random: [0]
    case .sequential: [classes]
    case nil: Array(0...classes)
    }
  }

  /// The part of the memory that a class has at least: a smaller one explains an odd count or two,
  /// and nothing that the next migration would repeat.
  private static var leastShare: Double { 0.001 }

  /// The one of the smallest AICc; without any, of the fewest classes that of the smallest χ².
  ///
  /// Those with a class that is too small are left out as long as there are others.
  private static func chosen(of candidates: [Candidate], among isTold: [Bool]) -> Int? {
    let told = candidates.indices.filter { isTold[$0] }
    return (told.isEmpty ? Array(candidates.indices) : told).min {
      let (a, b) = (candidates[$0], candidates[$1])
      if let first = a.aicc, let second = b.aicc { return first < second }
      if (a.aicc == nil) != (b.aicc == nil) { return a.aicc != nil }
      return (a.classes, a.chiSquared) < (b.classes, b.chiSquared)
    }
  }
}

extension Calibration.Candidate {
  fileprivate init(_ classes: Int, _ sequential: Int, _ fit: LeastSquares, of counts: Int) {
    let parameters = 2 * classes
    self.init(
      classes: classes, sequential: sequential, chiSquared: fit.chiSquared,
      degreesOfFreedom: counts - parameters,
      aicc: Self.penalty(parameters, of: counts).map { fit.chiSquared + $0 })
  }

  /// What AICc adds to χ²; nil where there are too few counts for it.
  fileprivate static func penalty(_ parameters: Int, of counts: Int) -> Double? {
    let p = Double(parameters)
    let rest = Double(counts) - p - 1
    return rest > 0 ? 2 * p + 2 * p * (p + 1) / rest : nil
  }
}

extension Calibration {
  fileprivate init(
    _ model: CalibrationModel, _ fit: LeastSquares, _ candidates: [Candidate]
  ) {
    let migration = model.migration
    let counts = migration.counts
    let freedom = counts.count - model.parameterCount
    let uncertainty = ParameterUncertainty(model, fit, degreesOfFreedom: freedom)
    let found = model.classes(fit.parameters)
    let order = found.indices.sorted { found[$0].rate > found[$1].rate }
    self.migration = migration
    classes = order.map { place in
      FittedClass(
        expected: found[place],
        pages: uncertainty.estimate(found[place].pages, uncertainty.pages(of: place)),
        rate: uncertainty.estimate(found[place].rate, uncertainty.rate(of: place)),
        writes: uncertainty.estimate(found[place].writes, uncertainty.writes(of: place)))
    }
    idlePages = max(0, migration.memory - found.reduce(0) { $0 + $1.pages })
    let rounds = migration.expected(of: found)
    residuals = migration.rounds.indices.flatMap { round in
      RoundColumn.allCases.compactMap { column in
        migration.measured(column, in: round).map { measured in
          let fitted = rounds[round][column]
          return Residual(
            round: migration.rounds[round].number, column: column, measured: measured,
            fitted: fitted, relative: measured > 0 ? fitted / measured - 1 : nil,
            isCounted: counts.contains { $0.round == round && $0.column == column })
        }
      }
    }
    self.counts = counts.count
    chiSquared = fit.chiSquared
    degreesOfFreedom = freedom
    rSquared = Self.rSquared(of: counts, chiSquared: fit.chiSquared)
    self.candidates = candidates
    correlations = uncertainty.correlations(inOrder: order)
    hasConverged = fit.hasConverged
  }

  private static func rSquared(
    of counts: [MeasuredMigration.Count], chiSquared: Double
  ) -> Double? {
    let weights = counts.map { 1 / ($0.deviation * $0.deviation) }
    let whole = weights.reduce(0, +)
    let mean = zip(counts, weights).reduce(0) { $0 + $1.0.value * $1.1 } / whole
    let spread = zip(counts, weights).reduce(0) {
      $0 + ($1.0.value - mean) * ($1.0.value - mean) * $1.1
    }
    return spread > 0 ? 1 - chiSquared / spread : nil
  }
}
