import MigrationSim

extension Form where Value == FeatureSet {
  /// The features that a mask of the XCP era lets through.
  static var cpuMask: Form {
    scalar(
      .object([
        ("type", .string("string")), ("pattern", .string("^([ -]*[0-9a-fA-F]){32}[ -]*$")),
      ]), placeholder: FeatureSet()
    ) { text throws(FormError) in
      switch CPUMask(text: text) {
      case .illegalCharacter:
        throw .init(message: "\"\(text)\" is not made of hexadecimal digits and hyphens")
      case .wrongLength:
        throw .init(message: "a mask has 32 hexadecimal digits, as in \(Self.example)")
      case let mask: return mask.features ?? FeatureSet()
      }
    }
  }

  private static var example: String { Levelling.defaultJoinMask.legacyText }
}
