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

  /// An amount of memory in the largest binary unit that keeps it whole.
  static func memory(_ size: ByteCount) -> String { amount(of: size).text }

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
