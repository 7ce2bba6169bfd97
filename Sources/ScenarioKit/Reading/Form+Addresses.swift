import MigrationSim

extension Form where Value == IPv4Address {
  static var address: Form {
    scalar(
      .object([
        ("type", .string("string")), ("pattern", .string("^[0-9]{1,3}(\\.[0-9]{1,3}){3}$")),
      ]), placeholder: IPv4Address(bits: 0)
    ) { text throws(FormError) in
      guard let address = IPv4Address(text) else {
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
      if let interface = IPv4Interface(text) {
        guard interface.address.bits != 0 else {
          throw .init(message: "0.0.0.0 is the address of no machine")
        }
        return interface
      }
      if IPv4Address(text) != nil {
        throw .init(
          message: "the address needs the length of its subnet's prefix", suggestion: "\(text)/24")
      }
      throw .init(
        message: "\"\(text)\" is not an address with its prefix, such as 10.42.0.200/16")
    }
  }
}
