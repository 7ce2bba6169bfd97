/// A virtual machine's inner life: its memory, its CPU's state, its network.
struct Domain: Sendable {
  var memory: GuestMemory
  /// Intensity of the phase of its workload that it is in.
  var intensity = 1.0
  /// How fast storage across the network lets it run.
  var writePace = 1.0
  /// Whether frames sent to it find it: false from its resuming until it has announced itself.
  var isAnnounced = true
  /// What its present CPU shows it; nil where that is what it saw when it booted.
  var shown: Shared<FeatureSet>?
  /// Features in use that its present CPU lacks.
  var lost: [LostFeature] = []
  /// The next of them that it will execute; nil if it never will.
  var nextFault: InstructionFault?
  var faults: [FaultRecord] = []
  /// The next process whose successor decides differently; nil if there is none.
  var nextRenewal: Shared<Renewal>?
  var renewals: [RenewalRecord] = []
  /// Since it last came from another host.
  var stay: Stay?
  var luck: GuestLuck
  /// Migrations of it that were asked for, refused ones included.
  var migrationCount = 0
  /// When it last booted: what was meant for an earlier boot is dropped.
  var bootedAt = SimTime.zero

  init(memory: GuestMemory, luck: GuestLuck) {
    self.memory = memory
    self.luck = luck
  }

  /// A guest's memory as it boots.
  private static func memory(
    _ setup: GuestSetup, _ size: ByteCount, at now: SimTime
  ) -> GuestMemory {
    GuestMemory(classes: classes(setup, filling: size), layout: setup.layout, at: now)
  }

  /// Those of all VMs at the beginning.
  static func all(
    _ setup: Setup, _ random: RandomSource, _ schedule: inout Schedule<World.Event>
  ) -> [Domain] {
    // Guests that have written to nothing yet are alike but for what they are set to write.
    var sharing = Sharing<[PageClassState]>()
    return zip(setup.inventory.vms, setup.guests).map { vm, guest in
      var memory = memory(guest, vm.memory, at: .zero)
      memory.classes = sharing(memory.classes)
      return Domain(memory: memory, luck: GuestLuck(of: vm.name, random, &schedule))
    }
  }

  /// The set-up's classes, and one that is never written to for the rest of the memory.
  ///
  /// Where the memory has been made smaller than the classes together, the last ones give way.
  private static func classes(_ setup: GuestSetup, filling size: ByteCount) -> [PageClass] {
    var rest = Page.count(of: size)
    var classes = setup.classes.map { kind in
      var kind = kind
      kind.pages = min(kind.pages, rest)
      rest -= kind.pages
      return kind
    }
    if rest > 0 {
      classes.append(
        PageClass(name: "idle", pages: rest, pattern: .random, writesPerSecond: 0))
    }
    return classes
  }
}

extension Domain {
  /// A guest boots, with fresh memory.
  mutating func boot(
    _ setup: GuestSetup, memory size: ByteCount, at now: SimTime
  ) {
    memory = Self.memory(setup, size, at: now)
    intensity = 1
    isAnnounced = true
    forgetCPU()
    bootedAt = now
  }

  /// The domain is gone.
  mutating func end(at now: SimTime) {
    memory.setIntensity(0, at: now)
    isAnnounced = true
    forgetCPU()
    if stay?.ended == nil { stay?.ended = now }
  }

  /// Whether it has come from another host since it booted.
  var hasMoved: Bool { stay.map { $0.ended == nil } ?? false }

  private mutating func forgetCPU() {
    shown = nil
    lost = []
    nextFault = nil
    nextRenewal = nil
  }

  /// Draws which of the lost features the guest will execute first, and when.
  mutating func drawFault() -> InstructionFault? {
    let time = luck.faults.uniform()
    let cause = luck.faults.uniform()
    nextFault = InstructionFault.first(of: lost, time: time, cause: cause)
    return nextFault
  }

  /// Draws which of these processes makes room first, and when.
  mutating func drawRenewal(of pending: [Renewal]) -> SimDuration? {
    nextRenewal = nil
    guard !pending.isEmpty, var stream = luck.renewals?.value else { return nil }
    let time = stream.uniform()
    let cause = stream.uniform()
    luck.renewals = Shared(stream)
    let first = firstArrival(pending.map(\.use.renewalsPerSecond), time: time, cause: cause)
    nextRenewal = first.map { Shared(pending[$0.place]) }
    return first?.delay
  }

  /// Notes a fault; what died of it executes nothing more.
  mutating func note(_ fault: InstructionFault, at now: SimTime) {
    faults.append(FaultRecord(time: now, feature: fault.feature, layer: fault.layer))
    lost.removeAll { $0.feature == fault.feature && $0.layer == fault.layer }
    nextFault = nil
  }
}

/// What decides about a guest's instructions and processes, and rings when they come due.
struct GuestLuck: Sendable {
  /// Decides which instruction it meets that is missing, and when.
  var faults: RandomStream
  let faultAlarm: AlarmID
  /// Decides which process ends, and when; nil until that matters for the first time, as it does
  /// for few.
  var renewals: Shared<RandomStream>?
  let renewalAlarm: AlarmID
  /// What it dirties while it migrates, and how long the phases take: a stream for each migration.
  let dirtying: RandomSource.Family
  let durations: RandomSource.Family

  init(of name: String, _ random: RandomSource, _ schedule: inout Schedule<World.Event>) {
    faults = random.stream("faults of \(name)")
    faultAlarm = schedule.makeAlarm()
    renewalAlarm = schedule.makeAlarm()
    dirtying = random.family("dirtying of \(name), migration ")
    durations = random.family("phases of \(name), migration ")
  }
}
