/// What all kinds of pictures need of a study's results.
struct FigureDrawing {
  let results: StudyResults
  let request: FigureRequest

  init(_ results: StudyResults, _ request: FigureRequest) {
    self.results = results
    self.request = request
  }

  var study: Study { results.study }
  var legend: String { request.series.map { study.factors[$0].name } ?? "" }
  var title: String { request.title.isEmpty ? study.title : request.title }

  /// The cells of one panel and one series.
  struct Group {
    let panel: Int
    let panelTitle: String
    let style: Int
    let series: String
    let cells: [Study.Cell]
  }

  /// The cells that are shown, by panels and series: where other factors with levels than those
  /// that are shown have the level at which they are held.
  func groups(showing shown: [Int]) -> [Group] {
    let panels = levels(of: request.panel)
    let series = levels(of: request.series)
    let free = Set(shown + [request.panel, request.series].compactMap { $0 })
    let held = study.factors.indices.filter { !free.contains($0) }
    let cells = study.cells.filter { cell in
      held.allSatisfy { factor in
        (cell.level(of: factor) ?? request.heldAt[factor]) == request.heldAt[factor]
      }
    }
    return panels.flatMap { panel in
      series.map { one in
        Group(
          panel: panel.number ?? 0, panelTitle: panel.label, style: one.number ?? 0,
          series: one.label,
          cells: cells.filter { cell in
            isAt(panel.number, request.panel, cell) && isAt(one.number, request.series, cell)
          })
      }
    }
  }

  /// The levels of a factor; one without a number where there is no factor.
  private func levels(of factor: Int?) -> [(number: Int?, label: String)] {
    guard let factor else { return [(nil, "")] }
    let levels = study.factors[factor].levels ?? []
    return levels.enumerated().map { ($0, $1.label) }
  }

  private func isAt(_ level: Int?, _ factor: Int?, _ cell: Study.Cell) -> Bool {
    guard let factor else { return true }
    return cell.level(of: factor) == level
  }

  /// Panels of what `series` makes of each group; a series without points is left out.
  func panels<Failure: Error>(
    showing shown: [Int], _ series: (Group) throws(Failure) -> [Figure.Series]
  ) throws(Failure) -> [Figure.Panel] {
    var panels: [Figure.Panel] = []
    for group in groups(showing: shown) {
      if panels.count <= group.panel { panels.append(.init(title: panelTitle(group))) }
      panels[group.panel].series += try series(group).filter { !$0.points.isEmpty }
    }
    return panels
  }

  func panelTitle(_ group: Group) -> String {
    request.panel.map { "\(study.factors[$0].name) \(group.panelTitle)" } ?? ""
  }

  func axis(ofFactor factor: Int, _ axis: FigureRequest.Axis) -> Figure.Axis {
    let factor = study.factors[factor]
    return Figure.Axis(
      factor.name, unit: factor.unit ?? "",
      isLogarithmic: factor.unit != nil && request.logarithmic.contains(axis),
      categories: factor.unit == nil ? factor.levels?.map(\.label) : nil)
  }

  func axis(ofResponse response: Int, _ axis: FigureRequest.Axis) -> Figure.Axis {
    let response = study.responses[response]
    return Figure.Axis(
      response.name, unit: response.isBinary ? "share of runs" : response.unit.rawValue,
      isLogarithmic: request.logarithmic.contains(axis), isShare: response.isBinary)
  }

  /// What is drawn of a cell, and over how many runs.
  func caption(_ what: String, bars: Bool) -> String {
    let counts = results.runs.map(\.count)
    let least = counts.min() ?? 0
    let most = counts.max() ?? 0
    guard most > 1 else { return "one run each" }
    let runs = least == most ? "\(most)" : "\(least) to \(most)"
    return "\(what) over \(runs) runs" + (bars ? ", with 95 % intervals" : "")
  }

  /// Where a cell stands on the axis of a factor.
  func place(of cell: Study.Cell, on factor: Int) -> Double {
    study.levels(of: cell)[factor].number ?? Double(cell.level(of: factor) ?? 0)
  }
}
