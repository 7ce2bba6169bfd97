extension StudyResults {
  /// The fronts that figures ask for, each in groups by the panels of its figure; or that of
  /// downtime and total time, among the levels that are compared, if any are.
  func fronts() -> [StudyAnalysis.Front] {
    guard study.cells.count > 1, study.cells.count <= Self.mostOnFronts else { return [] }
    let asked = study.figures.filter { $0.kind == .front }.compactMap { figure in
      figure.xResponse.flatMap { x in
        figure.yResponse.map { (x: x, y: $0, apart: figure.panel.map { [$0] } ?? []) }
      }
    }
    func position(of measure: Response.Measure) -> Int? {
      study.responses.firstIndex { $0.measure == measure }
    }
    guard asked.isEmpty, let compared = study.comparison, let x = position(of: .totalTime),
      let y = position(of: .downtime)
    else {
      return asked.compactMap { front($0.x, $0.y, apart: $0.apart) }
    }
    let others = study.factors.indices.filter {
      $0 != compared.factor && study.factors[$0].levels != nil
    }
    return [front(x, y, apart: others)].compactMap { $0 }
  }

  /// Resampled a thousand times, more take minutes.
  private static var mostOnFronts: Int { 10_000 }

  /// A front for each combination of levels of the factors that nobody chooses; nil without any.
  private func front(_ x: Int, _ y: Int, apart: [Int]) -> StudyAnalysis.Front? {
    var groups: [(levels: [Int?], cells: [Int])] = []
    var numbers: [[Int?]: Int] = [:]
    for cell in study.cells
    where runs[cell.number].contains(where: { $0.values[x] != nil && $0.values[y] != nil }) {
      let levels = apart.map { cell.level(of: $0) }
      if let number = numbers[levels] {
        groups[number].cells.append(cell.number)
      } else {
        numbers[levels] = groups.count
        groups.append((levels, [cell.number]))
      }
    }
    let fronts = groups.compactMap { group -> StudyAnalysis.Front.Group? in
      let both = samples(of: [x, y], in: group.cells)
      let front = ParetoFront(
        x: both[0], y: both[1], seed: study.seed, sharesRandomNumbers: study.sharesRandomNumbers)
      let place = zip(apart, group.levels).map { factor, level in
        let levels = study.factors[factor].levels ?? []
        return "\(study.factors[factor].name) \(level.map { levels[$0].label } ?? "")"
      }
      return front.map {
        .init(place: place.joined(separator: ", "), cells: group.cells, front: $0)
      }
    }
    return fronts.isEmpty ? nil : StudyAnalysis.Front(x: x, y: y, groups: fronts)
  }
}
