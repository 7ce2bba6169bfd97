/// How far a step of the timeline has come.
struct StepProgress: Sendable {
  var began: SimTime?
  var ended: SimTime?
  var outcome = StepOutcome.unfinished
  var reasons: [XapiError] = []
  var warnings: [XapiError] = []
  var notes: [Sentence] = []
  var passedOver: [XapiError] = []
}

/// What the beginning of a step leads to.
enum StepBeginning {
  /// Every reason against it; nothing was changed.
  case refused([XapiError])
  /// It takes this long, and takes effect then.
  case takes(SimDuration)
  /// Something else will end it: a migration.
  case goesOn
}

/// What the end of a step's time leads to.
enum StepEnd {
  case done
  /// It had begun, and could not be carried through.
  case failed([XapiError])
}

/// The timeline: steps begin, take their time, and take effect.
extension World {
  /// Steps at an instant of their own wait for nobody; the others follow the step before them.
  func scheduleFirstSteps(_ schedule: inout Schedule<Event>) {
    for (index, step) in setup.steps.enumerated() {
      switch step.start {
      case .at(let time): schedule.at(time, .stepBegins(Int32(index)))
      case .afterPrevious(let wait):
        if index == 0 { schedule.after(wait, .stepBegins(0)) }
      }
    }
    if setup.steps.isEmpty { schedule.after(setup.aftermath, .runEnds) }
  }

  mutating func begin(step index: Int, _ schedule: inout Schedule<Event>) {
    settleGrowth(at: schedule.now)
    progress[index].began = schedule.now
    journal.note(.stepBegan(Int32(index)), at: schedule.now)
    switch beginning(of: setup.steps[index].operation, step: index, &schedule) {
    case .refused(let reasons): end(step: index, .refused, reasons, &schedule)
    case .takes(let span): schedule.after(span, .stepDue(Int32(index)))
    case .goesOn: break
    }
  }

  mutating func finish(step index: Int, _ schedule: inout Schedule<Event>) {
    settleGrowth(at: schedule.now)
    switch effect(of: setup.steps[index].operation, step: index, &schedule) {
    case .done: end(step: index, .done, [], &schedule)
    case .failed(let reasons): end(step: index, .failed, reasons, &schedule)
    }
  }

  mutating func end(
    step index: Int, _ outcome: StepOutcome, _ reasons: [XapiError],
    _ schedule: inout Schedule<Event>
  ) {
    progress[index].ended = schedule.now
    progress[index].outcome = outcome
    progress[index].reasons = reasons
    journal.note(.stepEnded(Int32(index), outcome), at: schedule.now)
    let next = index + 1
    if next < setup.steps.count, case .afterPrevious(let wait) = setup.steps[next].start {
      schedule.after(wait, .stepBegins(Int32(next)))
    }
    stepsLeft -= 1
    if stepsLeft == 0 {
      schedule.after(setup.aftermath, .runEnds)
    }
  }

  /// Stops what would go on for ever, so that nothing is under way any more.
  mutating func endRun(_ schedule: inout Schedule<Event>) {
    ended = schedule.now
    schedule.clear(thin.alarm)
    for index in pingers.indices { stop(pinger: index) }
    for domain in domains {
      schedule.clear(domain.luck.faultAlarm)
      schedule.clear(domain.luck.renewalAlarm)
    }
  }

  mutating func note(_ sentence: Sentence, step index: Int) {
    progress[index].notes.append(sentence)
  }
}
