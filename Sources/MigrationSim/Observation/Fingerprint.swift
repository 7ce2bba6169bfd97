/// A hash over all that was written down: equal histories have equal fingerprints.
///
/// FNV-1a over 64-bit words (Fowler, Noll, Vo), then mixed; made for telling runs apart, not for
/// safety. Swift's own `Hasher` will not do: it is seeded anew in every process.
public struct Fingerprint: BitwiseCopyable, Hashable, Sendable {
  private var state: UInt64 = 0xCBF2_9CE4_8422_2325

  public init() {}

  public mutating func add(_ word: Int64) {
    state = (state ^ UInt64(bitPattern: word)) &* 0x100_0000_01B3
    // Multiplication alone carries nothing downwards.
    state ^= state >> 29
  }

  public var value: UInt64 { state }
}

extension Record {
  /// Adds every part of the record, field by field: padding between fields has no set value.
  func add(to fingerprint: inout Fingerprint) {
    fingerprint.add(time.nanoseconds)
    fact.add(to: &fingerprint)
  }
}

extension Fact {
  fileprivate func add(to fingerprint: inout Fingerprint) {
    func add(_ words: Int...) { for word in words { fingerprint.add(Int64(word)) } }
    switch self {
    case .stepBegan(let step): add(1, Int(step))
    case .stepEnded(let step, let outcome): add(2, Int(step), outcome.rawValue)
    case .hostChanged(let host, let state): add(3, host.position, state.rawValue)
    case .vmChanged(let vm, let state, let host):
      add(4, vm.position, state.rawValue, host?.position ?? -1)
    case .storageAttached(let sr, let host): add(5, sr.position, host.position)
    case .storageNotAttached(let sr, let host): add(6, sr.position, host.position)
    case .phaseBegan(let migration, let phase): add(7, Int(migration), phase.number)
    case .roundEnded(let migration, let round):
      add(8, Int(migration), Int(round.number), round.pagesSent, round.pagesSkipped)
      add(Int(round.bytes.bytes), round.pagesDirtied, Int(round.ended.nanoseconds))
    case .migrationEnded(let migration): add(9, Int(migration))
    case .pingLost(let pinger, let sequence, let loss):
      add(10, Int(pinger), Int(sequence), loss.rawValue)
    case .instructionFault(let vm, let feature, let layer):
      add(11, vm.position, Int(feature.index), layer.rawValue)
    case .alertRaised(let alert):
      switch alert {
      case .hostCPUFeaturesDown(let host): add(13, 0, host.position)
      case .poolCPUFeaturesDown(let pool): add(13, 1, pool.position)
      case .hostFailed(let host): add(13, 2, host.position)
      case .poolOvercommitted(let pool): add(13, 3, pool.position)
      case .dropInPlan(let pool, let failures): add(13, 4, pool.position, Int(failures))
      case .restartFailed(let vm): add(13, 5, vm.position)
      }
    case .storageFull(let sr, let vm): add(15, sr.position, vm.position)
    case .masterChanged(let pool, let host): add(14, pool.position, host.position)
    case .processRenewed(let vm, let feature, let layer, let latches):
      add(12, vm.position, Int(feature.index), layer.rawValue, latches ? 1 : 0)
    }
  }
}

extension Phase {
  /// Its number in a fingerprint: histories without storage motion keep those that they had before
  /// there was any.
  fileprivate var number: Int {
    switch self {
    case ..<Phase.copyStorage: rawValue
    case .copyStorage: -1
    default: rawValue - 1
    }
  }
}
