import MigrationSim
import SampleRuns
import ScenarioKit
import StudyKit
import Testing

@Suite struct `A figure of a study` {
  private func figure(_ text: String) async throws -> (Figure, StudyResults) {
    let results = try await SmallStudy.results(figures: "figures: [{name: one, \(text)}]\n")
    return (try Figure(results, results.study.wantedFigures[0]), results)
  }

  private func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
  }

  @Test func `of a response has a point a level, at the mean of its runs`() async throws {
    let (figure, results) = try await figure(
      "kind: response, x: writes, y: downtime, series: policy, log: [y]")
    #expect(figure.x.unit == "pages/s" && figure.x.categories == nil)
    #expect(!figure.x.isLogarithmic && figure.y.isLogarithmic)
    #expect(figure.y.unit == "ms")
    let series = try #require(figure.panels.first?.series)
    #expect(series.map(\.name) == ["xen", "qemu"])
    for (policy, one) in series.enumerated() {
      #expect(one.points.map(\.x) == [1000, 4000, 20_000])
      for (writes, point) in one.points.enumerated() {
        // The last factor counts fastest.
        let values = results.values(of: 0, in: 2 * writes + policy)
        #expect(values.count == 5)
        #expect(abs(point.y - mean(values)) < 1e-9 * point.y)
        let interval = try #require(point.yInterval)
        #expect(interval.low < point.y && point.y < interval.high)
      }
    }
    #expect(figure.caption == "means over 5 runs, with 95 % intervals")
  }

  @Test func `holds what it does not show where it was told to`() async throws {
    let (first, results) = try await figure("kind: response, x: writes, y: downtime")
    let (second, _) = try await figure(
      "kind: response, x: writes, y: downtime, at: {policy: qemu}")
    func heights(_ figure: Figure) -> [Double] { figure.panels[0].series[0].points.map(\.y) }
    func means(_ policy: Int) -> [Double] {
      (0..<3).map { mean(results.values(of: 0, in: 2 * $0 + policy)) }
    }
    for (found, expected) in [(heights(first), means(0)), (heights(second), means(1))] {
      #expect(zip(found, expected).allSatisfy { abs($0 - $1) < 1e-9 * $1 })
    }
    #expect(heights(first) != heights(second))
  }

  @Test func `names the places of a factor of words`() async throws {
    let (figure, _) = try await figure("kind: response, x: policy, y: downtime, panel: writes")
    #expect(figure.x.categories == ["xen", "qemu"])
    #expect(
      figure.panels.map(\.title)
        == ["writes 1000 pages/s", "writes 4000 pages/s", "writes 20000 pages/s"])
    #expect(figure.panels.allSatisfy { $0.series[0].points.map(\.x) == [0, 1] })
  }

  @Test func `of a front has every cell, and a stair that no cell lies below`() async throws {
    let (figure, results) = try await figure(
      "kind: front, x: total time, y: downtime, series: policy")
    let panel = try #require(figure.panels.first)
    let points = panel.series.filter { $0.marks == .points }.flatMap(\.points)
    #expect(points.count == results.study.cells.count)
    let stair = try #require(panel.series.first { $0.marks == .stair }?.points)
    #expect(!stair.isEmpty)
    for point in points {
      // A cell is on the stair, or something on it is as good in both.
      #expect(stair.contains { $0.x <= point.x && $0.y <= point.y })
    }
    for step in stair {
      #expect(!points.contains { $0.x < step.x && $0.y < step.y })
    }
  }

  @Test func `of a heat map has a value for each place`() async throws {
    let (figure, results) = try await figure(
      "kind: heat map, x: policy, y: writes, value: downtime")
    let cells = try #require(figure.panels.first?.cells)
    #expect(cells.map(\.count) == [2, 2, 2])
    for (row, values) in cells.enumerated() {
      for (column, value) in values.enumerated() {
        let expected = mean(results.values(of: 0, in: 2 * row + column))
        #expect(abs(try #require(value) - expected) < 1e-9 * expected)
      }
    }
    #expect(figure.value?.isShare == false)
  }

  @Test func `of rounds tells the passes of the run that it names`() async throws {
    let (figure, results) = try await figure(
      "kind: rounds, series: policy, at: {writes: 20000 pages/s}, replication: 3")
    let series = try #require(figure.panels.first?.series)
    #expect(series.map(\.name) == ["xen", "qemu"])
    #expect(figure.caption == "replication 3")
    for one in series {
      // The first pass has all of the guest's 64 MiB to send, and begins at nought.
      #expect(one.points[0].x == 0)
      #expect(abs(one.points[0].y - 64) < 0.5)
      #expect(zip(one.points, one.points.dropFirst()).allSatisfy { $0.x < $1.x })
    }
    // libxenguest's five live passes, and the last.
    #expect(series[0].points.count == 6)
    #expect(results.isWhole)
  }

  @Test func `of pings has each request once, and the pause`() async throws {
    let (figure, _) = try await figure("kind: pings, series: policy, at: {writes: 4000 pages/s}")
    #expect(figure.panels.map(\.title) == ["policy xen", "policy qemu"])
    for panel in figure.panels {
      let answered = try #require(panel.series.first { $0.name == "answered" }?.points)
      let lost = panel.series.first { $0.name == "lost" }?.points ?? []
      let times = (answered + lost).map(\.x).sorted()
      #expect(times.count > 40)
      #expect(zip(times, times.dropFirst()).allSatisfy { abs($1 - $0 - 0.05) < 1e-9 })
      let pause = try #require(panel.spans.first)
      #expect(pause.from > 1 && pause.to > pause.from)
      // Nothing that was sent while the guest stood still was answered at once.
      for point in answered where pause.from < point.x && point.x < pause.to {
        #expect(point.x + point.y / 1000 >= pause.to)
      }
      #expect(lost.allSatisfy { $0.y < answered.map(\.y).min() ?? 0 })
    }
  }

  @Test func `is of each response where the study asks for none`() async throws {
    let results = try await SmallStudy.results()
    let requests = results.study.wantedFigures
    #expect(requests.map(\.name) == ["downtime_ms", "total_time_s", "completed", "lost_pings"])
    for request in requests {
      let figure = try Figure(results, request)
      #expect(figure.panels[0].series.map(\.name) == ["xen", "qemu"])
    }
    #expect(try Figure(results, requests[2]).y.unit == "share of runs")
  }
}
