/// The rooms and their wiring: the one place that knows the schedule.
///
/// Each room is a value that is told the time; here stands what happens between them. What an
/// event means is found in `handle`, and for each subject in a facet of its own.
public struct World: Model, Sendable {
  /// Everything that can come due, by room. Plain data: numbers of the run's own tables.
  public enum Event: BitwiseCopyable, Hashable, Sendable {
    /// A step of the timeline begins.
    case stepBegins(Int32)
    /// The time that a step takes is over.
    case stepDue(Int32)
    /// What a migration waited for, other than a transfer, is over.
    case migration(Int32)
    /// What a migration's plan says goes wrong goes wrong.
    case migrationFails(Int32)
    /// A transfer has moved its bytes.
    case transferDue
    case trafficBegins(Int32)
    case trafficEnds(Int32)
    case ping(PingEvent)
    case guest(GuestEvent)
    case ha(HAEvent)
    /// An SR has no room left for what guests write.
    case storageFills
    /// The last step is over, and what was to be watched after it.
    case runEnds
  }

  /// The wider number stands first, so that no padding makes an event wider than eight bytes.
  public enum PingEvent: BitwiseCopyable, Hashable, Sendable {
    /// The next request is due.
    case due(pinger: Int16)
    /// A request from outside reaches the guest.
    case arrives(sequence: Int32, pinger: Int16)
    /// A reply reaches whoever asked.
    case returns(sequence: Int32, pinger: Int16)
  }

  public enum GuestEvent: BitwiseCopyable, Hashable, Sendable {
    case phaseBegins(VMID, phase: Int16)
    /// A guest executes an instruction that its CPU no longer has.
    case fault(VMID)
    /// A process ends, and the one in its place asks anew what the CPU has.
    case renewal(VMID)
  }

  public enum HAEvent: BitwiseCopyable, Hashable, Sendable {
    /// A pool's master looks after its VMs.
    case pass(PoolID)
    /// A start by high availability is over.
    case started(Int32)
  }

  let setup: Setup
  let random: RandomSource
  /// The plan of each of the set-up's migrations, for as many as follow it.
  let plans: [Shared<MigrationPlan>]
  /// As of now, but for the growth of thin disks, which is counted when it matters.
  public internal(set) var inventory: Inventory
  var network: Network
  var domains: [Domain]
  var migrations: [MigrationRun] = []
  /// What its CPU means for the guest of each migration; nil where no guest moves.
  var crossings: [CPUCrossing?] = []
  var evacuations: [Evacuation] = []
  var alerts: [AlertRecord] = []
  /// One per pool.
  var failovers: [Failover]
  var restarted: [RestartResult] = []
  var pingers: [PingRun]
  /// A number for addresses, NICs and links as they are: only steps change them.
  private(set) var wiring = 0
  var journal: Journal
  var progress: [StepProgress]
  /// Steps that have not ended.
  var stepsLeft: Int
  /// When the run ended; nil while it goes on. What was still to come then does not happen.
  var ended: SimTime?

  /// A hash over the history so far.
  public var fingerprint: UInt64 { journal.fingerprint.value }

  /// Rings when the next transfer has moved its bytes, and when it is set for.
  private let transferAlarm: AlarmID
  private var transferDue: SimTime?
  /// The migration that each transfer carries memory or a disk for, by the transfer's slot.
  var ownerOfTransfer: [Int32] = []
  /// The migrations whose guests' writes are mirrored.
  var mirroring: [Int] = []
  /// The disks whose guests' writes cross the network.
  var written: [WrittenDisk] = []
  /// The disks that grow with what is written to them.
  var thin: ThinDisks
  var shortages: [StorageShortage] = []
  private var finishedTransfers: [TransferID] = []
  /// The transfers of background traffic that is going on.
  private var traffic: [TransferID?]

  /// A world at time zero, with its first events in `schedule`.
  init(
    _ setup: Setup, random: RandomSource, keepsRecords: Bool, _ schedule: inout Schedule<Event>
  ) {
    self.setup = setup
    self.random = random
    plans = setup.migrations.map { Shared($0.plan) }
    inventory = setup.inventory
    network = Network(setup.topology)
    journal = Journal(keepsRecords: keepsRecords)
    progress = setup.steps.map { _ in StepProgress() }
    stepsLeft = setup.steps.count
    traffic = setup.background.map { _ in nil }
    transferAlarm = schedule.makeAlarm()
    failovers = setup.inventory.pools.map { _ in Failover(alarm: schedule.makeAlarm()) }
    written = Self.writtenDisks(of: setup.inventory)
    thin = ThinDisks(of: setup.inventory, alarm: schedule.makeAlarm())
    domains = Domain.all(setup, random, &schedule)
    pingers = setup.pingers.enumerated().map { position, pinger in
      let earlier = setup.pingers[..<position].count {
        $0.vm == pinger.vm && $0.peer == pinger.peer
      }
      let vm = setup.inventory.vms[pinger.vm.position].name
      return PingRun(
        pinger, random.stream("ping \(earlier) between \(vm) and \(pinger.peerName)"))
    }
    // Rows of migrations are large: a table that grows copies them over and over.
    let asked = setup.steps.count { step in
      if case .migrate = step.operation { true } else { false }
    }
    migrations.reserveCapacity(asked)
    crossings.reserveCapacity(asked)
    bootRunningVMs(&schedule)
    scheduleTraffic(&schedule)
    scheduleFirstSteps(&schedule)
    if !thin.disks.isEmpty { _ = keepGrowing(&schedule) }
    setTransferAlarm(&schedule)
  }

  public mutating func handle(_ event: Event, _ schedule: inout Schedule<Event>) {
    guard ended == nil else { return }
    switch event {
    case .stepBegins(let step):
      wiring += 1
      begin(step: Int(step), &schedule)
    case .stepDue(let step):
      wiring += 1
      finish(step: Int(step), &schedule)
    case .migration(let number): proceed(migration: Int(number), &schedule)
    case .migrationFails(let number): breakOff(migration: Int(number), &schedule)
    case .transferDue: transfersMoved(&schedule)
    case .trafficBegins(let number): beginTraffic(Int(number), at: schedule.now)
    case .trafficEnds(let number): endTraffic(Int(number), at: schedule.now)
    case .ping(let event): handle(event, &schedule)
    case .guest(let event): handle(event, &schedule)
    case .ha(let event): handle(event, &schedule)
    case .storageFills: settleGrowth(at: schedule.now)
    case .runEnds: endRun(&schedule)
    }
    keepDisksUp(&schedule)
    setTransferAlarm(&schedule)
  }

  /// Has what guests write to disks follow what they do now.
  private mutating func keepDisksUp(_ schedule: inout Schedule<Event>) {
    repeat {
      if !mirroring.isEmpty { keepMirrorsUp(at: schedule.now) }
      if !written.isEmpty { keepWritesUp(at: schedule.now) }
    } while !thin.disks.isEmpty && keepGrowing(&schedule)
  }

  /// Goes on with every migration whose bytes have been moved.
  private mutating func transfersMoved(_ schedule: inout Schedule<Event>) {
    transferDue = nil
    finishedTransfers.clear()
    network.advance(to: schedule.now, finished: &finishedTransfers)
    for index in finishedTransfers.indices {
      let owner = ownerOfTransfer[Int(finishedTransfers[index].slot)]
      guard owner >= 0 else { continue }
      noteCopied(finishedTransfers[index], migration: Int(owner), at: schedule.now)
      proceed(migration: Int(owner), &schedule)
    }
  }

  private mutating func setTransferAlarm(_ schedule: inout Schedule<Event>) {
    let due = network.nextCompletion
    guard due != transferDue else { return }
    transferDue = due
    if let due {
      schedule.set(transferAlarm, at: due, .transferDue)
    } else {
      schedule.clear(transferAlarm)
    }
  }
}

// MARK: Background traffic

extension World {
  private func scheduleTraffic(_ schedule: inout Schedule<Event>) {
    for (index, traffic) in setup.background.enumerated() {
      schedule.at(traffic.begins, .trafficBegins(Int32(index)))
      if let ends = traffic.ends { schedule.at(ends, .trafficEnds(Int32(index))) }
    }
  }

  /// Begins a flow, if there is a way for it.
  private mutating func beginTraffic(_ index: Int, at now: SimTime) {
    let background = setup.background[index]
    guard let route = network.topology.route(from: background.from, to: background.to) else {
      return
    }
    traffic[index] = network.start(nil, over: route, cap: background.rate, at: now)
  }

  private mutating func endTraffic(_ index: Int, at now: SimTime) {
    guard let transfer = traffic[index] else { return }
    network.cancel(transfer, at: now)
    traffic[index] = nil
  }
}
