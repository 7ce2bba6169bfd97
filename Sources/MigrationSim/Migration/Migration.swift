/// One live migration as a state machine: asked what comes next, it says what to do and how long
/// to wait.
///
/// It knows neither the clock nor the network, neither host: the parent carries out what it
/// demands, and asks again when that is done.
///
///     checks → copyStorage → importMetadata → balloon → createDomain → livePasses
///       → suspend → releaseStorage → finalPass → deviceState → attachStorage → unpause
///       → announce → postCopy → cleanUp
///
/// Storage is copied where disks move, and then other things may stay: see `StorageMotion`.
/// Stop-and-copy leaves out the live passes, post-copy those and the final pass. The parent ends
/// it early with `fail(at:)` when a check refuses it, or a failure breaks it off.
public struct Migration: Sendable {
  /// What happens to the guest as a phase begins.
  public enum Effect: BitwiseCopyable, Hashable, Sendable {
    case none
    /// The stream's head tells what CPU the guest was started with: the destination may refuse it.
    case offerGuest
    /// The guest has acknowledged the suspend: it stands still from now on.
    case pauseGuest
    /// Its CPU and device state has arrived: the destination takes it or refuses it.
    case restoreGuest
    /// It runs, at the destination.
    case resumeGuest
    /// Its network is up and it has announced itself: the switches know where it is.
    case announceGuest
    /// Nothing is left to do.
    case end
    /// Pre-copy gave up: the guest goes on at the source.
    case abort
    /// What its plan says goes wrong in this phase has gone wrong.
    case fail(MigrationFailure)
  }

  /// What must go by before the migration is asked again.
  public enum Wait: BitwiseCopyable, Hashable, Sendable {
    case span(SimDuration)
    /// These bytes have to be sent, no faster than so.
    case sending(ByteCount, atMost: BitRate?)
    /// The disk has to be copied that comes so far along among those that move.
    case copying(Int)
    /// Nothing more will come.
    case nothing
  }

  /// What to do now, and what to wait for.
  public struct Demand: BitwiseCopyable, Hashable, Sendable {
    public var effect: Effect
    public var wait: Wait
  }

  private let sharedPlan: Shared<MigrationPlan>
  public private(set) var phases: [PhaseSpan] = []
  /// The phase it is in; nil before the first.
  public private(set) var phase: Phase?
  public internal(set) var rounds: [Round] = []
  var streams: MigrationStreams
  /// Why pre-copy ended; nil before that.
  public internal(set) var stop: StopReason?
  /// The share of its time that the migration leaves to the guest: less when throttled, and in
  /// post-copy.
  public internal(set) var guestSpeed = 1.0
  /// What the guest has lost to the migration, as far as is known.
  public internal(set) var lost = LostTime()
  /// Pages that the guest asked for in post-copy, before they were pushed [pages].
  public internal(set) var pagesFaulted = 0
  /// Pages that all passes so far have sent [pages].
  var pagesSent = 0
  /// When the first live pass began.
  var precopyBegan = SimTime.zero
  /// Whether the pass under way is the extra one of a set below the threshold.
  var isLastLivePass = false
  /// Whether the batch under way ends before the sender next looks at what is left.
  var isBetweenLooks = false
  /// Whether what is left of the memory follows the guest.
  var goesPostCopy = false
  /// The batch last demanded, and when: its rate tells what the next may hope for.
  var demanded: (batch: Batch, at: SimTime)?
  /// The rate last seen [B/s], and that of pages of all kinds [pages/s].
  var bytesPerSecond: Double?
  var pagesPerSecond: Double?
  /// What the adaptive rate allows the pass under way; nil without one.
  var passRate: BitRate?
  var throttling: Throttling?

  /// How disks move; nil where none does.
  let storage: StorageMotion?
  /// Disks that have been copied, and whether the next one's copy has been prepared.
  var disksCopied = 0
  var isDiskPrepared = false

  /// CPUs of the guest.
  let vcpus: Int

  public init(
    plan: MigrationPlan, vcpus: Int = 1, storage: StorageMotion? = nil,
    streams: MigrationStreams
  ) {
    self.init(plan: Shared(plan), vcpus: vcpus, storage: storage, streams: streams)
  }

  init(
    plan: Shared<MigrationPlan>, vcpus: Int, storage: StorageMotion?, streams: MigrationStreams
  ) {
    sharedPlan = plan
    self.storage = storage
    self.vcpus = max(vcpus, 1)
    self.streams = streams
    goesPostCopy = plan.value.strategy == .postCopy && (storage?.scope ?? .guest) == .guest
    phases.reserveCapacity(Phase.allCases.count)
    rounds.reserveCapacity(Self.usualRounds)
  }

  /// Rounds that there is room for from the beginning: most migrations make no more.
  private static let usualRounds = 12

  // Here and in the facets, what only looks is inlined, or mutating like its caller, or takes the
  // memory inout: a call on what is being changed would copy all of it first.
  public var plan: MigrationPlan {
    @inline(__always) _read { yield sharedPlan.value }
  }

  /// Rounds that are over: all but the one under way.
  public var roundsEnded: Int {
    phase?.sendsMemory == true ? max(0, rounds.count - 1) : rounds.count
  }

  /// Goes on: what was waited for has happened.
  public mutating func proceed(at now: SimTime, memory: inout GuestMemory) -> Demand {
    noteRate(at: now)
    switch phase {
    case .livePasses:
      switch continueLivePasses(at: now, memory: &memory) {
      case .send(let batch): return Demand(effect: .none, wait: wait(for: batch, at: now))
      case .abort:
        noteLost(&memory, at: now)
        closePhase(at: now)
        return Demand(effect: .abort, wait: .nothing)
      case .suspend: break
      }
    case .copyStorage:
      if let wait = continueStorage() { return Demand(effect: .none, wait: wait) }
    case .finalPass:
      rounds[rounds.count - 1].ended = now
    case .postCopy:
      if let batch = continuePostCopy(at: now, memory: &memory) {
        return Demand(effect: .none, wait: wait(for: batch, at: now))
      }
    case .some(let phase):
      if let injection = plan.injection, injection.phase == phase, !injection.failure.isSudden {
        return Demand(effect: .fail(injection.failure), wait: .nothing)
      }
    case nil: break
    }
    return enterNextPhase(at: now, memory: &memory)
  }

  /// Ends it in the phase it is in, with `unsent` of the bytes that it last demanded.
  ///
  /// A phase or pass that fails the instant it begins has not begun.
  public mutating func fail(
    at now: SimTime, unsent: ByteCount = .zero, memory: inout GuestMemory
  ) {
    noteLost(&memory, at: now)
    if roundsEnded < rounds.count, let last = rounds.popLast(), last.began < now {
      let batch = demanded?.batch ?? Batch()
      rounds.append(last.cut(short: unsent, of: plan.wire.bytes(of: batch), in: batch, at: now))
    }
    if let last = phases.last, last.began == now { phases.removeLast() }
    phase = phases.last?.phase
    closePhase(at: now)
  }

  private mutating func enterNextPhase(at now: SimTime, memory: inout GuestMemory) -> Demand {
    closePhase(at: now)
    guard let next = phaseAfter(phase) else {
      return Demand(effect: .end, wait: .nothing)
    }
    phases.append(PhaseSpan(phase: next, began: now, ended: now))
    phase = next
    if next == .deviceState && goesPostCopy { prepareMissing(at: now, memory: &memory) }
    let wait: Wait
    switch next {
    case .copyStorage: wait = prepareDisk()
    case .livePasses: wait = self.wait(for: beginFirstPass(at: now, memory: &memory), at: now)
    case .finalPass: wait = self.wait(for: beginFinalPass(at: now, memory: &memory), at: now)
    case .postCopy: wait = self.wait(for: beginPostCopy(at: now, memory: &memory), at: now)
    case .suspend where plan.injection?.failure == .suspendTimeout:
      wait = .span(plan.profile.suspendTimeout)
    default:
      let span = plan.profile[next].drawDuration(&streams.durations)
      wait = .span(next == .deviceState ? span + discarding(memory.pagesToSend) : span)
    }
    if next == .releaseStorage { noteLost(&memory, at: now) }
    return Demand(effect: effect(entering: next), wait: wait)
  }

  /// The next phase of the plan's strategy; nil after the last.
  @inline(__always)
  private func phaseAfter(_ phase: Phase?) -> Phase? {
    var next = Phase(rawValue: (phase?.rawValue ?? -1) + 1)
    while let candidate = next, isLeftOut(candidate) {
      next = Phase(rawValue: candidate.rawValue + 1)
    }
    return next
  }

  @inline(__always)
  private func isLeftOut(_ phase: Phase) -> Bool {
    if let storage, storage.leavesOut(phase) { return true }
    return switch phase {
    case .copyStorage: (storage?.disks ?? 0) == 0
    case .livePasses: plan.strategy == .stopAndCopy || plan.strategy == .postCopy
    case .finalPass: goesPostCopy
    case .postCopy: !goesPostCopy
    default: false
    }
  }

  private mutating func closePhase(at now: SimTime) {
    if !phases.isEmpty { phases[phases.count - 1].ended = now }
  }

  @inline(__always)
  private func effect(entering phase: Phase) -> Effect {
    switch phase {
    case _ where storage?.scope == .cold: .none
    case .suspend where storage?.scope == .disksAlone: .none
    case .attachStorage where storage?.scope == .disksAlone: .none
    case .livePasses: .offerGuest
    case .suspend where isLeftOut(.livePasses): .offerGuest
    case .releaseStorage: .pauseGuest
    case .attachStorage: .restoreGuest
    case .announce: .resumeGuest
    case .postCopy: .announceGuest
    case .cleanUp where !goesPostCopy: .announceGuest
    default: .none
    }
  }
}

/// The random streams that a migration draws from, one for each cause.
public struct MigrationStreams: Sendable {
  /// Which pages the guest dirties.
  public var dirtying: RandomStream
  /// How long the phases take.
  public var durations: RandomStream

  public init(dirtying: RandomStream, durations: RandomStream) {
    self.dirtying = dirtying
    self.durations = durations
  }
}
