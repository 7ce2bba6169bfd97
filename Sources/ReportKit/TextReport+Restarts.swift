extension TextReport {
  /// What high availability started, or could not.
  func restarts(_ report: RunReport) -> [String] {
    guard let restarts = report.restarts, !restarts.isEmpty else { return [] }
    return heading("Restarts by high availability", aside: "times in seconds")
      + restarts.flatMap { restart in
        let mark = restart.reasons.isEmpty ? paint(.good, "✓") : paint(.bad, "✗")
        let place = restart.host.map { "on \($0)" } ?? "nowhere"
        let end = restart.endedS.map { "until \(NumberText.fixed($0, 3))" } ?? "under way"
        return paragraph(
          "\(restart.vm) \(place), \(restart.outcome) (\(end))", indent: 13,
          lead: "\(Layout.right(NumberText.fixed(restart.beganS, 3), 9))  \(mark) ")
          + reasons(restart.reasons, indent: 13, style: .bad)
      }
  }
}
