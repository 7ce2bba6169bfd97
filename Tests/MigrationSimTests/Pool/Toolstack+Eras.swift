import MigrationSim

extension Toolstack {
  static let none = Toolstack(levelling: Levelling(era: .none))
  static let masking = Toolstack(levelling: Levelling(era: .masking))
  static let levelling = Toolstack(levelling: Levelling(era: .levelling))
}
