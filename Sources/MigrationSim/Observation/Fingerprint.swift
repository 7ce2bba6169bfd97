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

  // A list of words would be made on the heap, for each record.
  @inline(__always)
  mutating func add(_ a: Int, _ b: Int) {
    add(Int64(a))
    add(Int64(b))
  }

  @inline(__always)
  mutating func add(_ a: Int, _ b: Int, _ c: Int) {
    add(a, b)
    add(Int64(c))
  }

  @inline(__always)
  mutating func add(_ a: Int, _ b: Int, _ c: Int, _ d: Int) {
    add(a, b)
    add(c, d)
  }

  @inline(__always)
  mutating func add(_ a: Int, _ b: Int, _ c: Int, _ d: Int, _ e: Int) {
    add(a, b, c)
    add(d, e)
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
    switch self {
    case .stepBegan(let step): fingerprint.add(1, Int(step))
    case .stepEnded(let step, let outcome): fingerprint.add(2, Int(step), outcome.rawValue)
    case .hostChanged(let host, let state): fingerprint.add(3, host.position, state.rawValue)
    case .vmChanged(let vm, let state, let host):
      fingerprint.add(4, vm.position, state.rawValue, host?.position ?? -1)
    case .storageAttached(let sr, let host): fingerprint.add(5, sr.position, host.position)
    case .storageNotAttached(let sr, let host): fingerprint.add(6, sr.position, host.position)
    case .phaseBegan(let migration, let phase): fingerprint.add(7, Int(migration), phase.number)
    case .roundEnded(let migration, let round):
      fingerprint.add(8, Int(migration), Int(round.number), round.pagesSent, round.pagesSkipped)
      fingerprint.add(Int(round.bytes.bytes), round.pagesDirtied, Int(round.ended.nanoseconds))
    case .migrationEnded(let migration): fingerprint.add(9, Int(migration))
    case .pingLost(let pinger, let sequence, let loss):
      fingerprint.add(10, Int(pinger), Int(sequence), loss.rawValue)
    case .instructionFault(let vm, let feature, let layer):
      fingerprint.add(11, vm.position, Int(feature.index), layer.rawValue)
    case .alertRaised(let alert):
      switch alert {
      case .hostCPUFeaturesDown(let host): fingerprint.add(13, 0, host.position)
      case .poolCPUFeaturesDown(let pool): fingerprint.add(13, 1, pool.position)
      case .hostFailed(let host): fingerprint.add(13, 2, host.position)
      case .poolOvercommitted(let pool): fingerprint.add(13, 3, pool.position)
      case .dropInPlan(let pool, let failures): fingerprint.add(13, 4, pool.position, Int(failures))
      case .restartFailed(let vm): fingerprint.add(13, 5, vm.position)
      }
    case .masterChanged(let pool, let host): fingerprint.add(14, pool.position, host.position)
    case .storageFull(let sr, let vm): fingerprint.add(15, sr.position, vm.position)
    case .processRenewed(let vm, let feature, let layer, let latches):
      fingerprint.add(12, vm.position, Int(feature.index), layer.rawValue, latches ? 1 : 0)
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
