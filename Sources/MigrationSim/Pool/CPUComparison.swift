/// How two hosts' processors compare when one joins the other's pool.
enum CPUComparison {
  /// The pool's feature mask as it comes: it leaves EST (leaf 1, ECX bit 7) out of the comparison.
  ///
  /// Source: `Pool.other_config:cpuid_feature_mask`, ffffff7f-ffffffff-ffffffff-ffffffff, whose
  /// words are base_ecx, base_edx, ext_ecx and ext_edx.
  static let maskedOut: FeatureSet = {
    var features = FeatureSet()
    features[Feature(word: 1, bit: 7)] = true
    return features
  }()

  /// The four words that `host.cpu_info:features` had before the era of levelling.
  static let compared: FeatureSet = {
    var features = FeatureSet()
    for word in 0..<4 { features.words[word] = .max }
    return features.subtracting(maskedOut)
  }()

  /// Every way in which they differ, in words; none if they count as the same.
  ///
  /// xapi compares the vendor, and before the era of levelling also the features. A different
  /// number of CPUs it sees by way of a feature only: VirtualBox shows HTT (leaf 1, EDX bit 28) to
  /// a machine that has more than one (`CPUM.cpp`, under VBOX_WITH_MULTI_CORE). The classroom
  /// manual's rule is the stricter one, that the numbers be equal, and it is that rule which is
  /// kept here wherever features count.
  static func differences(_ a: Host, _ b: Host, era: LevellingEra) -> [String] {
    var found: [String] = []
    if a.processor.vendor != b.processor.vendor {
      found.append("vendor \(a.processor.vendor) and \(b.processor.vendor)")
    }
    guard era != .levelling else { return found }
    if a.features.intersection(compared) != b.features.intersection(compared) {
      found.append("features of \(a.processor.name) and \(b.processor.name)")
    }
    if a.cpuCount != b.cpuCount {
      found.append("number of CPUs \(a.cpuCount) and \(b.cpuCount)")
    }
    return found
  }
}
