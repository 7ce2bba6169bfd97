extension FigureDrawing {
  /// A response against a factor: a line a series, or a cloud where the factor follows a law.
  func response() -> Figure {
    guard let factor = request.xFactor, let response = request.yResponse else {
      preconditionFailure("a figure of a response has a factor and a response")
    }
    let isCloud = study.factors[factor].levels == nil
    let panels = panels(showing: [factor]) { group in
      let points = group.cells.compactMap { cell -> Figure.Point? in
        let estimate = CellEstimate(results, response: response, cell: cell.number)
        guard let mean = estimate.mean else { return nil }
        return Figure.Point(
          x: place(of: cell, on: factor), y: mean,
          yInterval: estimate.runs > 1 ? estimate.interval : nil)
      }
      let sorted = isCloud ? points : points.sorted { $0.x < $1.x }
      return [
        Figure.Series(
          name: group.series, marks: isCloud ? .points : .line, style: group.style, points: sorted)
      ]
    }
    return Figure(
      name: request.name, title: title,
      caption: caption(study.responses[response].isBinary ? "shares" : "means", bars: true),
      x: axis(ofFactor: factor, .x), y: axis(ofResponse: response, .y), legend: legend,
      panels: panels)
  }

  /// Two responses against each other, and the stair of what none beats in both.
  func front() -> Figure {
    guard let x = request.xResponse, let y = request.yResponse else {
      preconditionFailure("a figure of a front has two responses")
    }
    // Whatever the other factors are at: a front is over all that one may choose.
    let shown = Array(study.factors.indices)
    let panels = panels(showing: shown) { group in
      let points = group.cells.compactMap { point($0, x, y) }
      return [
        Figure.Series(
          name: group.series, marks: .points, style: group.style, points: points)
      ]
    }
    let stairs = panels.map { panel in
      var panel = panel
      let all = panel.series.flatMap(\.points)
      let best = ParetoFront.front(all.map { ($0.x, $0.y) }).map { all[$0] }
      panel.series.append(
        Figure.Series(
          name: "front", marks: .stair, style: 0,
          points: best.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
            .map { Figure.Point(x: $0.x, y: $0.y) }))
      return panel
    }
    return Figure(
      name: request.name, title: title, caption: caption("means", bars: true),
      x: axis(ofResponse: x, .x), y: axis(ofResponse: y, .y), legend: legend, panels: stairs)
  }

  /// A cell in two responses; nil where one had nothing to measure.
  private func point(_ cell: Study.Cell, _ x: Int, _ y: Int) -> Figure.Point? {
    let estimates = [x, y].map { CellEstimate(results, response: $0, cell: cell.number) }
    guard let first = estimates[0].mean, let second = estimates[1].mean else { return nil }
    let hasIntervals = estimates[0].runs > 1
    return Figure.Point(
      x: first, y: second, xInterval: hasIntervals ? estimates[0].interval : nil,
      yInterval: hasIntervals ? estimates[1].interval : nil)
  }

  /// A response over two factors, as colours.
  func heatMap() -> Figure {
    guard let x = request.xFactor, let y = request.yFactor, let response = request.yResponse else {
      preconditionFailure("a heat map has two factors and a response")
    }
    let columns = study.factors[x].levels ?? []
    let rows = study.factors[y].levels ?? []
    let panels = groups(showing: [x, y]).map { group in
      var panel = Figure.Panel(title: panelTitle(group))
      panel.cells = Array(repeating: Array(repeating: nil, count: columns.count), count: rows.count)
      for cell in group.cells {
        guard let row = cell.level(of: y), let column = cell.level(of: x) else { continue }
        let estimate = CellEstimate(results, response: response, cell: cell.number)
        panel.cells[row][column] = estimate.mean
      }
      return panel
    }
    // Places are places here, even of numbers: columns are as wide as each other.
    func axis(_ factor: Int, _ levels: [Level]) -> Figure.Axis {
      Figure.Axis(study.factors[factor].name, categories: levels.map(\.label))
    }
    var figure = Figure(
      name: request.name, title: title,
      caption: caption(study.responses[response].isBinary ? "shares" : "means", bars: false),
      x: axis(x, columns),
      y: axis(y, rows), legend: "", panels: panels)
    figure.value = self.axis(ofResponse: response, .y)
    return figure
  }
}
