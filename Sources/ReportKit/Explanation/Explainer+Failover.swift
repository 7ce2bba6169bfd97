import MigrationSim

/// What no step ordered: what high availability did, and SRs that were full.
extension Explainer {
  var failover: [Explanation.Remark] {
    let alerts = result.alerts.filter { $0.step == nil }.map { ($0.time, sentence(of: $0.alert)) }
    let restarts = result.restarts.map { ($0.began, sentence(of: $0)) }
    let shortages = result.shortages.map { shortage in
      (
        shortage.time,
        EndingPhrase.isFull(names.name(of: shortage.sr), names.name(of: shortage.vm))
      )
    }
    // Alerts of an instant come before what is done about them.
    return (alerts + restarts + shortages).enumerated().sorted {
      ($0.element.0, $0.offset) < ($1.element.0, $1.offset)
    }.map { _, event in
      Explanation.Remark(
        .event, EndingPhrase.atTime(Wording.brief(event.0.reported, 3), event.1))
    }
  }

  private func sentence(of restart: RestartResult) -> Sentence {
    let vm = names.name(of: restart.vm)
    let host = restart.host.map { names.name(of: $0) }
    guard let reason = restart.reasons.first else {
      return EndingPhrase.isRestarted(vm, host ?? "-")
    }
    return host.map { EndingPhrase.isNotRestarted(vm, $0, reason.explanation) }
      ?? EndingPhrase.isStartedNowhere(vm, reason.explanation)
  }
}
