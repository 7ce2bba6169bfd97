import MigrationSim
import ScenarioKit

/// Pictures of single runs, which are made once more: a study keeps no histories.
extension FigureDrawing {
  /// How much is left to send as each pass begins, round by round.
  func rounds() throws(ScenarioError) -> Figure {
    let panels = try panels(showing: []) { group throws(ScenarioError) in
      guard let cell = group.cells.first else { return [] }
      let run = try CellCast(study, cell).result(replication: Int(request.replication))
      guard let migration = run.migrations.first(where: { !$0.rounds.isEmpty }) else { return [] }
      let began = migration.rounds[0].began
      let points = migration.rounds.filter { $0.pagesToSend > 0 }.map { round in
        Figure.Point(
          x: seconds(round.began - began),
          y: Double(round.pagesToSend) * Double(Page.bytes) / 0x1p20)
      }
      return [
        Figure.Series(name: group.series, marks: .line, style: group.style, points: points)
      ]
    }
    return Figure(
      name: request.name, title: title, caption: "replication \(request.replication)",
      x: Figure.Axis(
        "since the first pass began", unit: "s", isLogarithmic: request.logarithmic.contains(.x)),
      y: Figure.Axis(
        "to send as a pass begins", unit: "MiB",
        isLogarithmic: request.logarithmic.contains(.y)),
      legend: legend, panels: panels)
  }

  /// When pings were sent and how long their answers took, with those that were lost below.
  ///
  /// A series stands in a panel of its own: clouds of points would hide each other.
  func pings() throws(ScenarioError) -> Figure {
    var panels: [Figure.Panel] = []
    for group in groups(showing: []) {
      guard let cell = group.cells.first else { continue }
      let run = try CellCast(study, cell).result(replication: Int(request.replication))
      let labels = [panelTitle(group), request.series.map { _ in "\(legend) \(group.series)" }]
      let title = labels.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ", ")
      panels.append(pings(of: run, title: title))
    }
    var figure = Figure(
      name: request.name, title: title, caption: "replication \(request.replication)",
      x: Figure.Axis("sent at", unit: "s"),
      y: Figure.Axis("round trip", unit: "ms", isLogarithmic: true), legend: "pings",
      panels: panels)
    figure.spanMeaning = "guest paused"
    return figure
  }

  private func pings(of run: RunResult, title: String) -> Figure.Panel {
    let requests = run.pings.flatMap(\.requests)
    let answered = requests.compactMap { request -> Figure.Point? in
      guard case .answered(let roundTrip) = request.fate else { return nil }
      return Figure.Point(x: seconds(request.sent - .zero), y: 1000 * seconds(roundTrip))
    }
    // Below the shortest round trip, where no answer can stand.
    let floor = (answered.map(\.y).min() ?? 1) / 2
    let lost = requests.compactMap { request -> Figure.Point? in
      guard case .lost = request.fate else { return nil }
      return Figure.Point(x: seconds(request.sent - .zero), y: floor)
    }
    var panel = Figure.Panel(title: title)
    panel.series = [
      Figure.Series(name: "answered", marks: .points, style: 0, points: answered),
      Figure.Series(name: "lost", marks: .crosses, style: 1, points: lost),
    ].filter { !$0.points.isEmpty }
    panel.spans = run.migrations.compactMap { migration in
      let paused = migration.phases.filter(\.phase.isDowntime)
      guard let first = paused.first, let last = paused.last else { return nil }
      return Figure.Span(from: seconds(first.began - .zero), to: seconds(last.ended - .zero))
    }
    return panel
  }

  private func seconds(_ duration: SimDuration) -> Double { Double(duration.nanoseconds) / 1e9 }
}
