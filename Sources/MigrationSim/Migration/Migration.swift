/// One live migration as a state machine: asked what comes next, it says what to do and how long
/// to wait.
///
/// It knows neither the clock nor the network, neither host: the parent carries out what it
/// demands, and asks again when that is done.
///
///     checks → importMetadata → balloon → createDomain → livePasses → suspend
///       → releaseStorage → finalPass → deviceState → attachStorage → unpause → announce → cleanUp
///
/// The parent ends it early with `fail(at:)` when a check refuses it or the guest cannot be
/// restored.
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
  }

  /// What must go by before the migration is asked again.
  public enum Wait: BitwiseCopyable, Hashable, Sendable {
    case span(SimDuration)
    /// These bytes have to be sent.
    case sending(ByteCount)
    /// Nothing more will come.
    case nothing
  }

  /// What to do now, and what to wait for.
  public struct Demand: BitwiseCopyable, Hashable, Sendable {
    public var effect: Effect
    public var wait: Wait
  }

  public let policy: StopPolicy
  public let profile: PhaseProfile
  public private(set) var phases: [PhaseSpan] = []
  public internal(set) var rounds: [Round] = []
  var streams: MigrationStreams
  /// Why pre-copy ended; nil before that.
  public internal(set) var stop: StopReason?
  /// Pages that all passes so far have sent [pages].
  var pagesSent = 0
  /// When the first live pass began.
  var precopyBegan = SimTime.zero
  /// Whether the pass under way is the extra one of a set below the threshold.
  var isLastLivePass = false

  public init(policy: StopPolicy, profile: PhaseProfile, streams: MigrationStreams) {
    self.policy = policy
    self.profile = profile
    self.streams = streams
  }

  /// Rounds that are over: all but the one under way.
  public var roundsEnded: Int {
    phase == .livePasses || phase == .finalPass ? max(0, rounds.count - 1) : rounds.count
  }

  /// The phase it is in; nil before the first.
  public var phase: Phase? { phases.last?.phase }

  /// Goes on: what was waited for has happened.
  public mutating func proceed(at now: SimTime, memory: inout GuestMemory) -> Demand {
    switch phase {
    case .livePasses:
      switch continueLivePasses(at: now, memory: &memory) {
      case .send(let bytes): return Demand(effect: .none, wait: .sending(bytes))
      case .abort:
        closePhase(at: now)
        return Demand(effect: .abort, wait: .nothing)
      case .suspend: break
      }
    case .finalPass:
      rounds[rounds.count - 1].ended = now
    default: break
    }
    return enterNextPhase(at: now, memory: &memory)
  }

  /// Ends it in the phase it is in, with `unsent` of the bytes that it last demanded.
  ///
  /// A phase or pass that fails the instant it begins has not begun.
  public mutating func fail(at now: SimTime, unsent: ByteCount = .zero) {
    if roundsEnded < rounds.count, let last = rounds.popLast(), last.began < now {
      rounds.append(last.cut(short: unsent, at: now))
    }
    if let last = phases.last, last.began == now { phases.removeLast() }
    closePhase(at: now)
  }

  private mutating func enterNextPhase(at now: SimTime, memory: inout GuestMemory) -> Demand {
    closePhase(at: now)
    guard let next = Phase(rawValue: (phase?.rawValue ?? -1) + 1) else {
      return Demand(effect: .end, wait: .nothing)
    }
    phases.append(PhaseSpan(phase: next, began: now, ended: now))
    let wait: Wait
    switch next {
    case .livePasses:
      precopyBegan = now
      wait = .sending(beginFirstPass(at: now, memory: &memory))
    case .finalPass:
      wait = .sending(beginFinalPass(at: now, memory: &memory))
    default:
      wait = .span(profile[next].drawDuration(&streams.durations))
    }
    return Demand(effect: Self.effect(entering: next), wait: wait)
  }

  private mutating func closePhase(at now: SimTime) {
    if !phases.isEmpty { phases[phases.count - 1].ended = now }
  }

  private static func effect(entering phase: Phase) -> Effect {
    switch phase {
    case .livePasses: .offerGuest
    case .releaseStorage: .pauseGuest
    case .attachStorage: .restoreGuest
    case .announce: .resumeGuest
    case .cleanUp: .announceGuest
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
