/// What this room says of CPUs and what they lack.
public enum CPUPhrase: String, Phrase {
  case none = "none"
  /// A model with features added or taken away.
  case altered = "altered {cpu}"
  case others = "others"

  // A CPUID policy that the destination refuses.
  case otherVendor = """
    Failed to set CPUID policy: leaf 00000000: the VM booted on {vendor}, and this CPU is \
    {destination}.
    """
  case basicLeaf = """
    Failed to set CPUID policy: leaf 00000000: the VM was shown leaves that this CPU does not have.
    """
  case featureSubleaf = """
    Failed to set CPUID policy: leaf 00000007, subleaf 00000000: the VM was shown subleaves that \
    this CPU does not have.
    """
  case extendedLeaf = """
    Failed to set CPUID policy: leaf 80000000: the VM was shown extended leaves that this CPU does \
    not have.
    """

  // A CPU state that the destination cannot load.
  case badCR4 = """
    HVM restore: bad CR4 (rejected {bits}): {features} switched on by the guest, not there on this \
    CPU.
    """
  case badEFER = """
    HVM restore: bad EFER (rejected {bits}): {features} switched on by the guest, not there on \
    this CPU.
    """
  case badXCR0 = """
    Restore: inconsistent xsave state: components {bits} in use ({components}), not there on this \
    CPU.
    """
  case xsaveTooLong = """
    Restore mismatch: xsave length {needed} > {available} ({neededBytes} and {availableBytes} \
    bytes).
    """
}

extension Processor {
  /// Its name, to be told in any language.
  public var told: Sentence.Argument {
    let altered = CPUPhrase.altered.rawValue.prefix { $0 != "{" }
    return name.hasPrefix(altered)
      ? CPUPhrase.altered(String(name.dropFirst(altered.count))).argument : name.argument
  }
}

extension FeatureNames {
  /// The features' names as a list in a sentence, in order of word and bit.
  public func list(_ features: FeatureSet) -> Sentence.Argument {
    features.isEmpty ? .sentence(CPUPhrase.none()) : features.map { self[$0] }.listed(.and)
  }
}
