import MigrationSim

/// One migration with storage, or a move of disks alone.
public struct StorageMigrateSpec: Sendable {
  public var migrate: MigrateSpec
  /// Where the disks go.
  public var sr: Name
  /// Which disks go, by number from 1; all if nil.
  public var disks: [Sourced<Int>]?

  init(_ fields: inout Fields) {
    migrate = MigrateSpec(
      &fields,
      host: """
        The host to which the VM moves if it runs, or where it is; of a halted one, the host that \
        writes its disks.
        """)
    sr = fields.required("sr", .name, "The SR to which its disks go.")
    disks = fields.optional(
      "disks", .list(of: .placed(.count(1...1000))),
      "Which of its disks go, by number from 1; all if left out.")
  }
}
