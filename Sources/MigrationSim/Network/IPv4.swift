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
    self.address = address
    self.prefixLength = prefixLength
  }
}
