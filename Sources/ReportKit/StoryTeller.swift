import MigrationSim

/// Turns the records of a run into sentences.
struct StoryTeller {
  let names: Names
  let pings: [PingResult]

  /// What people follow a run by: machines and hosts that change, storage, faults, pings lost.
  ///
  /// Steps, phases and rounds are left out, since reports show them in their own places; pings
  /// lost one after the other, for one cause, are told together.
  func story(of records: [Record]) -> [StoryReport] {
    var story: [StoryReport] = []
    var step: Int?
    var losses: [Int32: LossRun] = [:]
    for record in records {
      switch record.fact {
      case .stepBegan(let index): step = Int(index) + 1
      case .stepEnded, .phaseBegan, .roundEnded, .migrationEnded: break
      case .pingLost(let pinger, let sequence, let loss):
        if var run = losses[pinger], run.extends(to: sequence, loss, story[run.place].step == step)
        {
          run.last = sequence
          losses[pinger] = run
          story[run.place].text = text(of: run, pinger)
        } else {
          let run = LossRun(first: sequence, last: sequence, loss: loss, place: story.count)
          losses[pinger] = run
          story.append(report(record, step, text: text(of: run, pinger)))
        }
      default: story.append(report(record, step, text: text(of: record.fact)))
      }
    }
    return story
  }

  /// Every record, one by one.
  func everything(in records: [Record]) -> [StoryReport] {
    var step: Int?
    return records.map { record in
      if case .stepBegan(let index) = record.fact { step = Int(index) + 1 }
      return report(record, step, text: text(of: record.fact))
    }
  }

  private func report(_ record: Record, _ step: Int?, text: String) -> StoryReport {
    StoryReport(atS: record.time.reported, step: step, kind: kind(of: record.fact), text: text)
  }

  private static func text(of alert: Alert, _ subject: String) -> String {
    let body = alert.body(naming: subject)
    return "alert \(alert.name) (priority \(alert.priority)) for \(subject)"
      + (body.isEmpty ? "" : ": \(body)")
  }

  private func kind(of fact: Fact) -> String {
    switch fact {
    case .stepBegan: "step_began"
    case .stepEnded: "step_ended"
    case .hostChanged: "host_changed"
    case .masterChanged: "master_changed"
    case .vmChanged: "vm_changed"
    case .storageAttached: "storage_attached"
    case .storageNotAttached: "storage_not_attached"
    case .storageFull: "storage_full"
    case .phaseBegan: "phase_began"
    case .roundEnded: "round_ended"
    case .migrationEnded: "migration_ended"
    case .pingLost: "ping_lost"
    case .instructionFault: "instruction_fault"
    case .alertRaised: "alert_raised"
    case .processRenewed: "process_renewed"
    }
  }

  private func text(of fact: Fact) -> String {
    switch fact {
    case .stepBegan(let index): "step \(index + 1) began"
    case .stepEnded(let index, let outcome):
      "step \(index + 1) ended: \(Wording.words(outcome))"
    case .hostChanged(let host, let state):
      "\(names.name(of: host)): \(Wording.words(state))"
    case .vmChanged(let vm, let state, let host):
      "\(names.name(of: vm)): \(Wording.words(state))"
        + (host.map { " on \(names.name(of: $0))" } ?? "")
    case .storageAttached(let storage, let host):
      "\(names.name(of: storage)): plugged on \(names.name(of: host))"
    case .storageNotAttached(let storage, let host):
      "\(names.name(of: storage)): stays unplugged on \(names.name(of: host)), which has no way "
        + "to it"
    case .storageFull(let storage, let vm):
      "\(names.name(of: storage)): full, \(names.name(of: vm)) meets errors where it writes to "
        + "new blocks (ENOSPC)"
    case .phaseBegan(let migration, let phase):
      "migration \(migration + 1): \(Wording.words(phase))"
    case .roundEnded(let migration, let round):
      "migration \(migration + 1): round \(round.number) ended, "
        + "\(NumberText.count(round.pagesSent, "page")) sent, \(round.pagesDirtied) dirtied"
    case .migrationEnded(let migration): "migration \(migration + 1) ended"
    case .pingLost(let pinger, let sequence, let loss):
      text(of: LossRun(first: sequence, last: sequence, loss: loss, place: 0), pinger)
    case .instructionFault(let vm, let feature, let layer):
      "\(names.name(of: vm)): invalid opcode, \(names.name(of: feature)) is missing "
        + "(\(Wording.words(layer))); \(Wording.consequence(layer))"
    case .alertRaised(let alert):
      Self.text(of: alert, names.name(of: alert.subject))
    case .masterChanged(let pool, let host):
      "\(names.name(of: host)): master of \(names.name(of: pool))"
    case .processRenewed(let vm, let feature, let layer, let latches):
      "\(names.name(of: vm)): a process started anew and "
        + "\(latches ? "uses" : "no longer uses") \(names.name(of: feature)) "
        + "(\(Wording.words(layer)))"
    }
  }

  private func text(of run: LossRun, _ pinger: Int32) -> String {
    "ping \(Wording.pinger(Int(pinger), names, pings).text): "
      + (run.first == run.last
        ? "no. \(run.first)" : "nos. \(run.first) to \(run.last)")
      + " lost, \(Wording.words(run.loss))"
  }
}

/// Requests of one pinger lost one after the other, for one cause.
private struct LossRun {
  let first: Int32
  var last: Int32
  let loss: PingLoss
  /// Where in the story it is told.
  let place: Int

  /// Whether one more loss belongs to this run.
  func extends(to sequence: Int32, _ loss: PingLoss, _ isSameStep: Bool) -> Bool {
    isSameStep && sequence == last + 1 && loss == self.loss
  }
}
