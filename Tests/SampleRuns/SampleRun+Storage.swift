import MigrationSim

extension SampleRun {
  /// A migration with storage whose link is cut as its second disk is copied.
  static func storageMigration() -> MigrationResult {
    var migration = MigrationResult(
      drouter, from: xcp01, to: xcp00, requested: second(35), outcome: .failed(in: .copyStorage),
      policy: "xen", profile: "xapi")
    migration.ended = second(42)
    migration.reasons = [
      XapiError(
        "MIRROR_FAILED", ["disk 1 of drouter"],
        explanation: .verbatim(
          "The connection to xcp00 broke while disk 1 of drouter was mirrored."))
    ]
    migration.phases = [
      PhaseSpan(phase: .checks, began: second(35), ended: second(35.25)),
      PhaseSpan(phase: .copyStorage, began: second(35.25), ended: second(42)),
    ]
    migration.storage = .guest
    migration.disks = [
      DiskMotion(
        disk: 1, from: nfs, to: local, allocated: .mebibytes(100), began: second(37),
        copied: second(38), bytesCopied: .mebibytes(100)),
      DiskMotion(
        disk: 0, from: nfs, to: local, allocated: .gibibytes(8), began: second(40),
        bytesCopied: .mebibytes(200), bytesMirrored: .mebibytes(3)),
      DiskMotion(disk: 2, from: nfs, to: local, allocated: .gibibytes(9)),
    ]
    return migration
  }
}
