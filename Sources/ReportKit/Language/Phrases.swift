import MigrationSim

/// All that is ever said in an explanation: every template of every room, in English.
public enum Phrases {
  /// The enumerations by name, each with its cases and their templates.
  public static let all: [(name: String, cases: [(name: String, template: String)])] = [
    list(NetworkPhrase.self), list(CPUPhrase.self), list(MigrationPhrase.self),
    list(PoolPhrase.self), list(JoinPhrase.self), list(WorldPhrase.self), list(CheckPhrase.self),
    list(OperationPhrase.self), list(AmountPhrase.self), list(OpeningPhrase.self),
    list(GuestPhrase.self),
    list(StepPhrase.self), list(RulePhrase.self), list(MovePhrase.self), list(CrossingPhrase.self),
    list(EndingPhrase.self), list(HeadingPhrase.self),
  ]

  private static func list<P: Phrase>(
    _ type: P.Type
  ) -> (name: String, cases: [(name: String, template: String)]) {
    ("\(type)", type.allCases.map { ("\($0)", $0.rawValue) })
  }
}
