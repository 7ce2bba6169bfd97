import Foundation
import MigrationSim
import ScenarioKit
import Testing

@testable import StudyKit

/// Results made by hand, for what is told of them.
@Suite struct `What a study's runs tell` {
  /// A study of two factors, with the values that `value` says: of a cell, a replication and a
  /// response; nil for a run that is not there.
  private static func results(
    _ study: Study, replications: Int, _ value: (Int, Int) -> [Double?]?
  ) async throws -> StudyResults {
    try await Repository.inFolder { path in
      let folder = StudyFolder(path)
      try folder.create()
      let format = LineFormat(study)
      var text = ""
      for cell in study.cells {
        let key = CellKey(study, cell)
        for replication in 0..<replications {
          guard let values = value(cell.number, replication) else { continue }
          text += format.text(
            ResultLine(
              run: RunKey(key, replication: replication), replication: replication,
              values: values))
        }
      }
      try text.write(
        toFile: "\(folder.shards)/0-of-1.jsonl", atomically: false, encoding: .utf8)
      return StudyResults(study, in: folder)
    }
  }

  private static func text(_ more: String = "", replications: Int = 12) -> String {
    """
    study: trial
    scenario: move.yaml
    factors:
      - {name: memory, path: "vms[web].memory", values: [64 MiB, 96 MiB]}
      - {name: policy, path: migration.policy, values: [xen, xen-legacy, qemu]}
    replications: \(replications)
    responses: [downtime, total time, completed]
    compare: {factor: policy, by: downtime}
    \(more)
    """
  }

  /// Downtimes: 100 a policy and 10 a memory, with a luck that all cells share.
  private static func plain(_ cell: Int, _ replication: Int) -> [Double?] {
    let (memory, policy) = (Double(cell / 3), Double(cell % 3))
    let luck = Double(replication * 7 % 12)
    return [100 * policy + 10 * memory + luck, 5 - policy + luck / 100, 1]
  }

  @Test func `is told cell by cell`() async throws {
    let study = try TrialStudy.load(Self.text())
    let results = try await Self.results(study, replications: 12, Self.plain)
    let analysis = StudyAnalysis(results)
    #expect(analysis.cells.map(\.levels).first == ["64 MiB", "xen"])
    let first = analysis.cells[4].estimates
    // Lucks are 0 to 11: their mean is 5.5, their deviation √13.
    #expect(
      isClose(first[0].mean, 115.5)
        && isClose(first[0].summary?.standardDeviation, 13.0.squareRoot()))
    #expect(first[0].runs == 12 && first[0].values == 12)
    #expect(first[2].proportion == Proportion(12, of: 12) && first[2].mean == 1)
    #expect(first[2].summary == nil)
    // Of twelve the median lies between the third and the tenth, by order statistics.
    #expect(first[0].medianInterval == ConfidenceInterval(low: 112, high: 119))
  }

  @Test func `is told of the levels that are compared, for each of the others`() async throws {
    let study = try TrialStudy.load(Self.text())
    let results = try await Self.results(study, replications: 12, Self.plain)
    let comparisons = StudyAnalysis(results).comparisons
    #expect(comparisons.map(\.others) == [["64 MiB"], ["96 MiB"]])
    for comparison in comparisons {
      #expect(comparison.levels == [0, 1, 2] && comparison.leftOut.isEmpty)
      #expect(comparison.choice?.leader == 0 && comparison.choice?.candidates == [0])
      // The luck is the same and drops out.
      #expect(comparison.pairs?.pairs.map(\.comparison.difference) == [100, 200, 100])
    }
    let effects = try #require(StudyAnalysis(results).effects.first)
    #expect(effects.response == 0 && effects.replications == 12)
    #expect(effects.effects.mainEffects[1].map(\.deviation) == [-100, 0, 100])
  }

  @Test func `leaves out levels without enough values, and says which`() async throws {
    let study = try TrialStudy.load(Self.text())
    let results = try await Self.results(study, replications: 12) { cell, replication in
      cell % 3 == 1 && replication > 0 ? [nil, nil, 0] : Self.plain(cell, replication)
    }
    let comparison = try #require(StudyAnalysis(results).comparisons.first)
    #expect(comparison.levels == [0, 2] && comparison.leftOut == [1])
    #expect(comparison.choice?.count == 12)
    let estimate = StudyAnalysis(results).cells[1].estimates
    #expect(estimate[0].runs == 12 && estimate[0].values == 1 && estimate[0].interval == nil)
    #expect(estimate[2].proportion?.count == 1 && estimate[2].proportion?.of == 12)
  }

  /// Replications 2 of one cell and 5 of another are missing: the others are paired as they are.
  @Test func `pairs runs of equal numbers where some are missing`() async throws {
    let study = try TrialStudy.load(Self.text())
    let results = try await Self.results(study, replications: 12) { cell, replication in
      (cell, replication) == (0, 2) || (cell, replication) == (1, 5)
        ? nil : Self.plain(cell, replication)
    }
    #expect(results.missing == 2 && !results.isWhole && results.count == 70)
    let comparison = try #require(StudyAnalysis(results).comparisons.first)
    #expect(comparison.choice?.count == 10)
    for pair in comparison.pairs?.pairs ?? [] {
      #expect(pair.comparison.interval.low == pair.comparison.interval.high)
    }
    let samples = results.samples(of: [0], in: [0, 1])[0]
    #expect(zip(samples[0], samples[1]).allSatisfy { $1 - $0 == 100 })
  }

  /// Where one response has no value, the other's of that run is not on the front either.
  @Test func `takes both responses of a front from the same runs`() async throws {
    let study = try TrialStudy.load(Self.text())
    let results = try await Self.results(study, replications: 12) { cell, replication in
      var values = Self.plain(cell, replication)
      if replication % 2 == cell % 2 { values[replication % 3 == 0 ? 0 : 1] = nil }
      return values
    }
    let both = results.samples(of: [0, 1], in: [0, 2])
    #expect(both.map { $0.map(\.count) } == [[6, 6], [6, 6]])
    for (x, y) in zip(both[0][0], both[1][0]) { #expect(isClose(y, 5 + x / 100)) }
    // No run has both in all cells of a memory.
    #expect(StudyAnalysis(results).fronts.isEmpty)
  }

  @Test func `has the front of downtime and total time among what is compared`() async throws {
    let study = try TrialStudy.load(Self.text())
    let results = try await Self.results(study, replications: 12, Self.plain)
    let front = try #require(StudyAnalysis(results).fronts.first)
    // A longer total time goes with a shorter downtime; nobody chooses how much memory there is.
    #expect(front.groups.map(\.place) == ["memory 64 MiB", "memory 96 MiB"])
    #expect(front.groups.map(\.cells) == [[0, 1, 2], [3, 4, 5]])
    for group in front.groups {
      #expect(group.front.cells.map(\.isOnFront) == [true, true, true])
      #expect(group.front.cells.map(\.membership) == [1, 1, 1])
    }
  }

  @Test func `has the front that a figure asks for, over all cells unless it has panels`()
    async throws
  {
    let whole = "figures: [{name: one, kind: front, x: total time, y: downtime}]"
    let study = try TrialStudy.load(Self.text(whole))
    let results = try await Self.results(study, replications: 12, Self.plain)
    let front = try #require(StudyAnalysis(results).fronts.first)
    // More memory is worse in one and no better in the other.
    #expect(front.groups.map(\.cells) == [Array(0..<6)])
    #expect(
      front.groups[0].front.cells.map(\.isOnFront) == [true, true, true, false, false, false])
    #expect(front.groups[0].front.cells.map(\.membership) == [1, 1, 1, 0, 0, 0])

    let panels = "figures: [{name: one, kind: front, x: total time, y: downtime, panel: policy}]"
    let apart = try TrialStudy.load(Self.text(panels))
    let others = try await Self.results(apart, replications: 12, Self.plain)
    #expect(StudyAnalysis(others).fronts.first?.groups.map(\.cells) == [[0, 3], [1, 4], [2, 5]])
  }

  @Test func `compares only the base's levels where one goes at a time`() async throws {
    let study = try TrialStudy.load(Self.text("design: one at a time"))
    #expect(study.cells.count == 4)
    let results = try await Self.results(study, replications: 12) { cell, replication in
      [Double(cell * 10 + replication), 1, 1]
    }
    let comparisons = StudyAnalysis(results).comparisons
    #expect(comparisons.map(\.others) == [["64 MiB"]] && comparisons[0].levels == [0, 1, 2])
    #expect(StudyAnalysis(results).effects.isEmpty)
  }

  @Test func `tells of a sample how a response goes with each factor`() async throws {
    func study(_ design: String) throws -> Study {
      try TrialStudy.load(
        """
        study: trial
        scenario: move.yaml
        design: \(design)
        factors:
          - name: writes
            path: vms[web].workload.classes[hot].writes
            range: {from: 0 pages/s, to: 1000 pages/s}
          - {name: pause, path: "timeline[wait].for", range: {from: 1 s, to: 2 s}}
        responses: [downtime]
        """)
    }
    let hypercube = try study("{name: latin hypercube, points: 40}")
    func made(_ study: Study) async throws -> StudyAnalysis {
      let inputs = study.cells.map { study.levels(of: $0).map { $0.number ?? 0 } }
      return StudyAnalysis(
        try await Self.results(study, replications: 1) { cell, _ in
          [3 * inputs[cell][0] - 1000 * inputs[cell][1]]
        })
    }
    let sensitivity = try #require(try await made(hypercube).sensitivities.first)
    let ranks = try #require(sensitivity.ranks)
    // Means of 500 and 1.5, in the slices of a hypercube: 3 · 500 - 1000 · 1.5.
    #expect(sensitivity.spread?.count == 40 && abs(sensitivity.spread?.mean ?? 99) < 20)
    #expect(ranks.inputs[0].correlation ?? 0 > 0.85 && ranks.inputs[1].correlation ?? 0 < -0.1)

    let sobol = try study("{name: sobol indices, points: 255}")
    #expect(sobol.cells.count == 255 * 4)
    let told = try #require(try await made(sobol).sensitivities.first)
    #expect(told.spread?.count == 510)
    let indices = try #require(told.indices)
    // Variances are (3 · 1000)²/12 and 1000²/12: nine tenths and one tenth of the whole.
    #expect(abs(indices.inputs[0].firstOrder.value - 0.9) < 0.03)
    #expect(abs(indices.inputs[1].total.value - 0.1) < 0.02)
  }

  @Test func `is nothing where nothing was run`() async throws {
    let study = try TrialStudy.load(Self.text())
    let results = try await Self.results(study, replications: 0) { _, _ in nil }
    let analysis = StudyAnalysis(results)
    #expect(results.missing == 72 && results.count == 0)
    #expect(
      analysis.cells.allSatisfy { $0.estimates.allSatisfy { $0.mean == nil && $0.interval == nil } }
    )
    #expect(analysis.effects.isEmpty && analysis.fronts.isEmpty)
    #expect(analysis.comparisons.allSatisfy { $0.choice == nil && $0.leftOut == [0, 1, 2] })
  }
}
