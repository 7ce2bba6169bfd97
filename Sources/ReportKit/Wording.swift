import MigrationSim

/// How reports spell the engine's values.
enum Wording {
  /// An enumeration's case in words: `importMetadata` gives "import metadata".
  ///
  /// The cases carry the field's own terms, so that they need no second table of names.
  static func words(_ value: some Hashable) -> String { split("\(value)", by: " ") }

  /// An enumeration's case as a key: `importMetadata` gives "import_metadata".
  static func key(_ value: some Hashable) -> String { split("\(value)", by: "_") }

  private static func split(_ camelCase: String, by separator: String) -> String {
    camelCase.reduce(into: "") { text, character in
      text += character.isUppercase ? separator + character.lowercased() : String(character)
    }
  }

  /// 64 bits as 16 hexadecimal digits.
  static func hexadecimal(_ bits: UInt64) -> String {
    let digits = String(bits, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// An interface's address as a.b.c.d/n.
  static func address(_ interface: IPv4Interface) -> String {
    let bits = interface.address.bits
    let octets = [24, 16, 8, 0].map { String(bits >> $0 & 255) }
    return octets.joined(separator: ".") + "/\(interface.prefixLength)"
  }

  /// An amount of memory in the largest binary unit that keeps it whole.
  static func memory(_ size: ByteCount) -> String {
    let units = ["B", "KiB", "MiB", "GiB"]
    var amount = size.bytes
    var unit = 0
    while amount >= 1024, amount % 1024 == 0, unit < units.count - 1 {
      amount /= 1024
      unit += 1
    }
    return "\(amount) \(units[unit])"
  }

  /// What the first use of a missing instruction takes down.
  static func consequence(_ layer: SoftwareLayer) -> String {
    switch layer.consequence {
    case .machineCrashes: "the VM crashes"
    case .servicesDie: "its services die"
    case .processDies: "a process dies"
    }
  }

  /// How a step is expected to end.
  static func expectation(_ expectation: StepExpectation) -> String {
    switch expectation {
    case .done: "done"
    case .refused(let code): "refused" + (code.map { " with \($0)" } ?? "")
    case .failed(let code): "failed" + (code.map { " with \($0)" } ?? "")
    }
  }
}
