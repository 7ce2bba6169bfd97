/// Something that goes wrong in a migration, and when.
public struct Injection: BitwiseCopyable, Hashable, Sendable {
  public var failure: MigrationFailure
  /// The phase in which it happens; one that the failure has of its own where it has one.
  public var phase: Phase
  /// How long after that phase began; it happens all the same if the phase is over by then.
  public var after: SimDuration

  public init(_ failure: MigrationFailure, in phase: Phase? = nil, after: SimDuration = .zero) {
    self.failure = failure
    self.phase = failure.ownPhase ?? phase ?? .livePasses
    self.after = after
  }
}

/// What can go wrong between two hosts, besides their CPUs.
public enum MigrationFailure: String, BitwiseCopyable, Hashable, Sendable, CaseIterable {
  /// The connection that carries the migration breaks.
  case linkCut
  /// The destination goes down.
  case destinationDies
  /// The destination finds that it has not enough memory after all.
  case noMemory
  /// The guest does not answer the request to suspend.
  case suspendTimeout
  /// The destination cannot attach the guest's storage.
  case storageLost

  /// The phase that it belongs to, if it can happen in one alone.
  public var ownPhase: Phase? {
    switch self {
    case .linkCut, .destinationDies: nil
    case .noMemory: .createDomain
    case .suspendTimeout: .suspend
    case .storageLost: .attachStorage
    }
  }

  /// Whether it happens at an instant; otherwise it is what its phase ends with.
  var isSudden: Bool { ownPhase == nil }
}

/// Where a failure leaves the guest.
public enum FailureEnding: String, BitwiseCopyable, Hashable, Sendable, CaseIterable {
  /// It had not been suspended, and goes on where it was.
  case goesOn
  /// It is resumed where it was.
  case resumesAtSource
  /// The toolstack shuts the suspended domain down.
  case halted
  /// Its memory is on two hosts and on neither whole: it is gone.
  case lost
  /// It runs at the destination already, and goes on there.
  case arrived
}

extension PhaseProfile {
  /// Where the guest is left by a failure in a phase.
  ///
  /// Before the suspend it goes on at the source whatever the toolstack. Once suspended, xapi
  /// shuts it down (`pool_migrate`, ocaml/xapi/xapi_vm_migrate.ml) and xl and QEMU resume it at
  /// the source ("Migration failed, resuming at sender.", tools/xl/xl_migrate.c). In post-copy
  /// part of its memory is newer here and part there: neither host can run it.
  public func ending(of failure: MigrationFailure, in phase: Phase) -> FailureEnding {
    switch phase {
    case ..<Phase.releaseStorage: .goesOn
    case .postCopy: .lost
    case ...Phase.unpause: resumesAtSource ? .resumesAtSource : .halted
    default: failure == .destinationDies ? .lost : .arrived
    }
  }
}
