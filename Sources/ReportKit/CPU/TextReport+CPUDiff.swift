extension TextReport {
  /// The page for two CPUs, with a line feed at its end.
  public func text(_ report: CPUDiffReport) -> String {
    page(
      report.cpus.map(about) + report.directions.enumerated().map { direction($1, report, $0) }
        + [
          paragraph(
            "The guest boots on the first CPU and is migrated to the other. none, masking, "
              + "levelling: the toolstack's era; pooled: with levelling, where both hosts were in "
              + "one pool when it booted. By force: what comes of it where a refusal is waived. "
              + "Rates of use are assumed (guests.csv): in parentheses stands between what bounds "
              + "a probability lies, in 95 of 100 cases, for all that is known of them."
              + (report.checks.map { " Restores check as told: \($0)." } ?? ""),
            indent: 0, style: .faint)
        ])
  }

  private func direction(
    _ direction: CPUDiffReport.Direction, _ report: CPUDiffReport, _ place: Int
  ) -> [String] {
    let lost = direction.lost
    let gained = report.directions[1 - place].lost.all
    func line(_ title: String, _ names: [String]) -> [String] {
      names.isEmpty ? [] : named(title, names.joined(separator: " "))
    }
    let title = [direction.from, direction.to].map { CPUSummary.short($0, 34) }
      .joined(separator: " → ")
    let losses =
      named("loses", lost.all.isEmpty ? "nothing" : "\(lost.all.count), by what stands behind them")
      + line("  CR4", lost.cr4) + line("  XCR0", lost.xcr0.filter { !lost.cr4.contains($0) })
      + line("  EFER", lost.efer)
      + lost.others.flatMap { title, names in line("  \(title)", names) }
    return heading(title) + losses
      + named("gains", gained.isEmpty ? "nothing" : gained.joined(separator: " ")) + [""]
      + verdicts(direction) + details(direction, withinS: report.withinS)
  }

  private func verdicts(_ direction: CPUDiffReport.Direction) -> [String] {
    var table = TextTable(columns: [
      .init(heading: "Guest", isNumber: false), .init(heading: "mode", isNumber: false),
    ])
    let crossings = direction.guests.first?.crossings ?? []
    table.columns += crossings.map { .init(heading: $0.situation, isNumber: false) }
    for guest in direction.guests {
      table.rows.append(
        [guest.guest, guest.mode] + guest.crossings.map { Wording.verdict($0.verdict) })
      guard guest.crossings.contains(where: { $0.verdict == .refused }) else { continue }
      table.rows.append(
        ["  by force", ""]
          + guest.crossings.map {
            $0.verdict == .refused ? Wording.verdict($0.verdictIfForced) : ""
          })
    }
    return table.lines(indent: 0, width: width)
  }

  /// Why, once for each reason: refusals are alike for all guests of a mode.
  private func details(_ direction: CPUDiffReport.Direction, withinS: Double) -> [String] {
    var told: [String] = []
    var lines: [String] = []
    let span = Wording.span(seconds: withinS)
    func tell(_ title: String, _ texts: [String]) {
      for text in texts {
        let sentence = "\(title): \(text)"
        guard !told.contains(sentence) else { continue }
        told.append(sentence)
        lines += paragraph(sentence, indent: 2, lead: "· ")
      }
    }
    for guest in direction.guests {
      for crossing in guest.crossings {
        let title = "\(guest.guest) (\(crossing.situation))"
        switch crossing.verdict {
        case .safe: break
        case .otherVendor:
          tell(
            "other vendor",
            [
              "the guest executes nothing that is missing, but no vendor tests such a move, and"
                + " what kernels do for one maker's CPUs alone is not followed here"
            ])
        case .refused: tell("refused (\(crossing.situation), \(guest.mode))", crossing.reasons)
        case .rejected, .restoreFails:
          tell(title, crossing.reasons)
        case .processDies, .servicesDie, .machineCrashes:
          tell(title, crossing.layers.map { sentence($0, of: crossing, within: span) })
        }
        tell(
          title,
          crossing.lostAtHome.map {
            ["\($0.joined(separator: ", ")): kept from it, it dies of this without migrating too"]
          } ?? [])
      }
      for (later, crossings) in guest.crossings.grouped(by: \.laterUses) where !later.isEmpty {
        tell(
          "\(guest.guest) (\(crossings.map(\.situation).joined(separator: ", ")))",
          [latchedLater(later, within: span)])
      }
    }
    return lines.isEmpty ? [] : [""] + lines
  }
}

extension TextReport {
  private func sentence(
    _ layer: CrossingReport.Layer, of crossing: CrossingReport, within span: String
  ) -> String {
    let isCutShort = layer.probability - layer.probabilityBeforeCrash >= 0.0005
    return "\(layer.features.joined(separator: ", ")) (\(layer.layer), "
      + "\(NumberText.rate(layer.usesPerS))): \(layer.consequence), within \(span) with "
      + "probability \(Wording.probability(layer.probability))"
      + Wording.range(layer.probabilityRange)
      + (isCutShort
        ? ", and \(Wording.probability(layer.probabilityBeforeCrash)) before the VM crashes" : "")
  }

  /// What has appeared does no harm where the guest is, and may on its way back.
  private func latchedLater(
    _ later: [CrossingReport.LatchedLater], within span: String
  ) -> String {
    let most = later.map(\.probability).max() ?? 0
    return
      "\(later.map(\.feature).joined(separator: ", ")) \(later.count > 1 ? "appear" : "appears"): "
      + "processes that start there use it, within \(span) with probability "
      + "\(Wording.probability(most)), and miss it on the way back"
  }
}

extension CrossingReport {
  /// The era, or that both hosts shared a pool.
  var situation: String { company == "pooled" ? "pooled" : era }

  /// What processes will latch there, of a guest that arrives.
  fileprivate var laterUses: [LatchedLater] {
    switch verdict {
    case .refused, .rejected, .restoreFails: []
    case .safe, .otherVendor, .processDies, .servicesDie, .machineCrashes: latchedLater ?? []
    }
  }
}
