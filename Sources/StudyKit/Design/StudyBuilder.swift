import ScenarioKit

/// From what a file says to a study: finds what names mean, and everything that is amiss.
struct StudyBuilder {
  let spec: StudySpec
  let source: SourceText
  let findings: Findings

  /// Cells are kept in memory, each with its values.
  private static let mostCells = 2_000_000

  /// Runs are kept in memory too, once they are merged.
  private static let mostRuns = 100_000_000

  /// What a study is made of, so far as it can be told without its scenario.
  struct Parts {
    let design: Design
    let factors: [Factor]
    let responses: [Response]
    let goals: [PrecisionGoal]
    let comparison: Study.Comparison?
    let figures: [FigureRequest]
  }

  /// Finds what names mean; what is amiss is reported.
  func parts() -> Parts {
    let design = laidOut()
    let factors = spec.factors.map { factor($0, design: design.kind) }
    let responses = spec.responses.map(measured)
    checkColumns(factors, responses)
    checkSubjects(responses)
    checkPaths(factors)
    return Parts(
      design: design, factors: factors, responses: responses,
      goals: spec.replications.goals.compactMap { precision($0, responses) },
      comparison: spec.comparison.flatMap { compared($0, factors, responses) },
      figures: spec.figures.compactMap { drawn($0, factors, responses) })
  }

  /// The study without its scenario's own files; nil where it is too large, which is reported.
  func study(
    _ parts: Parts, _ template: ScenarioTemplate, scenarioTitle: String, seed: UInt64
  ) -> Study? {
    guard let cells = cells(of: parts.factors, parts.design, seed: seed) else { return nil }
    let often = parts.goals.isEmpty ? spec.replications.most : spec.replications.least
    guard cells.count * often <= Self.mostRuns else {
      findings.report(
        "\(cells.count) cells with \(often) replications each are more than "
          + "\(Self.mostRuns) runs", at: spec.replications.place ?? spec.design.place)
      return nil
    }
    return Study(
      name: spec.name.value, title: spec.title, about: spec.about, sources: [source], seed: seed,
      sharesRandomNumbers: spec.sharesRandomNumbers, design: parts.design, factors: parts.factors,
      replications: ReplicationRule(
        least: spec.replications.least, most: spec.replications.most, goals: parts.goals),
      responses: parts.responses, comparison: parts.comparison, figures: parts.figures,
      cells: cells, template: template, settings: spec.settings.all, scenarioDigest: "",
      scenarioTitle: scenarioTitle)
  }

  private func laidOut() -> Design {
    let written = spec.design
    switch written.kind {
    case .fullFactorial, .oneAtATime:
      if written.points != nil {
        findings.report("a design \(written.kind.rawValue) has no points", at: written.place)
      }
    case .latinHypercube, .sobol, .sobolIndices:
      if written.points == nil {
        findings.report(
          "how many points has it? write {name: \(written.kind.rawValue), points: 100}",
          at: written.place)
      }
      if spec.factors.isEmpty {
        findings.report(
          "a design \(written.kind.rawValue) needs a factor to sample", at: written.place)
      }
    }
    if let most = Design.mostFactors(written.kind), spec.factors.count > most {
      findings.report(
        "a design \(written.kind.rawValue) has at most \(most) factors", at: written.place)
    }
    return Design(kind: written.kind, points: written.points ?? 1)
  }

  private func cells(of factors: [Factor], _ design: Design, seed: UInt64) -> [Study.Cell]? {
    let counts = factors.map { $0.levels?.count }
    let product = counts.reduce(1.0) { $0 * Double($1 ?? 1) }
    let most = design.kind == .fullFactorial ? product : Double(design.points)
    guard
      most * (design.kind == .sobolIndices ? Double(factors.count + 2) : 1)
        <= Double(Self.mostCells)
    else {
      findings.report(
        "the study has more than \(Self.mostCells) cells", at: spec.design.place)
      return nil
    }
    return design.cells(counts: counts, seed: seed).enumerated().map { number, coordinates in
      Study.Cell(number: number, coordinates: coordinates)
    }
  }

  private func measured(_ spec: ResponseSpec) -> Response {
    // One whose measure could not be read may still be referred to by its name.
    let isKnown = spec.measure.place.isWritten
    return Response(
      name: spec.name?.value ?? (isKnown ? spec.measure.value.rawValue : ""),
      measure: spec.measure.value, vm: spec.vm, summary: spec.summary,
      place: isKnown ? spec.name?.place ?? spec.measure.place : spec.measure.place)
  }

  /// Two things cannot share a column, nor take one that every table has.
  private func checkColumns(_ factors: [Factor], _ responses: [Response]) {
    var taken: [String: SourcePlace?] = [:]
    for own in ResultTable.ownColumns { taken[own] = .some(nil) }
    let all =
      factors.map { ($0.column, $0.name, $0.place) }
      + responses.filter(\.place.isWritten).map { ($0.column, $0.name, $0.place) }
    for (column, name, place) in all where !name.isEmpty {
      if column.isEmpty {
        findings.report("\"\(name)\" has no letter to call a column by", at: place)
      } else if let first = taken[column] {
        findings.report(
          "\"\(name)\" makes a column \"\(column)\", which is there already", at: place,
          notes: [
            .init(
              message: first == nil ? "every table has it" : "it is made here", place: first)
          ])
      } else {
        taken[column] = place
      }
    }
  }

  /// The same number twice a run is a mistake, or would be taken for one.
  private func checkSubjects(_ responses: [Response]) {
    var seen: [String: SourcePlace] = [:]
    for response in responses where response.place.isWritten {
      if let first = seen[response.subject] {
        findings.report(
          "\"\(response.subject)\" is measured twice", at: response.place,
          notes: [.init(message: "it is measured here already", place: first)])
      }
      seen[response.subject] = response.place
    }
  }

  /// A value that is put over what another factor has put there would undo it in silence.
  private func checkPaths(_ factors: [Factor]) {
    var earlier: [ValuePath] = []
    for factor in factors {
      var own: [ValuePath] = []
      for path in factor.paths where !own.contains(path) { own.append(path) }
      for path in own {
        guard let undone = earlier.first(where: path.isAround) else { continue }
        findings.report(
          "what stands at \(path.text) is set by two factors", at: path.place,
          notes: [.init(message: "it is set here already", place: undone.place)])
      }
      earlier += own
    }
  }

  private func precision(_ spec: GoalSpec, _ responses: [Response]) -> PrecisionGoal? {
    guard let index = position(of: spec.response, among: responses.map(\.name), "response") else {
      return nil
    }
    let response = responses[index]
    let text = spec.halfWidth.value
    guard let width = UnitNumber(text), width.number > 0 else {
      findings.report(
        "\"\(text)\" is no half-width, such as \"5 %\"", at: spec.halfWidth.place)
      return nil
    }
    if response.isBinary {
      guard width.unit == "%" else {
        findings.report(
          "that of yes or no is in points of a hundred: \"2 %\"", at: spec.halfWidth.place)
        return nil
      }
      return PrecisionGoal(
        response: index, precision: Precision(halfWidth: .absolute(width.number / 100)))
    }
    if width.unit == "%" {
      return PrecisionGoal(
        response: index, precision: Precision(halfWidth: .relative(width.number / 100)))
    }
    guard let own = width.converted(to: response.unit.written) else {
      let unit = response.unit.written
      findings.report(
        "\(response.name) is told in \(unit.isEmpty ? "plain numbers" : unit)",
        at: spec.halfWidth.place)
      return nil
    }
    return PrecisionGoal(
      response: index, precision: Precision(halfWidth: .absolute(own.number)))
  }

  private func compared(
    _ spec: ComparisonSpec, _ factors: [Factor], _ responses: [Response]
  ) -> Study.Comparison? {
    let factor = position(of: spec.factor, among: factors.map(\.name), "factor")
    let response = position(of: spec.response, among: responses.map(\.name), "response")
    guard let factor, let response else { return nil }
    guard let levels = factors[factor].levels, levels.count > 1 else {
      findings.report("only a factor with several values can be compared", at: spec.factor.place)
      return nil
    }
    switch self.spec.design.kind {
    case .fullFactorial, .oneAtATime: break
    default:
      findings.report(
        "levels can be compared in a full factorial, or one at a time", at: spec.factor.place)
      return nil
    }
    return Study.Comparison(
      factor: factor, response: response, smallerIsBetter: spec.smallerIsBetter)
  }

  /// Where a name stands among others; nil where it does not, which is reported.
  func position(of name: Name, among names: [String], _ noun: String) -> Int? {
    if let index = names.firstIndex(of: name.value) { return index }
    guard !name.value.isEmpty else { return nil }
    let names = names.filter { !$0.isEmpty }
    let near = findings.nearest(to: name.value, among: names)
    findings.report(
      "the study has no \(noun) \"\(name.value)\"", at: name.place, suggestion: near,
      notes: near == nil
        ? [.init(message: "it has \(names.joined(separator: ", "))", place: nil)] : [])
    return nil
  }
}

extension SourcePlace {
  /// Whether something stands there: a stand-in for what was wrong or missing has no place.
  var isWritten: Bool { !file.isEmpty }
}

extension Response.Unit {
  /// As quantities are written with it; empty for plain numbers.
  var written: String {
    switch self {
    case .milliseconds, .seconds, .mebibytes, .percent: rawValue
    case .count, .ratio, .truth: ""
    }
  }
}

extension Factor {
  /// The level that a coordinate means.
  func level(at coordinate: Design.Coordinate) -> Level {
    switch (values, coordinate) {
    case (.levels(let levels), .level(let index)): levels[index]
    case (.law(let law, let paths, let place), .share(let u)):
      law.level(at: u, paths, place: place)
    default: preconditionFailure("a factor was given a coordinate of another kind")
    }
  }
}
