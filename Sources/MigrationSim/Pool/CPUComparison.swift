/// How two hosts' processors compare when one joins the other's pool.
enum CPUComparison {
  /// Every way in which they differ, in words; none if they count as the same.
  ///
  /// xapi compares the vendor, and before the era of levelling also the features
  /// (`Levelling.joinMismatches`). A different number of CPUs it sees by way of a feature only:
  /// VirtualBox shows HTT (leaf 1, EDX bit 28) to a machine that has more than one (`CPUM.cpp`,
  /// under VBOX_WITH_MULTI_CORE). The classroom manual's rule is the stricter one, that the numbers
  /// be equal, and it is that rule which is kept here wherever features count.
  static func differences(
    _ joiner: Host, _ master: Host, under toolstack: Toolstack
  ) -> [String] {
    let names = toolstack.featureNames
    var found = toolstack.levelling.joinMismatches(of: joiner.cpu, with: master.cpu).map {
      switch $0 {
      case .vendorDiffers(let theirs, let own):
        "vendor \(own.identification) and \(theirs.identification)"
      case .missing(let missing): "it lacks \(names.phrase(missing))"
      case .featuresDiffer(let missing, let extra):
        "features of \(joiner.processor.name) and \(master.processor.name)"
          + describe(missing, "it lacks", names) + describe(extra, "it alone has", names)
      case .notComparable: "features that cannot be compared"
      }
    }
    if toolstack.era != .levelling && joiner.cpuCount != master.cpuCount {
      found.append("number of CPUs \(joiner.cpuCount) and \(master.cpuCount)")
    }
    return found
  }

  private static func describe(
    _ features: FeatureSet, _ verb: String, _ names: FeatureNames
  ) -> String {
    features.isEmpty ? "" : ", \(verb) \(names.phrase(features))"
  }
}
