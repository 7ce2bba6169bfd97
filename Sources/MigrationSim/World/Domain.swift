/// A virtual machine's inner life: its memory, its CPU's state, its network.
struct Domain: Sendable {
  var memory: GuestMemory
  let phases: [WorkloadPhase]
  /// Intensity of the phase of its workload that it is in.
  var intensity = 1.0
  /// Whether frames sent to it find it: false from its resuming until it has announced itself.
  var isAnnounced = true
  /// Features in use that its present CPU lacks.
  var lost: [LostFeature] = []
  /// The next of them that it will execute; nil if it never will.
  var nextFault: InstructionFault?
  var faults: [FaultRecord] = []
  /// Rings when it does.
  let faultAlarm: AlarmID
  /// Decides which it will be, and when.
  var faultStream: RandomStream
  /// When it last booted: what was meant for an earlier boot is dropped.
  var bootedAt = SimTime.zero

  init(
    _ setup: GuestSetup, memory size: ByteCount, faults: RandomStream, faultAlarm: AlarmID
  ) {
    memory = GuestMemory(
      classes: Self.classes(setup, filling: size), layout: setup.layout)
    phases = setup.phases
    self.faultAlarm = faultAlarm
    faultStream = faults
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
    memory = GuestMemory(
      classes: Self.classes(setup, filling: size), layout: setup.layout, at: now)
    intensity = 1
    isAnnounced = true
    lost = []
    nextFault = nil
    bootedAt = now
  }

  /// The domain is gone.
  mutating func end(at now: SimTime) {
    memory.setIntensity(0, at: now)
    isAnnounced = true
    lost = []
    nextFault = nil
  }

  /// The CPU lacks `features` from now on; what died for want of one of them stays dead.
  mutating func lose(_ features: [LostFeature]) {
    lost = features.filter { feature in
      !faults.contains {
        $0.time >= bootedAt && $0.feature == feature.feature && $0.layer == feature.layer
      }
    }
  }

  /// Draws which of the lost features the guest will execute first, and when.
  mutating func drawFault() -> InstructionFault? {
    let time = faultStream.uniform()
    let cause = faultStream.uniform()
    nextFault = InstructionFault.first(of: lost, time: time, cause: cause)
    return nextFault
  }

  /// Notes a fault; what died of it executes nothing more.
  mutating func note(_ fault: InstructionFault, at now: SimTime) {
    faults.append(FaultRecord(time: now, feature: fault.feature, layer: fault.layer))
    lost.removeAll { $0.feature == fault.feature && $0.layer == fault.layer }
    nextFault = nil
  }
}
