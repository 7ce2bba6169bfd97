import StudyKit

extension TextReport {
  /// Which level is the best, for each combination of the others.
  func comparisons(_ report: StudyReport) -> [String] {
    guard let compared = report.compared else { return [] }
    let factor = report.factors[compared.factor]
    let response = report.responses[compared.response]
    let unit = response.unit.map { $0.isEmpty ? "" : " \($0)" } ?? ""
    let word = compared.smallerIsBetter ? "smallest" : "largest"
    var lines = heading("Which \(factor.name) has the \(word) \(response.name)?")
    for group in report.analysis.comparisons {
      let others = report.factors.indices.filter { $0 != compared.factor }
      let place = zip(others, group.others).map { "\(report.factors[$0].name) \($1)" }
      if !place.isEmpty { lines += paragraph(place.joined(separator: ", ") + ":", indent: 0) }
      lines += paragraph(
        verdict(group, factor, unit: unit, isPaired: report.sharesRandomNumbers), indent: 2)
      lines += pairs(group, factor)
    }
    return lines
  }

  private func verdict(
    _ group: StudyAnalysis.Comparison, _ factor: StudyReport.Subject, unit: String, isPaired: Bool
  ) -> String {
    func label(_ alternative: Int) -> String { factor.levels?[group.levels[alternative]] ?? "" }
    let leftOut = group.leftOut.map { factor.levels?[$0] ?? "" }
    let rest =
      leftOut.isEmpty ? "" : " Too few values to be compared: \(leftOut.joined(separator: ", "))."
    guard let choice = group.choice else { return "There is nothing to compare.\(rest)" }
    let count = NumberText.count(choice.count, "replication")
    let basis =
      isPaired
      ? " Over the \(count) in which all have a value." : " Over \(count) of each, or more."
    let sure =
      choice.candidates.count == 1
      ? "\(label(choice.leader)) is the best, with 95 % confidence."
      : """
      The best is among \(choice.candidates.map(label).joined(separator: ", ")), with 95 % \
      confidence; \(label(choice.leader)) leads, and is worse than the best by at most \
      \(short(choice.margin))\(unit).
      """
    return sure + basis + rest
  }

  /// How far the others are from the one that leads; analysis.json has all pairs.
  private func pairs(
    _ group: StudyAnalysis.Comparison, _ factor: StudyReport.Subject
  ) -> [String] {
    guard let leader = group.choice?.leader, let pairs = group.pairs?.pairs else { return [] }
    func label(_ alternative: Int) -> String { factor.levels?[group.levels[alternative]] ?? "" }
    var table = TextTable(columns: [
      .init(heading: "less \(label(leader))", isNumber: false), .init(heading: "difference"),
      .init(heading: "simultaneous", unit: "95 % interval"),
      .init(heading: "p", unit: "Holm"),
    ])
    table.rows = pairs.filter { $0.first == leader || $0.second == leader }.map { pair in
      let isSecond = pair.first == leader
      let sign = isSecond ? 1.0 : -1
      let ends = [pair.simultaneousInterval.low, pair.simultaneousInterval.high]
        .map { sign * $0 }.sorted()
      return [
        label(isSecond ? pair.second : pair.first), short(sign * pair.comparison.difference),
        "\(short(ends[0])) … \(short(ends[1]))", probability(pair.adjustedP),
      ]
    }
    return table.lines(indent: 4, width: width)
  }

  /// What each factor does to a response, and how much of the whole that is.
  func effects(_ effects: StudyAnalysis.Effects, _ report: StudyReport) -> [String] {
    let response = report.responses[effects.response]
    let analysis = effects.effects.analysisOfVariance
    var table = TextTable(columns: [
      .init(heading: "", isNumber: false), .init(heading: "share of", unit: "variation"),
      .init(heading: "df"), .init(heading: "F"), .init(heading: "p"),
    ])
    let sources =
      analysis.factors + analysis.interactions + (analysis.higherOrder.map { [$0] } ?? [])
    guard sources.contains(where: { $0.share != nil }) else { return [] }
    table.rows = sources.map { source in
      let names = source.factors.map { report.factors[$0].name }.joined(separator: " × ")
      return [
        names.isEmpty ? "of higher order" : names,
        source.share.map { "\(NumberText.fixed($0 * 100, 1)) %" } ?? "–",
        "\(source.degreesOfFreedom)", source.f.map(short) ?? "–",
        source.pValue.map(probability) ?? "–",
      ]
    }
    return heading("What makes the difference in \(response.name)?")
      + paragraph(
        "Over the \(NumberText.count(effects.replications, "replication")) with a value in "
          + "every cell; the mean of all is \(short(effects.effects.grandMean)).", indent: 0)
      + table.lines(indent: 0, width: width)
  }

  /// How responses are spread over the points of a sampled design.
  func spread(_ report: StudyReport) -> [String] {
    var table = TextTable(columns: [
      .init(heading: "response", isNumber: false), .init(heading: "unit", isNumber: false),
      .init(heading: "mean"), .init(heading: "deviation", rank: 2),
      .init(heading: "5th", unit: "percentile"), .init(heading: "median"),
      .init(heading: "95th", unit: "percentile"), .init(heading: "points", rank: 1),
    ])
    table.rows = report.analysis.sensitivities.map { sensitivity in
      let response = report.responses[sensitivity.response]
      let spread = sensitivity.spread
      let numbers = [
        spread?.mean, spread?.standardDeviation, spread?.percentile5, spread?.median,
        spread?.percentile95,
      ]
      return [response.name, response.unit ?? ""] + numbers.map { $0.map(short) ?? "–" }
        + ["\(spread?.count ?? 0)"]
    }
    return heading("Over all points") + table.lines(indent: 0, width: width)
      + paragraph("cells.csv and runs.csv have every point.", indent: 0, style: .faint)
  }

  /// What each factor of a sampled design does.
  func sensitivities(_ report: StudyReport) -> [String] {
    guard !report.analysis.sensitivities.isEmpty else { return [] }
    let hasIndices = report.design == Design.Kind.sobolIndices.rawValue
    var columns: [TextTable.Column] = [
      .init(heading: "response", isNumber: false), .init(heading: "factor", isNumber: false),
    ]
    columns += (hasIndices ? ["first order", "total"] : ["rank correlation"]).flatMap {
      [TextTable.Column(heading: $0), TextTable.Column(heading: "95 %", unit: "interval")]
    }
    var table = TextTable(columns: columns)
    for sensitivity in report.analysis.sensitivities {
      for (index, factor) in report.factors.enumerated() {
        let name = index == 0 ? report.responses[sensitivity.response].name : ""
        let numbers: [(Double?, ConfidenceInterval?)] =
          if hasIndices {
            sensitivity.indices.map {
              [$0.inputs[index].firstOrder, $0.inputs[index].total].map {
                ($0.value, $0.interval)
              }
            } ?? [(nil, nil), (nil, nil)]
          } else {
            [
              (
                sensitivity.ranks?.inputs[index].correlation,
                sensitivity.ranks?.inputs[index].interval
              )
            ]
          }
        table.rows.append(
          [name, factor.name]
            + numbers.flatMap { value, interval in
              [
                value.map { NumberText.fixed($0, 3) } ?? "–",
                interval.map { "\(NumberText.fixed($0.low, 3)) … \(NumberText.fixed($0.high, 3))" }
                  ?? "–",
              ]
            })
      }
    }
    return heading(hasIndices ? "Sobol's indices" : "How responses rise and fall with the factors")
      + table.lines(indent: 0, width: width)
  }

  /// The cells that none beats in two responses at once.
  func fronts(_ report: StudyReport) -> [[String]] {
    report.analysis.fronts.map { front in
      let x = report.responses[front.x]
      let y = report.responses[front.y]
      var lines = heading("What none beats in \(x.name) and \(y.name) at once")
      for group in front.groups {
        if !group.place.isEmpty { lines += paragraph("\(group.place):", indent: 0) }
        lines += self.front(group, x, y, report).lines(indent: 2, width: width)
      }
      return lines
    }
  }

  private func front(
    _ group: StudyAnalysis.Front.Group, _ x: StudyReport.Subject, _ y: StudyReport.Subject,
    _ report: StudyReport
  ) -> TextTable {
    var table = TextTable(
      columns: report.factors.map { .init(heading: $0.name, isNumber: $0.unit != nil) } + [
        .init(heading: x.name, unit: x.unit ?? ""), .init(heading: y.name, unit: y.unit ?? ""),
        .init(heading: "on the front", unit: "of resamples", rank: 1),
      ])
    table.rows = zip(group.cells, group.front.cells).filter { $0.1.isOnFront }.prefix(20)
      .map { number, cell in
        report.analysis.cells[number].levels + [
          short(cell.x), short(cell.y),
          cell.membership.map { "\(NumberText.fixed($0 * 100, 0)) %" } ?? "–",
        ]
      }
    return table
  }
}
