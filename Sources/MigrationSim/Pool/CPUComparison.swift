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
  ) -> [Sentence] {
    let names = toolstack.featureNames
    var found = toolstack.levelling.joinMismatches(of: joiner.cpu, with: master.cpu).map {
      switch $0 {
      case .vendorDiffers(let theirs, let own):
        JoinPhrase.vendor(own.identification, theirs.identification)
      case .missing(let missing): JoinPhrase.lacks(names.list(missing))
      case .featuresDiffer(let missing, let extra):
        features(of: joiner.processor, master.processor, lacking: missing, beyond: extra, names)
      case .notComparable: JoinPhrase.notComparable()
      }
    }
    if toolstack.era != .levelling && joiner.cpuCount != master.cpuCount {
      found.append(JoinPhrase.numberOfCPUs(joiner.cpuCount, master.cpuCount))
    }
    return found
  }

  private static func features(
    of joiner: Processor, _ master: Processor, lacking missing: FeatureSet,
    beyond extra: FeatureSet, _ names: FeatureNames
  ) -> Sentence {
    let (own, theirs) = (joiner.told, master.told)
    return switch (missing.isEmpty, extra.isEmpty) {
    case (true, true): JoinPhrase.features(own, theirs)
    case (false, true): JoinPhrase.featuresLacking(own, theirs, names.list(missing))
    case (true, false): JoinPhrase.featuresBeyond(own, theirs, names.list(extra))
    case (false, false):
      JoinPhrase.featuresBothWays(own, theirs, names.list(missing), names.list(extra))
    }
  }
}
