extension IPv4Address: CustomStringConvertible {
  /// Reads four decimal octets, as in "10.42.0.200"; nil for anything else.
  ///
  /// An octet has one to three digits and no leading zero, since some tools read "010" as eight.
  public init?(_ text: some StringProtocol) {
    let octets = text.split(separator: ".", omittingEmptySubsequences: false)
    guard octets.count == 4 else { return nil }
    var bits: UInt32 = 0
    for octet in octets {
      guard let value = IPv4Address.number(octet, upTo: 255) else { return nil }
      bits = bits << 8 | value
    }
    self.init(bits: bits)
  }

  public var description: String {
    "\(bits >> 24).\(bits >> 16 & 255).\(bits >> 8 & 255).\(bits & 255)"
  }

  /// The plain decimal number that `digits` spells, if it is at most `limit`.
  fileprivate static func number(_ digits: some StringProtocol, upTo limit: UInt32) -> UInt32? {
    let bytes = digits.utf8
    guard (1...3).contains(bytes.count), bytes.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
      bytes.count == 1 || bytes.first != 0x30, let value = UInt32(digits), value <= limit
    else { return nil }
    return value
  }
}

extension IPv4Interface: CustomStringConvertible {
  /// Reads an address and the length of its prefix, as in "172.16.0.201/24"; nil for anything else.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let address = IPv4Address(parts[0]),
      let length = IPv4Address.number(parts[1], upTo: 32)
    else { return nil }
    self.init(address: address, prefixLength: UInt8(length))
  }

  /// Reads an address and a mask, as XenCenter asks for them: "172.16.0.201" and "255.255.255.0".
  ///
  /// Nil unless both are addresses and the mask is ones followed by zeros.
  public init?(_ address: some StringProtocol, mask: some StringProtocol) {
    guard let address = IPv4Address(address), let mask = IPv4Address(mask) else { return nil }
    let length = (~mask.bits).leadingZeroBitCount
    guard mask.bits.trailingZeroBitCount == 32 - length else { return nil }
    self.init(address: address, prefixLength: UInt8(length))
  }

  public var description: String { "\(address)/\(prefixLength)" }
}
