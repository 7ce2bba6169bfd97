/// An IPv4 address.
public struct IPv4Address: BitwiseCopyable, Hashable, Comparable, Sendable {
  /// The address as a number, first octet highest.
  public let bits: UInt32

  public init(bits: UInt32) { self.bits = bits }

  public static func < (a: IPv4Address, b: IPv4Address) -> Bool { a.bits < b.bits }
}

/// An address together with the length of its subnet's prefix, as an interface carries it.
public struct IPv4Interface: BitwiseCopyable, Hashable, Sendable {
  public let address: IPv4Address
  /// Bits of the network part, 0 to 32.
  public let prefixLength: UInt8

  public init(address: IPv4Address, prefixLength: UInt8) {
    precondition(prefixLength <= 32, "a prefix of \(prefixLength) bits is longer than an address")
    self.address = address
    self.prefixLength = prefixLength
  }

  /// The mask that keeps the network part: 255.255.255.0 for a prefix of 24 bits.
  public var mask: IPv4Address { IPv4Address(bits: ~(UInt32.max >> UInt32(prefixLength))) }

  /// The subnet's first address, which names it: 172.16.0.0 for 172.16.0.201/24.
  public var network: IPv4Address { IPv4Address(bits: address.bits & mask.bits) }

  /// Whether `other` lies in this interface's subnet, so that it is reached without a gateway.
  public func contains(_ other: IPv4Address) -> Bool {
    other.bits & mask.bits == network.bits
  }
}
