/// All that a run returns: what was asked, how it ended, and what was seen on the way.
public struct RunResult: Sendable {
  public var seed: UInt64
  public var replication: UInt64
  /// When the last event was handled.
  public var ended: SimTime
  /// Events handled.
  public var eventCount: Int
  /// A hash over every record: equal for equal histories.
  public var fingerprint: UInt64
  public var steps: [StepResult]
  public var migrations: [MigrationResult]
  public var pings: [PingResult]
  /// One per virtual machine of the inventory, in its order.
  public var machines: [MachineResult]
  /// What xapi left for operators, in order of time.
  public var alerts: [AlertRecord]
  /// What high availability started, in order of time.
  public var restarts: [RestartResult] = []
  /// Whose writes failed since an SR was full, in order of time.
  public var shortages: [StorageShortage] = []
  /// What the scenario expected at the end, and whether it held.
  public var checks: [CheckResult]
  /// Everything that was written down, in order of time.
  public var records: [Record]
  /// The hosts, VMs, SRs and networks as the run left them; names are found here.
  public var inventory: Inventory

  /// Whether every expectation held, of the steps and at the end.
  public var isAsExpected: Bool {
    steps.allSatisfy(\.isAsExpected) && checks.allSatisfy(\.holds)
  }
}

/// How one step of the timeline went.
public struct StepResult: Sendable {
  public var step: Step
  public var began: SimTime
  public var ended: SimTime
  public var outcome: StepOutcome
  /// Every reason for a refusal or failure, the one xapi answers first.
  public var reasons: [XapiError]
  /// What `force` set aside, and what an operator is warned of.
  public var warnings: [XapiError]
  /// What it changed: where a VM was started, which PBDs stay unplugged.
  public var notes: [Sentence]
  /// What kept the pool from choosing each of the other hosts, where it was to choose one.
  public var passedOver: [XapiError] = []
  public var isAsExpected: Bool
}

/// How one migration ended.
public enum MigrationOutcome: Hashable, Sendable {
  case completed
  /// Refused by a check: nothing was sent.
  case refused
  /// Given up in this phase.
  case failed(in: Phase)
  /// Given up because pre-copy met a limit of its policy first: the guest goes on at the source.
  case notConverged
  /// Still under way when the run ended.
  case unfinished
}

/// One migration, whole.
public struct MigrationResult: Sendable {
  /// The step that asked for it, by its position in the timeline.
  public var step: Int
  public var vm: VMID
  public var source: HostID
  public var destination: HostID
  /// The network that carried the memory.
  public var network: NetworkID?
  public var requested: SimTime
  public var ended: SimTime
  public var outcome: MigrationOutcome
  /// Why it was refused or failed, or what was waived by force; empty if nothing was amiss.
  public var reasons: [XapiError]
  public var strategy: Strategy
  public var policy: String
  public var profile: String
  /// Why pre-copy ended; nil if it did not come to that.
  public var stop: StopReason?
  public var phases: [PhaseSpan]
  public var rounds: [Round]
  /// What the guest lost while it ran: brownout.
  public var lost: LostTime
  /// Pages that the guest asked for in post-copy before they were pushed [pages].
  public var pagesFaulted: Int
  /// The disks that moved or were to, in the order in which they went; empty without any.
  public var disks: [DiskMotion]
  /// What moved with them; nil where no disks were to move.
  public var storage: StorageMotion.Scope?
  /// What its CPU meant for the guest; nil where no guest moved.
  public var crossing: CPUCrossing?

  /// Whether pre-copy came to its end by itself; false too where there was none, or no end.
  public var converged: Bool { stop == .belowThreshold }
  /// Time that the guest would have run, and did not, while it was not paused.
  public var brownout: SimDuration { .seconds(lost.total) }
  public var totalTime: SimDuration { ended - requested }
  /// From the suspend's acknowledgement to the end of unpause; zero if the guest never paused.
  public var downtime: SimDuration {
    phases.filter(\.phase.isDowntime).reduce(.zero) { $0 + $1.duration }
  }
  /// Bytes of memory on the wire.
  public var bytes: ByteCount { rounds.reduce(.zero) { $0 + $1.bytes } }
  public var bytesCopied: ByteCount { disks.reduce(.zero) { $0 + $1.bytesCopied } }
  public var bytesMirrored: ByteCount { disks.reduce(.zero) { $0 + $1.bytesMirrored } }
  public var pagesSent: Int { rounds.reduce(0) { $0 + $1.pagesSent } }
}

/// A guest on its way from one CPU to another, as the migration was asked for.
public struct CPUCrossing: Hashable, Sendable {
  public var guest: RunningCPUState
  /// The CPU that it was to run on.
  public var destination: Processor
  /// What becomes of the guest if nobody refuses it before.
  public var arrival: Arrival

  /// What the guest had settled on and the destination does not have.
  public var lacking: [FeatureUse] {
    guest.latched.filter { !destination.physicalFeatures[$0.feature] }
  }
}

/// One run of `ping`, whole.
public struct PingResult: Sendable {
  public var vm: VMID
  /// Whether the guest sends, from its console; otherwise it is pinged from outside.
  public var isFromConsole: Bool
  /// The other end, as the scenario names it.
  public var peer: String
  public var interval: SimDuration
  public var requests: [PingRecord]
}

/// What became of a virtual machine.
public struct MachineResult: Sendable {
  public var vm: VMID
  public var state: PowerState
  /// Where it runs, if it runs.
  public var host: HostID?
  /// Instructions it met that its CPU no longer had, in order of time.
  public var faults: [FaultRecord]
  /// What it could still meet: features in use that its host lacks.
  public var lostFeatures: [LostFeature]
  /// What its host shows it, and the one that it booted on did not.
  public var appeared = FeatureSet()
  /// What of that the next process to start anew will use, where the one before it does not.
  public var latchingLater: [FeatureUse] = []
  /// Processes that started anew and decided differently, in order of time.
  public var renewals: [RenewalRecord] = []
  /// Its time since it last came from another host; nil for one that never did.
  public var stay: Stay?
}

/// A process that started anew, and what it decided.
public struct RenewalRecord: Hashable, Sendable {
  public var time: SimTime
  public var feature: Feature
  public var layer: SoftwareLayer
  /// Whether it uses the feature, which the one before it did not; else the other way round.
  public var latches: Bool

  init(time: SimTime, _ renewal: Renewal) {
    self.time = time
    feature = renewal.use.feature
    layer = renewal.use.layer
    latches = renewal.latches
  }
}

/// A guest's time on a host that it migrated to.
public struct Stay: Hashable, Sendable {
  /// When it resumed there.
  public var began: SimTime
  /// When it crashed, was shut down, or was lost; nil where it still ran at the end of the run.
  public var ended: SimTime?
}

/// An instruction that the guest used and its CPU no longer had.
public struct FaultRecord: Hashable, Sendable {
  public var time: SimTime
  public var feature: Feature
  public var layer: SoftwareLayer
}

/// An alert, when it was raised, and by which step, from 0; nil where high availability did so.
public struct AlertRecord: BitwiseCopyable, Hashable, Sendable {
  public var time: SimTime
  public var alert: Alert
  public var step: Int?
}

/// A statement on the end of a run, and whether it held.
public struct CheckResult: Hashable, Sendable {
  /// What was expected, in words.
  public var expectation: Sentence
  /// What was found, in words.
  public var found: Sentence
  public var holds: Bool
}
