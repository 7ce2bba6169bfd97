import MigrationSim

extension SampleRun {
  /// A pool made after a wrong turn, and a migration that loses pings from outside only.
  ///
  /// Replications differ by a millisecond in the last pass, so that a study has a spread.
  public static func homogeneous(seed: UInt64 = 1, replication: UInt64 = 0) -> RunResult {
    var run = RunResult(
      seed: seed, replication: replication, inventory: Inventory(hosts: [], pools: []))
    run.ended = second(145.5)
    run.eventCount = 12_345
    run.fingerprint = 0x00C0_FFEE_0000_0001 &+ replication
    run.steps = homogeneousSteps()
    run.migrations = [migration(lastPass: 12 + Double(replication % 10))]
    run.pings = [consolePing(), outsidePing()]
    run.machines = [
      MachineResult(dnfs, .running, on: xcp00), MachineResult(drouter, .halted, on: nil),
    ]
    run.checks = [
      CheckResult("dnfs runs on xcp00", found: "running on xcp00", holds: true),
      CheckResult("no ping lost from dnfs's console", found: "0 lost", holds: true),
    ]
    run.records = homogeneousRecords()
    return run
  }

  private static func homogeneousSteps() -> [StepResult] {
    var create = step(
      "Create the pool; xcp01 was given another number of CPUs on purpose",
      .createPool(pool, member: xcp01), at: 0, .refused, expects: .refused(code: nil))
    create.reasons = [
      XapiError(
        "HOSTS_NOT_HOMOGENEOUS", ["CPUs differ"],
        explanation: .verbatim("xcp01 has 2 CPUs and xcp00, the master, has 1.")),
      XapiError(
        "JOINING_HOST_CANNOT_HAVE_RUNNING_VMS", [],
        explanation: .verbatim("A host that joins must have no running VMs; dscsi runs on xcp01.")),
    ]
    var join = step("", .joinPool(xcp01, master: xcp00, force: false), at: 10, took: 20)
    join.notes = [.verbatim("xcp01 inherits 4 networks and 3 shared SRs.")]
    var repair = step(
      "Repair the NFS storage", .repairSR(nfs, host: xcp01), at: 40, .failed,
      expects: .failed(code: "SR_BACKEND_FAILURE_73"))
    repair.reasons = [
      XapiError(
        "SR_BACKEND_FAILURE_73", ["", "NFS mount error"],
        explanation: .verbatim(
          "xcp01 has no address on Almacenamento, so it cannot reach 172.16.0.100."))
    ]
    let address = IPv4Interface(
      address: IPv4Address(bits: 0xAC10_00C9), prefixLength: 24)
    return [
      create,
      step("", .setCPUCount(xcp01, 1), at: 0),
      join, repair,
      step("Give xcp01 its own way", .addInterface(xcp01, storage, address), at: 45, took: 1),
      step("", .repairSR(nfs, host: nil), at: 46, took: 2),
      step("", .startVM(dnfs, on: xcp01), at: 50, took: 5),
      step("", .startPing(0), at: 56),
      step("", .startPing(1), at: 56),
      step("XenMotion", .migrate(dnfs, to: xcp00, settings: 0), at: 60, took: 8.5),
      step("", .stopPing(0), at: 75.5),
    ]
  }

  static func migration(lastPass: Double) -> MigrationResult {
    var migration = MigrationResult(
      dnfs, from: xcp01, to: xcp00, requested: second(60), outcome: .completed,
      policy: "xen-legacy", profile: "xcp-1.x")
    migration.network = management
    migration.stop = .time
    let durations: [(Phase, Double)] = [
      (.checks, 200), (.importMetadata, 300), (.createDomain, 500), (.livePasses, 6000),
      (.suspend, 50), (.releaseStorage, 120), (.finalPass, lastPass), (.deviceState, 40),
      (.attachStorage, 210), (.unpause, 48), (.announce, 20), (.cleanUp, 1000),
    ]
    var time = migration.requested
    for (phase, milliseconds) in durations {
      let end = time + .milliseconds(milliseconds)
      migration.phases.append(PhaseSpan(phase: phase, began: time, ended: end))
      time = end
    }
    migration.ended = time
    migration.rounds = [
      round(1, at: 61, took: 5.2, toSend: 131_072, skipped: 1072, dirtied: 9_000),
      round(2, at: 66.2, took: 0.6, toSend: 9_000, skipped: 500, dirtied: 2_500),
      round(3, at: 66.8, took: 0.2, toSend: 2_500, skipped: 100, dirtied: 300),
      round(4, at: 67.17, took: lastPass / 1000, toSend: 300, isLive: false),
    ]
    return migration
  }

  private static func round(
    _ number: Int32, at began: Double, took: Double, toSend: Int, skipped: Int = 0,
    dirtied: Int = 0, isLive: Bool = true
  ) -> Round {
    var round = Round(
      number: number, kind: isLive ? .live : .paused, began: second(began), pagesToSend: toSend)
    round.ended = round.began + .seconds(took)
    round.pagesSkipped = skipped
    round.pagesSent = toSend - skipped
    round.bytes = ByteCount(Int64(round.pagesSent) * 4104)
    round.pagesDirtied = dirtied
    return round
  }

  /// One request a second; while the guest is paused it sends nothing, so one comes late.
  static func consolePing() -> PingResult {
    let requests = (1...20).map { number -> PingRecord in
      let late: Double = number > 12 ? 0.43 : 0
      let microseconds: Double = number == 9 ? 11_800 : 420 + Double(number)
      return PingRecord(
        sequence: Int32(number), sent: second(55 + Double(number) + late),
        fate: .answered(roundTrip: .microseconds(microseconds)))
    }
    return PingResult(dnfs, isFromConsole: true, peer: "8.8.8.8", every: .seconds(1), requests)
  }

  /// Ten requests a second: four meet the paused guest, two a switch that has not relearned.
  static func outsidePing() -> PingResult {
    let requests = (1...200).map { number -> PingRecord in
      let fate: PingFate =
        switch number {
        case 112...115: .lost(.guestPaused)
        case 116, 118: .lost(.switchNotRelearned)
        case 200: .pending
        default: .answered(roundTrip: .microseconds(350))
        }
      return PingRecord(
        sequence: Int32(number), sent: second(56 + Double(number - 1) * 0.1), fate: fate)
    }
    return PingResult(
      dnfs, isFromConsole: false, peer: "10.42.0.13", every: .milliseconds(100), requests)
  }

  private static func homogeneousRecords() -> [Record] {
    func record(_ time: Double, _ fact: Fact) -> Record { Record(time: second(time), fact: fact) }
    let losses = (112...115).map { number in
      record(
        56 + Double(number - 1) * 0.1,
        .pingLost(pinger: 1, sequence: Int32(number), .guestPaused))
    }
    return [
      record(0, .stepBegan(0)), record(0, .stepEnded(0, .refused)),
      record(0, .stepBegan(1)), record(0, .stepEnded(1, .done)),
      record(10, .stepBegan(2)), record(10, .hostChanged(xcp01, .maintenance)),
      record(29, .storageNotAttached(nfs, xcp01)), record(30, .hostChanged(xcp01, .live)),
      record(30, .stepEnded(2, .done)),
      record(40, .stepBegan(3)), record(40, .stepEnded(3, .failed)),
      record(45, .stepBegan(4)), record(46, .stepEnded(4, .done)),
      record(46, .stepBegan(5)), record(48, .storageAttached(nfs, xcp01)),
      record(48, .stepEnded(5, .done)),
      record(50, .stepBegan(6)), record(55, .vmChanged(dnfs, .running, xcp01)),
      record(55, .stepEnded(6, .done)),
      record(56, .stepBegan(7)), record(56, .stepEnded(7, .done)),
      record(56, .stepBegan(8)), record(56, .stepEnded(8, .done)),
      record(60, .stepBegan(9)), record(60, .phaseBegan(migration: 0, .checks)),
      record(67.05, .vmChanged(dnfs, .paused, xcp01)),
    ] + losses + [
      record(67.48, .vmChanged(dnfs, .running, xcp00)),
      record(67.5, .pingLost(pinger: 1, sequence: 116, .switchNotRelearned)),
      record(67.7, .pingLost(pinger: 1, sequence: 118, .switchNotRelearned)),
      record(68.5, .migrationEnded(migration: 0)), record(68.5, .stepEnded(9, .done)),
      record(75.5, .stepBegan(10)), record(75.5, .stepEnded(10, .done)),
    ]
  }
}
