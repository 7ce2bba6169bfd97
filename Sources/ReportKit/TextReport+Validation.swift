import ValidationKit

extension TextReport {
  /// The page for a validation, with a line feed at its end.
  public func text(_ report: ValidationReport) -> String {
    page(
      [
        paragraph("Published figures, and the model's", indent: 0, style: .heading)
          + paragraph(
            "Means over \(NumberText.count(Int(report.replications), "replication"))."
              + " fit: a constant was fitted to this figure; pass: it is a check, and met;"
              + " MISS: not met, and known not to be; FAIL: not met.", indent: 0)
      ] + report.systems.map(system) + [uncovered(report.uncovered), tally(report)])
  }

  private func system(_ system: ValidationReport.System) -> [String] {
    var table = TextTable(columns: [
      .init(heading: "Target", isNumber: false, rank: 1),
      .init(heading: "Figure", isNumber: false),
      .init(heading: "published"), .init(heading: "simulated"),
      .init(heading: "±", rank: 3), .init(heading: "Unit", isNumber: false),
      .init(heading: "error"), .init(heading: "Mark", isNumber: false, rank: 2),
      .init(heading: "Verdict", isNumber: false),
    ])
    table.rows = system.figures.map { figure in
      [
        figure.target, system.label(of: figure), figure.text(figure.published),
        figure.text(figure.simulated),
        figure.standardErrorText, figure.unit,
        figure.errorText, figure.mark.text, figure.verdict.text,
      ]
    }
    let lines = table.lines(indent: 0, width: width)
    let head = lines.count - table.rows.count
    let painted = zip(lines.dropFirst(head), system.figures).map { paint(style(of: $1), $0) }
    let misses = system.figures.filter { $0.verdict == .miss }.flatMap { figure in
      paragraph(
        "\(figure.target) \(system.label(of: figure)): \(figure.knownMiss ?? "")", indent: 2)
    }
    return heading(system.title, aside: system.name) + lines.prefix(head) + painted + misses
  }

  private func style(of figure: ValidationReport.Figure) -> Painter.Style {
    switch figure.verdict {
    case .pass: .good
    case .fit: .faint
    case .miss: .doubtful
    case .fail: .bad
    }
  }

  private func uncovered(_ figures: [ValidationReport.Uncovered]) -> [String] {
    guard !figures.isEmpty else { return [] }
    return heading("Not covered")
      + figures.grouped(by: \.reason).flatMap { reason, figures in
        let ids = figures.map(\.target).grouped(by: \.self).map(\.key)
        return paragraph("\(ids.joined(separator: ", ")): \(reason)", indent: 0)
      }
  }

  private func tally(_ report: ValidationReport) -> [String] {
    let checks = report.figures.filter { $0.fitted == nil }
    let met = checks.count { $0.verdict == .pass }
    let failed = report.count(of: .fail)
    let misses = report.count(of: .miss)
    let text =
      "\(met) of \(NumberText.count(checks.count, "check")) met, "
      + "\(report.count(of: .fit)) fitted, \(NumberText.count(misses, "known miss", "es")), "
      + "\(failed) failed; \(NumberText.count(report.uncovered.count, "figure")) not covered"
    return paragraph(text, indent: 0, style: failed == 0 ? .good : .bad)
      + report.unexpectedlyMet.flatMap {
        paragraph("\($0.target) \($0.metric) is listed as a miss, and is met.", indent: 0)
      }
  }
}

extension Sequence {
  /// The elements of each key, keys in the order in which they first come.
  func grouped<Key: Hashable>(by key: (Element) -> Key) -> [(key: Key, elements: [Element])] {
    var places: [Key: Int] = [:]
    var groups: [(key: Key, elements: [Element])] = []
    for element in self {
      let key = key(element)
      if let place = places[key] {
        groups[place].elements.append(element)
      } else {
        places[key] = groups.count
        groups.append((key, [element]))
      }
    }
    return groups
  }
}
