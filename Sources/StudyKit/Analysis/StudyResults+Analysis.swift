extension StudyResults {
  /// By responses, then by `cells`, the values of the runs that have one of each of the responses.
  ///
  /// Under common random numbers only replications that all cells have are kept, so that equal
  /// places have had the same luck; else each cell keeps its own.
  func samples(of responses: [Int], in cells: [Int]) -> [[[Double]]] {
    var usable = cells.map { cell in
      runs[cell].filter { run in responses.allSatisfy { run.values[$0] != nil } }
    }
    if study.sharesRandomNumbers {
      var counts: [Int: Int] = [:]
      for run in usable.joined() { counts[run.replication, default: 0] += 1 }
      usable = usable.map { $0.filter { counts[$0.replication] == cells.count } }
    }
    return responses.map { response in
      usable.map { runs in runs.compactMap { $0.values[response] } }
    }
  }

  func effects(on response: Int) -> StudyAnalysis.Effects? {
    let levels = study.factors.compactMap { $0.levels?.count }
    guard study.design.kind == .fullFactorial, !levels.isEmpty, study.cells.count > 1 else {
      return nil
    }
    let samples = samples(of: [response], in: Array(study.cells.indices))[0]
    let count = samples.map(\.count).min() ?? 0
    let balanced = samples.map { Array($0.prefix(count)) }
    return FactorialEffects(
      levels: levels, responses: balanced, sharesRandomNumbers: study.sharesRandomNumbers
    ).map { StudyAnalysis.Effects(response: response, replications: count, effects: $0) }
  }

  /// For each combination of the other factors' levels, the levels of the one that is compared.
  func comparisons() -> [StudyAnalysis.Comparison] {
    guard let asked = study.comparison else { return [] }
    var groups: [[(level: Int, cell: Int)]] = []
    var numbers: [[Int?]: Int] = [:]
    for cell in study.cells {
      guard let level = cell.level(of: asked.factor) else { continue }
      let others = study.factors.indices.filter { $0 != asked.factor }.map { cell.level(of: $0) }
      if let number = numbers[others] {
        groups[number].append((level, cell.number))
      } else {
        numbers[others] = groups.count
        groups.append([(level, cell.number)])
      }
    }
    // One at a time, only the base has all levels of the factor beside it.
    return groups.filter { $0.count > 1 }.map { comparison($0, asked) }
  }

  private func comparison(
    _ group: [(level: Int, cell: Int)], _ asked: Study.Comparison
  ) -> StudyAnalysis.Comparison {
    let usable = group.filter { values(of: asked.response, in: $0.cell).count >= 2 }
    let samples = samples(of: [asked.response], in: usable.map(\.cell))[0]
    let labels = study.levels(of: study.cells[group[0].cell]).map(\.label)
    let isEnough = usable.count > 1 && samples.allSatisfy { $0.count >= 2 }
    return StudyAnalysis.Comparison(
      others: labels.indices.filter { $0 != asked.factor }.map { labels[$0] },
      levels: usable.map(\.level),
      leftOut: group.map(\.level).filter { level in !usable.contains { $0.level == level } },
      choice: isEnough
        ? BestChoice(
          samples, smallerIsBetter: asked.smallerIsBetter, isPaired: study.sharesRandomNumbers)
        : nil,
      pairs: isEnough && samples.count <= Self.mostCompared
        ? PairwiseComparisons(samples, isPaired: study.sharesRandomNumbers) : nil)
  }

  /// Levels that are compared pair by pair, which makes 190 pairs for each place; of more, only the
  /// best is chosen.
  private static var mostCompared: Int { 20 }

  /// Of a sampled design, where every cell has a value.
  func sensitivity(of response: Int) -> StudyAnalysis.Sensitivity? {
    let sampled: [Design.Kind] = [.latinHypercube, .sobol, .sobolIndices]
    guard sampled.contains(study.design.kind) else { return nil }
    let means = study.cells.indices.map { cell in
      let sample = values(of: response, in: cell)
      return sample.isEmpty ? nil : sample.reduce(0, +) / Double(sample.count)
    }
    guard study.design.kind == .sobolIndices else {
      let rows = study.cells.filter { means[$0.number] != nil }
      let values = rows.map { cell in
        study.levels(of: cell).enumerated().map { factor, level in
          level.number ?? Double(cell.level(of: factor) ?? 0)
        }
      }
      let inputs = study.factors.indices.map { factor in values.map { $0[factor] } }
      let ranks = RankSensitivity(
        inputs: inputs, response: rows.compactMap { means[$0.number] }, seed: study.seed)
      return StudyAnalysis.Sensitivity(
        response: response, spread: SampleSummary(means.compactMap { $0 }), ranks: ranks,
        indices: nil)
    }
    let known = means.compactMap { $0 }
    let width = study.factors.count + 2
    let spread = SampleSummary(
      means.indices.filter { $0 % width < 2 }.compactMap { means[$0] })
    guard known.count == means.count else {
      return StudyAnalysis.Sensitivity(
        response: response, spread: spread, ranks: nil, indices: nil)
    }
    func column(_ place: Int) -> [Double] {
      stride(from: place, to: known.count, by: width).map { known[$0] }
    }
    let indices = SobolIndices(
      a: column(0), b: column(1), ab: study.factors.indices.map { column($0 + 2) },
      seed: study.seed)
    return StudyAnalysis.Sensitivity(
      response: response, spread: spread, ranks: nil, indices: indices)
  }
}
