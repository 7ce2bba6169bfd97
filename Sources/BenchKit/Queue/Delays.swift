import MigrationSim

/// Exponential delays with a mean of a millisecond, drawn beforehand, and the hash of all events
/// so far: what contenders of the HOLD model have in common.
public struct Delays: Sendable {
  @usableFromInline let table: [Int64]
  @usableFromInline var next = 0
  @usableFromInline var state: UInt64 = 0
  @inlinable public var hash: UInt64 { state }

  public init() {
    var stream = RandomSource(seed: 1986, replication: 0).stream("hold")
    table = (0..<8192).map { _ in Int64(stream.exponential(mean: 1e6)) }
  }

  @inlinable public mutating func draw() -> Int64 {
    next = (next + 1) & 8191
    return table[next]
  }

  @inlinable public mutating func note(_ time: Int64, _ payload: Int64) {
    state = (state ^ UInt64(bitPattern: time &+ payload << 40)) &* 0x100_0000_01B3
  }
}
