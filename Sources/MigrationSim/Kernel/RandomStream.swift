/// The random numbers of one cause in one replication: a position in a Philox sequence.
///
/// A plain value: a copy draws the same numbers again. Streams of one source never overlap, for
/// the cause's name fills the upper half of the counter and the lower half counts blocks: each has
/// 2⁶⁴ blocks of two words.
public struct RandomStream: RandomNumberGenerator, BitwiseCopyable, Hashable, Sendable {
  @usableFromInline let key: UInt64
  @usableFromInline let name: UInt64
  /// Words drawn so far; even where a new block is due.
  @usableFromInline var position: UInt64 = 0
  /// The second word of the latest block.
  @usableFromInline var spare: UInt64 = 0

  /// The stream of this 64-bit name under this key; `RandomSource` makes both.
  @inlinable init(key: UInt64, name: UInt64) {
    self.key = key
    self.name = name
  }

  /// The next 64 random bits.
  @inlinable public mutating func next() -> UInt64 {
    defer { position &+= 1 }
    if position & 1 == 1 { return spare }
    let block = position >> 1
    let words = Philox4x32.block(
      counter: SIMD4(
        UInt32(truncatingIfNeeded: block), UInt32(truncatingIfNeeded: block >> 32),
        UInt32(truncatingIfNeeded: name), UInt32(truncatingIfNeeded: name >> 32)),
      key: SIMD2(UInt32(truncatingIfNeeded: key), UInt32(truncatingIfNeeded: key >> 32)))
    spare = UInt64(words.w) << 32 | UInt64(words.z)
    return UInt64(words.y) << 32 | UInt64(words.x)
  }

  /// A real number in [0, 1): one of 2⁵³ equally likely ones, evenly spaced.
  @inlinable public mutating func uniform() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// A real number in (0, 1), never an end: the middle of one of 2⁵² equal cells.
  @inlinable public mutating func openUniform() -> Double {
    (Double(next() >> 12) + 0.5) * 0x1p-52
  }

  /// An exponentially distributed real number; `mean` is in the unit of the result.
  ///
  /// Inversion: x = -m ln u. The longest possible is 36.7 means (u = 2⁻⁵³).
  @inlinable public mutating func exponential(mean: Double) -> Double {
    -mean * naturalLogarithm(openUniform())
  }
}
