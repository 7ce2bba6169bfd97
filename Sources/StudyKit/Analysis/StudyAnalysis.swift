/// What the runs of a study tell, all together.
public struct StudyAnalysis: Codable, Sendable {
  /// One cell: its levels, and what each response came to.
  public struct Cell: Codable, Sendable {
    public let number: Int
    /// A label a factor.
    public let levels: [String]
    /// One a response.
    public let estimates: [CellEstimate]
  }

  /// What the factors of a full factorial do to a response.
  public struct Effects: Codable, Sendable {
    public let response: Int
    /// Replications that have a value in every cell.
    public let replications: Int
    public let effects: FactorialEffects
  }

  /// The levels of the factor that is compared, where the other factors have these.
  public struct Comparison: Codable, Sendable {
    /// A label for each factor but the one that is compared.
    public let others: [String]
    /// The levels that are compared, by their numbers; those without a value are not among them.
    public let levels: [Int]
    /// Levels that have too few values to be compared.
    public let leftOut: [Int]
    /// Its alternatives are numbered as `levels` are; nil where fewer than two can be compared.
    public let choice: BestChoice?
    public let pairs: PairwiseComparisons?
  }

  /// How a response rises or falls with each factor of a sampled design.
  public struct Sensitivity: Codable, Sendable {
    public let response: Int
    public let ranks: RankSensitivity?
    public let indices: SobolIndices?
  }

  /// What is best in two responses at once.
  public struct Front: Codable, Sendable {
    /// Among cells that one may choose between.
    public struct Group: Codable, Sendable {
      /// What they have in common: "writes 4000 pages/s"; empty where that is nothing.
      public let place: String
      /// The cells that have values of both, by their numbers.
      public let cells: [Int]
      public let front: ParetoFront
    }

    public let x: Int
    public let y: Int
    public let groups: [Group]
  }

  public let cells: [Cell]
  public let effects: [Effects]
  public let comparisons: [Comparison]
  public let sensitivities: [Sensitivity]
  public let fronts: [Front]

  public init(_ results: StudyResults) {
    let study = results.study
    cells = study.cells.map { cell in
      Cell(
        number: cell.number, levels: study.levels(of: cell).map(\.label),
        estimates: study.responses.indices.map {
          CellEstimate(results, response: $0, cell: cell.number)
        })
    }
    effects = study.responses.indices.compactMap { results.effects(on: $0) }
    comparisons = results.comparisons()
    sensitivities = study.responses.indices.compactMap { results.sensitivity(of: $0) }
    fronts = results.fronts()
  }
}

extension StudyResults {
  /// The replications that have a value of a response in each of `cells`, cell by cell.
  ///
  /// Under common random numbers only replications that all have are kept, so that equal places
  /// have had the same luck; else each cell keeps its own.
  func samples(of response: Int, in cells: [Int]) -> [[Double]] {
    guard study.sharesRandomNumbers else {
      return cells.map { values(of: response, in: $0) }
    }
    let count = cells.map { runs[$0].count }.min() ?? 0
    let common = (0..<count).filter { place in
      cells.allSatisfy { runs[$0][place].values[response] != nil }
    }
    return cells.map { cell in common.compactMap { runs[cell][$0].values[response] } }
  }

  fileprivate func effects(on response: Int) -> StudyAnalysis.Effects? {
    let levels = study.factors.compactMap { $0.levels?.count }
    guard study.design.kind == .fullFactorial, !levels.isEmpty, study.cells.count > 1 else {
      return nil
    }
    let samples = samples(of: response, in: Array(study.cells.indices))
    let count = samples.map(\.count).min() ?? 0
    let balanced = samples.map { Array($0.prefix(count)) }
    return FactorialEffects(
      levels: levels, responses: balanced, sharesRandomNumbers: study.sharesRandomNumbers
    ).map { StudyAnalysis.Effects(response: response, replications: count, effects: $0) }
  }

  /// For each combination of the other factors' levels, the levels of the one that is compared.
  fileprivate func comparisons() -> [StudyAnalysis.Comparison] {
    guard let asked = study.comparison else { return [] }
    var groups: [(others: [Int?], cells: [(level: Int, cell: Int)])] = []
    for cell in study.cells {
      guard let level = cell.level(of: asked.factor) else { continue }
      let others = study.factors.indices.filter { $0 != asked.factor }.map { cell.level(of: $0) }
      if let index = groups.firstIndex(where: { $0.others == others }) {
        groups[index].cells.append((level, cell.number))
      } else {
        groups.append((others, [(level, cell.number)]))
      }
    }
    // One at a time, only the base has all levels of the factor beside it.
    return groups.filter { $0.cells.count > 1 }.map { comparison($0.cells, asked) }
  }

  private func comparison(
    _ group: [(level: Int, cell: Int)], _ asked: Study.Comparison
  ) -> StudyAnalysis.Comparison {
    let usable = group.filter { values(of: asked.response, in: $0.cell).count >= 2 }
    let samples = samples(of: asked.response, in: usable.map(\.cell))
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
      pairs: isEnough
        ? PairwiseComparisons(samples, isPaired: study.sharesRandomNumbers) : nil)
  }

  /// Of a sampled design, where every cell has a value.
  fileprivate func sensitivity(of response: Int) -> StudyAnalysis.Sensitivity? {
    let sampled: [Design.Kind] = [.latinHypercube, .sobol, .sobolIndices]
    guard sampled.contains(study.design.kind) else { return nil }
    let means = study.cells.indices.map { cell in
      let sample = values(of: response, in: cell)
      return sample.isEmpty ? nil : sample.reduce(0, +) / Double(sample.count)
    }
    guard study.design.kind == .sobolIndices else {
      let rows = study.cells.filter { means[$0.number] != nil }
      let inputs = study.factors.indices.map { factor in
        rows.map { cell in
          study.levels(of: cell)[factor].number ?? Double(cell.level(of: factor) ?? 0)
        }
      }
      let ranks = RankSensitivity(
        inputs: inputs, response: rows.compactMap { means[$0.number] }, seed: study.seed)
      return StudyAnalysis.Sensitivity(response: response, ranks: ranks, indices: nil)
    }
    let known = means.compactMap { $0 }
    guard known.count == means.count else {
      return StudyAnalysis.Sensitivity(response: response, ranks: nil, indices: nil)
    }
    let width = study.factors.count + 2
    func column(_ place: Int) -> [Double] {
      stride(from: place, to: known.count, by: width).map { known[$0] }
    }
    let indices = SobolIndices(
      a: column(0), b: column(1), ab: study.factors.indices.map { column($0 + 2) },
      seed: study.seed)
    return StudyAnalysis.Sensitivity(response: response, ranks: nil, indices: indices)
  }

  /// The fronts that figures ask for, each in groups by the panels of its figure; or that of
  /// downtime and total time, among the levels that are compared.
  fileprivate func fronts() -> [StudyAnalysis.Front] {
    guard study.cells.count > 1, study.cells.count <= 10_000 else { return [] }
    let asked = study.figures.filter { $0.kind == .front }.compactMap { figure in
      figure.xResponse.flatMap { x in
        figure.yResponse.map { (x: x, y: $0, apart: figure.panel.map { [$0] } ?? []) }
      }
    }
    func position(of measure: Response.Measure) -> Int? {
      study.responses.firstIndex { $0.measure == measure }
    }
    guard asked.isEmpty, let x = position(of: .totalTime), let y = position(of: .downtime) else {
      return asked.map { front($0.x, $0.y, apart: $0.apart) }
    }
    let others = study.comparison.map { compared in
      study.factors.indices.filter { $0 != compared.factor && study.factors[$0].levels != nil }
    }
    return [front(x, y, apart: others ?? [])]
  }

  /// A front for each combination of levels of the factors that nobody chooses.
  private func front(_ x: Int, _ y: Int, apart: [Int]) -> StudyAnalysis.Front {
    var groups: [(levels: [Int?], cells: [Int])] = []
    var known: [[Int?]: Int] = [:]
    for cell in study.cells {
      guard !values(of: x, in: cell.number).isEmpty, !values(of: y, in: cell.number).isEmpty else {
        continue
      }
      let levels = apart.map { cell.level(of: $0) }
      if let index = known[levels] {
        groups[index].cells.append(cell.number)
      } else {
        known[levels] = groups.count
        groups.append((levels, [cell.number]))
      }
    }
    return StudyAnalysis.Front(
      x: x, y: y,
      groups: groups.compactMap { group in
        let front = ParetoFront(
          x: samples(of: x, in: group.cells), y: samples(of: y, in: group.cells), seed: study.seed,
          sharesRandomNumbers: study.sharesRandomNumbers)
        let place = zip(apart, group.levels).map { factor, level in
          let levels = study.factors[factor].levels ?? []
          return "\(study.factors[factor].name) \(level.map { levels[$0].label } ?? "")"
        }
        return front.map {
          .init(place: place.joined(separator: ", "), cells: group.cells, front: $0)
        }
      })
  }
}
