/// What this room says of how migrations stop and end.
public enum MigrationPhrase: String, Phrase {
  // What ended the live passes.
  case belowThreshold = "few enough pages are left"
  case passes = "the limit of passes is reached"
  case volume = "the limit of volume is reached"
  case time = "the limit of time is reached"
  case rate = "the limit of the rate is reached"
  case switched = "the time to switch to post-copy has come"
  case someLimit = "a limit is reached"

  // Where a failure leaves the guest.
  case goesOn = "{vm} goes on at {source}."
  case resumesAtSource = "{vm} is resumed at {source}."
  case halted = "{vm} is shut down at {source}, as xapi does with a guest that it has suspended."
  case lost = "{vm} is lost: it had left {source}, and {destination} has not all of it."
  case arrived = "{vm} runs at {destination} already, and goes on there."
}

extension StopReason {
  /// What it says of a pre-copy that gave up, as a clause.
  public var explanation: Sentence {
    switch self {
    case .belowThreshold: MigrationPhrase.belowThreshold()
    case .passes: MigrationPhrase.passes()
    case .volume: MigrationPhrase.volume()
    case .time: MigrationPhrase.time()
    case .rate: MigrationPhrase.rate()
    case .switched: MigrationPhrase.switched()
    }
  }
}

extension FailureEnding {
  /// Where it leaves a guest that was to move.
  public func explanation(of vm: String, source: String, destination: String) -> Sentence {
    switch self {
    case .goesOn: MigrationPhrase.goesOn(vm, source)
    case .resumesAtSource: MigrationPhrase.resumesAtSource(vm, source)
    case .halted: MigrationPhrase.halted(vm, source)
    case .lost: MigrationPhrase.lost(vm, source, destination)
    case .arrived: MigrationPhrase.arrived(vm, destination)
    }
  }
}
