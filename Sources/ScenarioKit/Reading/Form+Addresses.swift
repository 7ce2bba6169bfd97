import MigrationSim

extension IPv4Address {
  /// Reads four numbers from 0 to 255 between points, without leading zeros.
  init?(text: some StringProtocol) {
    let octets = text.split(separator: ".", omittingEmptySubsequences: false)
    guard octets.count == 4 else { return nil }
    var bits: UInt32 = 0
    for octet in octets {
      guard octet.allSatisfy({ $0.isASCII && $0.isNumber }), octet.count <= 3,
        octet == "0" || !octet.hasPrefix("0"), let value = UInt8(octet)
      else { return nil }
      bits = bits << 8 | UInt32(value)
    }
    self.init(bits: bits)
  }

  /// As people write it: "10.42.0.200".
  var text: String {
    [24, 16, 8, 0].map { String(bits >> $0 & 255) }.joined(separator: ".")
  }
}

extension IPv4Interface {
  /// Whether `other` is in the subnet of this interface.
  func contains(_ other: IPv4Address) -> Bool {
    prefixLength == 0 || (address.bits ^ other.bits) >> (32 - UInt32(prefixLength)) == 0
  }

  var text: String { "\(address.text)/\(prefixLength)" }

  /// Reads "10.42.0.200/16".
  init?(text: some StringProtocol) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let address = IPv4Address(text: parts[0]),
      parts[1].allSatisfy({ $0.isASCII && $0.isNumber }), let length = UInt8(parts[1]),
      length <= 32
    else { return nil }
    self.init(address: address, prefixLength: length)
  }
}

extension Form where Value == IPv4Address {
  static var address: Form {
    scalar(
      .object([
        ("type", .string("string")), ("pattern", .string("^[0-9]{1,3}(\\.[0-9]{1,3}){3}$")),
      ]), placeholder: IPv4Address(bits: 0)
    ) { text throws(FormError) in
      guard let address = IPv4Address(text: text) else {
        throw .init(message: "\"\(text)\" is not an IPv4 address, such as 10.42.0.1")
      }
      return address
    }
  }
}

extension Form where Value == IPv4Interface {
  static var interface: Form {
    scalar(
      .object([
        ("type", .string("string")),
        ("pattern", .string("^[0-9]{1,3}(\\.[0-9]{1,3}){3}/[0-9]{1,2}$")),
      ]), placeholder: IPv4Interface(address: IPv4Address(bits: 0), prefixLength: 0)
    ) { text throws(FormError) in
      if let interface = IPv4Interface(text: text) { return interface }
      if IPv4Address(text: text) != nil {
        throw .init(
          message: "the address needs the length of its subnet's prefix", suggestion: "\(text)/24")
      }
      throw .init(
        message: "\"\(text)\" is not an address with its prefix, such as 10.42.0.200/16")
    }
  }
}
