import ScenarioKit

/// Tries every level of a study's factors in the scenario, so that a wrong one is told at once and
/// not hours later.
///
/// Levels are tried one by one, each with the first ones of the others; of a factor that follows
/// a law, its outermost values.
struct LevelTrial {
  let factors: [Factor]
  let responses: [Response]
  let template: ScenarioTemplate
  /// What is set in every cell.
  let settings: [Settings.Setting]
  /// The scenario with that.
  let base: ScenarioTemplate.Reading
  let source: SourceText

  /// What came of it.
  struct Outcome {
    /// With the files that their levels name.
    var factors: [Factor]
    /// Files that levels name, besides those of the scenario.
    var extra: [SourceText] = []
    /// What findings speak of.
    var sources: [SourceText] = []
  }

  private typealias Attempt = (factor: Int?, level: Int, settings: [Settings.Setting])

  /// Tries them all; what is amiss is reported.
  func run(_ findings: Findings) -> Outcome {
    var outcome = Outcome(factors: factors)
    for attempt in attempts {
      do throws(ScenarioError) {
        let reading = try template.scenario(settings + attempt.settings, from: source)
        checkMachines(in: reading.scenario, findings)
        let own = reading.sources.filter { one in
          !base.sources.contains { $0.name == one.name }
        }
        for one in own where !outcome.extra.contains(where: { $0.name == one.name }) {
          outcome.extra.append(one)
        }
        if let factor = attempt.factor { outcome.factors[factor].note(own, at: attempt.level) }
      } catch {
        for found in error.diagnostics { findings.report(explained(found, attempt)) }
        for one in error.sources where !outcome.sources.contains(where: { $0.name == one.name }) {
          outcome.sources.append(one)
        }
      }
    }
    return outcome
  }

  /// What is tried, and for the sake of which level.
  private var attempts: [Attempt] {
    let values = factors.map { factor in
      factor.levels ?? [0, 1].map { factor.level(at: .share($0)) }
    }
    var attempts: [Attempt] = []
    for factor in values.indices {
      for level in values[factor].indices {
        let settings = values.indices.flatMap {
          $0 == factor ? values[factor][level].settings : values[$0].first?.settings ?? []
        }
        attempts.append((factor, level, settings))
      }
    }
    return attempts.isEmpty ? [(nil, 0, [])] : attempts
  }

  /// What is amiss elsewhere than at the level that was tried is told with that level; of a law it
  /// is told what values it has.
  private func explained(_ found: Diagnostic, _ attempt: Attempt) -> Diagnostic {
    guard let factor = attempt.factor.map({ factors[$0] }) else { return found }
    if case .law(_, _, let place) = factor.values, place == found.place {
      let ends = [0, 1].map { factor.level(at: .share($0)).label }
      return found.noting("values of \"\(factor.name)\" are from \(ends[0]) to \(ends[1])")
    }
    // What is wrong with the first levels of all is told once, and of none in particular.
    guard found.place.file == template.source.name, attempt.level > 0,
      let level = factor.levels?[attempt.level]
    else { return found }
    return found.noting("where \(factor.name) is \(level.label)")
  }

  /// Responses are of machines that there are.
  private func checkMachines(in scenario: Scenario, _ findings: Findings) {
    let names = scenario.setup.inventory.vms.map(\.name)
    for asked in responses.compactMap(\.vm) where !names.contains(asked.value) {
      findings.report(
        "the scenario has no VM \"\(asked.value)\"", at: asked.place,
        suggestion: findings.nearest(to: asked.value, among: names))
    }
  }
}

extension Diagnostic {
  /// The same with another sentence behind it.
  func noting(_ sentence: String) -> Diagnostic {
    Diagnostic(
      message, at: place, severity: severity, suggestion: suggestion,
      notes: notes + [Note(message: sentence, place: nil)])
  }
}

extension Factor {
  /// Notes which files a level names besides those of the scenario.
  fileprivate mutating func note(_ files: [SourceText], at level: Int) {
    guard !files.isEmpty, case .levels(var levels) = values else { return }
    values = .levels([])
    levels[level].files = files.map { "\($0.text.utf8.count):\($0.text)" }
    values = .levels(levels)
  }
}
