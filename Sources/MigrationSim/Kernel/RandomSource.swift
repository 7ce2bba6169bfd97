/// All the randomness of one run: a stream for every cause, told apart by name.
///
/// Each cause that draws has its own stream, so adding a cause, or drawing more often for one,
/// changes no number that another sees: two policies can be compared under the same luck.
///
/// ```swift
/// let source = RandomSource(seed: 42, replication: 0)
/// var dirtying = source.stream("dirtying of db-server")
/// let pages = binomial(trials: 262_144, probability: 0.1, &dirtying)
/// ```
public struct RandomSource: BitwiseCopyable, Hashable, Sendable {
  /// The Philox key of the run.
  public let key: UInt64

  /// The source of one replication of an experiment.
  ///
  /// Replications of one seed never share a key, for the key is a bijection of the replication.
  /// Keys of different seeds are unrelated: two given runs agree with probability 2⁻⁶⁴.
  public init(seed: UInt64, replication: UInt64) {
    key = mixed(mixed(seed) &+ replication)
  }

  /// The stream of the cause of this name; the same name gives the same stream again.
  ///
  /// Names are told apart by a 64-bit hash of their UTF-8: a thousand names collide somewhere with
  /// probability 3 · 10⁻¹⁴. Complexity: O(length of the name); no state is kept.
  public func stream(_ name: String) -> RandomStream {
    RandomStream(key: key, name: mixed(family(name).hash))
  }

  /// Streams whose names begin alike and end in a number.
  public struct Family: BitwiseCopyable, Hashable, Sendable {
    // FNV-1a (Fowler, Noll, Vo), 64 bits; the mix afterwards spreads it over all of them.
    fileprivate var hash: UInt64 = 0xCBF2_9CE4_8422_2325

    fileprivate mutating func add(_ byte: UInt8) {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }
  }

  /// The family of the streams whose names begin so.
  public func family(_ beginning: String) -> Family {
    var family = Family()
    for byte in beginning.utf8 { family.add(byte) }
    return family
  }

  /// The stream of a family with that number: that of the name with its decimal digits behind.
  ///
  /// - Parameter number: Not negative. Complexity: O(digits), without a string.
  public func stream(_ family: Family, _ number: Int) -> RandomStream {
    var name = family
    var unit = 1
    while number / unit >= 10 { unit *= 10 }
    while unit > 0 {
      name.add(UInt8(ascii: "0") + UInt8(number / unit % 10))
      unit /= 10
    }
    return RandomStream(key: key, name: mixed(name.hash))
  }
}

/// A bijection of 64-bit words in which every input bit sways every output bit.
///
/// The step and finaliser of SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom
/// number generators", OOPSLA 2014), with Stafford's variant 13 of the multipliers.
private func mixed(_ word: UInt64) -> UInt64 {
  var z = word &+ 0x9E37_79B9_7F4A_7C15
  z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
  z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
  return z ^ (z >> 31)
}
