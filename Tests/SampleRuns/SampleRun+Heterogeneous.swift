import MigrationSim

extension SampleRun {
  /// Three migrations that go wrong, each in its way, and expectations that do not hold.
  public static func heterogeneous(seed: UInt64 = 7, replication: UInt64 = 0) -> RunResult {
    var run = RunResult(
      seed: seed, replication: replication, inventory: Inventory(hosts: [], pools: []))
    run.ended = second(42.75)
    run.eventCount = 321
    run.fingerprint = 0xDEAD_BEEF_0BAD_CAFE
    let incompatible = XapiError(
      "VM_INCOMPATIBLE_WITH_THIS_HOST", ["dnfs", "xcp01"],
      explanation: .verbatim(
        "dnfs last booted on a CPU with features that xcp01 lacks: avx, sse4_2."))
    run.steps = heterogeneousSteps(incompatible)
    run.migrations = heterogeneousMigrations(incompatible)
    run.pings = [
      PingResult(
        drouter, isFromConsole: false, peer: "outside", every: .seconds(1),
        [PingRecord(sequence: 1, sent: second(41), fate: .lost(.guestCrashed))])
    ]
    var crashed = MachineResult(dnfs, .crashed, on: nil)
    crashed.faults = [FaultRecord(sse42, .kernel, at: second(41.25))]
    var running = MachineResult(drouter, .running, on: xcp01)
    running.lostFeatures = [
      LostFeature(feature: avx, layer: .application, usesPerSecond: 0.01),
      LostFeature(feature: sse42, layer: .libc, usesPerSecond: 2),
    ]
    run.machines = [crashed, running]
    run.checks = [
      CheckResult("dnfs runs on xcp01", found: "crashed", holds: false),
      CheckResult("drouter runs on xcp01", found: "running on xcp01", holds: true),
    ]
    run.records = [
      Record(time: .zero, fact: .vmChanged(dnfs, .running, xcp00)),
      Record(time: .zero, fact: .stepBegan(0)),
      Record(time: second(30), fact: .stepBegan(2)),
      Record(time: second(41.25), fact: .instructionFault(dnfs, sse42, .kernel)),
      Record(time: second(41.25), fact: .vmChanged(dnfs, .crashed, nil)),
    ]
    return run
  }

  private static func heterogeneousSteps(_ incompatible: XapiError) -> [StepResult] {
    var join = step(
      "Force the join", .joinPool(xcp01, master: xcp00, force: true), at: 0, took: 15)
    join.warnings = [
      XapiError(
        "HOSTS_NOT_HOMOGENEOUS", ["CPUs differ"],
        explanation: .verbatim("By force: xcp01 lacks avx and sse4_2, which xcp00 has."))
    ]
    var refused = step(
      "", .migrate(dnfs, to: xcp01, settings: 0), at: 20, .refused, isAsExpected: false)
    refused.reasons = [incompatible]
    return [
      join, refused,
      step(
        "", .migrate(dnfs, to: xcp01, settings: 1), at: 30, took: 11, .unfinished, expects: nil),
    ]
  }

  private static func heterogeneousMigrations(_ incompatible: XapiError) -> [MigrationResult] {
    var refused = MigrationResult(
      dnfs, from: xcp00, to: xcp01, requested: second(20), outcome: .refused, policy: "xen",
      profile: "xapi")
    refused.reasons = [incompatible]
    var failed = MigrationResult(
      drouter, from: xcp00, to: xcp01, requested: second(30),
      outcome: .failed(in: .deviceState), policy: "xen", profile: "xapi")
    failed.reasons = [
      XapiError(
        "VM_MIGRATE_FAILED", ["drouter", "xcp00", "xcp01", "bad CR4"],
        explanation: .verbatim(
          "The guest has SMEP switched on, which the CPU of xcp01 cannot restore."))
    ]
    failed.phases = [
      PhaseSpan(phase: .checks, began: second(30), ended: second(30.2)),
      PhaseSpan(phase: .livePasses, began: second(30.2), ended: second(34)),
      PhaseSpan(phase: .releaseStorage, began: second(34), ended: second(34.1)),
      PhaseSpan(phase: .deviceState, began: second(34.1), ended: second(34.15)),
    ]
    failed.ended = second(34.15)
    return [refused, failed, storageMigration()]
  }
}
