extension PolicyMismatch {
  /// What a log of the destination says, in a sentence.
  public var explanation: String {
    let failed = "Failed to set CPUID policy:"
    return switch self {
    case .vendor(let vendor, let destination):
      "\(failed) leaf 00000000: the VM booted on \(vendor.identification), and this CPU is"
        + " \(destination.identification)."
    case .basicLeaf:
      "\(failed) leaf 00000000: the VM was shown leaves that this CPU does not have."
    case .featureSubleaf:
      "\(failed) leaf 00000007, subleaf 00000000: the VM was shown subleaves that this CPU does"
        + " not have."
    case .extendedLeaf:
      "\(failed) leaf 80000000: the VM was shown extended leaves that this CPU does not have."
    }
  }
}

extension RestoreFailure {
  /// What a log of the destination says, in a sentence with the features' names.
  public func explanation(_ names: FeatureNames) -> String {
    switch self {
    case .badCR4(let features):
      let rejected = features.reduce(UInt64(0)) { $0 | $1.backing.cr4 }
      return "HVM restore: bad CR4 (rejected \(hexadecimal(rejected))): \(names.phrase(features))"
        + " switched on by the guest, not there on this CPU."
    case .badEFER(let features):
      let rejected = features.reduce(UInt64(0)) { $0 | $1.backing.efer }
      return "HVM restore: bad EFER (rejected \(hexadecimal(rejected))): \(names.phrase(features))"
        + " switched on by the guest, not there on this CPU."
    case .xcr0(let components):
      return "Restore: inconsistent xsave state: components \(hexadecimal(components)) in use"
        + " (\(XSAVEArea.phrase(components))), not there on this CPU."
    case .xsaveArea(let needed, let available):
      return "Restore mismatch: xsave length \(hexadecimal(UInt64(needed)))"
        + " > \(hexadecimal(UInt64(available))) (\(needed) and \(available) bytes)."
    }
  }
}

private func hexadecimal(_ value: UInt64) -> String { "0x" + String(value, radix: 16) }

extension XSAVEArea {
  /// Components by the names of the Intel SDM, volume 1, 13.1.
  static func phrase(_ components: UInt64) -> String {
    let known: [(UInt64, String)] = [
      (0x1, "x87"), (0x2, "SSE"), (0x4, "AVX"), (0x18, "MPX"), (0xe0, "AVX-512"), (0x200, "PKRU"),
      (0x60000, "AMX"),
    ]
    let rest = known.reduce(components) { $0 & ~$1.0 }
    let names = known.filter { components & $0.0 != 0 }.map(\.1)
    return (rest == 0 ? names : names + ["others"]).joined(separator: ", ")
  }
}
