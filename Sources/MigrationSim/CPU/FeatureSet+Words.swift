extension FeatureSet {
  /// Bits of leaf 80000001 EDX that AMD's CPUs repeat from leaf 1 EDX, and so tell nothing new.
  ///
  /// Published strings carry them on some hosts and not on others. Source: `common_1d` in
  /// `xen/tools/gen-cpuid.py` (xen-project/xen).
  public static let mirroredBits: UInt32 = 0x0183_f3ff

  /// The set without the mirrored bits: two strings compare alike, whoever published them.
  public var withoutMirroredBits: FeatureSet {
    var set = self
    set.words[2] &= ~FeatureSet.mirroredBits
    return set
  }

  /// The part that the XCP era's four words can tell.
  public var legacyPart: FeatureSet {
    FeatureSet(words: (0..<4).map { words[$0] })
  }
}
