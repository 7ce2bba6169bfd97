/// One thing that happened, and when.
public struct Record: BitwiseCopyable, Hashable, Sendable {
  public let time: SimTime
  public let fact: Fact

  public init(time: SimTime, fact: Fact) {
    self.time = time
    self.fact = fact
  }
}

/// What is written down in the course of a run; numbers are positions in the run's own tables.
public enum Fact: BitwiseCopyable, Hashable, Sendable {
  case stepBegan(Int32)
  case stepEnded(Int32, StepOutcome)
  case hostChanged(HostID, HostState)
  case masterChanged(PoolID, HostID)
  case vmChanged(VMID, PowerState, HostID?)
  case storageAttached(SRID, HostID)
  /// A PBD that stays unplugged, since its host has no way to the storage.
  case storageNotAttached(SRID, HostID)
  /// An SR has no room left for what the guest writes: its writes to new blocks fail.
  case storageFull(SRID, VMID)
  case phaseBegan(migration: Int32, Phase)
  case roundEnded(migration: Int32, Round)
  case migrationEnded(migration: Int32)
  case pingLost(pinger: Int32, sequence: Int32, PingLoss)
  case instructionFault(VMID, Feature, SoftwareLayer)
  /// xapi leaves a message for operators.
  case alertRaised(Alert)
  /// A process started anew, and uses the feature where the one before did not, or the reverse.
  case processRenewed(VMID, Feature, SoftwareLayer, latches: Bool)
}
