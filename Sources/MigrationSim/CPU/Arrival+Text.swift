extension PolicyMismatch {
  /// What a log of the destination says, in a sentence.
  public var explanation: Sentence {
    switch self {
    case .vendor(let vendor, let destination):
      CPUPhrase.otherVendor(vendor.identification, destination.identification)
    case .basicLeaf: CPUPhrase.basicLeaf()
    case .featureSubleaf: CPUPhrase.featureSubleaf()
    case .extendedLeaf: CPUPhrase.extendedLeaf()
    }
  }
}

extension RestoreFailure {
  /// What a log of the destination says, in a sentence with the features' names.
  public func explanation(_ names: FeatureNames) -> Sentence {
    switch self {
    case .badCR4(let features):
      let rejected = features.reduce(UInt64(0)) { $0 | $1.backing.cr4 }
      return CPUPhrase.badCR4(hexadecimal(rejected), names.list(features))
    case .badEFER(let features):
      let rejected = features.reduce(UInt64(0)) { $0 | $1.backing.efer }
      return CPUPhrase.badEFER(hexadecimal(rejected), names.list(features))
    case .xcr0(let components):
      return CPUPhrase.badXCR0(hexadecimal(components), XSAVEArea.list(of: components))
    case .xsaveArea(let needed, let available):
      return CPUPhrase.xsaveTooLong(
        hexadecimal(UInt64(needed)), hexadecimal(UInt64(available)), needed, available)
    }
  }
}

private func hexadecimal(_ value: UInt64) -> String { "0x" + String(value, radix: 16) }

extension XSAVEArea {
  /// Components by the names of the Intel SDM, volume 1, 13.1.
  public static func list(of components: UInt64) -> Sentence.Argument {
    let known: [(UInt64, String)] = [
      (0x1, "x87"), (0x2, "SSE"), (0x4, "AVX"), (0x18, "MPX"), (0xe0, "AVX-512"), (0x200, "PKRU"),
      (0x60000, "AMX"),
    ]
    let rest = known.reduce(components) { $0 & ~$1.0 }
    let names = known.filter { components & $0.0 != 0 }.map(\.1.argument)
    return (rest == 0 ? names : names + [CPUPhrase.others().argument]).listed(.commas)
  }
}
