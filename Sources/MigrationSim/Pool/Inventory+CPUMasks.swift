/// Masks on the CPUs of hosts: `xe host-set-cpu-features` and `xe host-reset-cpu-features`.
extension Inventory {
  /// Every reason against a mask on a host's CPU.
  ///
  /// Source: `set_cpu_features`, `ocaml/xapi/xapi_host.ml` (xapi-project/xen-api, 2012), and
  /// `assert_maskability`, whose words the parameters are. The call was removed with levelling.
  public func objections(
    toMasking host: HostID, with mask: CPUMask, under toolstack: Toolstack
  ) -> [Objection] {
    var found = objectionsForWantOfLife(host) + objectionsForWantOfMasking(toolstack)
    if self[host].edition.lowercased() == "free" {
      found.object(
        "FEATURE_RESTRICTED", .noMaskingInEdition, self[host].software.brand, self[host].name)
    }
    switch mask {
    case .illegalCharacter:
      found.object(
        "INVALID_FEATURE_STRING", ["String contains illegal character"],
        .maskHasOtherLetters)
    case .wrongLength:
      found.object(
        "INVALID_FEATURE_STRING", ["String is not of the right length"],
        .maskOfOtherLength)
    case .words: break
    }
    let features = mask.features ?? self[host].cpu.physicalFeatures
    for refusal in self[host].cpu.refusals(ofMask: features) {
      found += [objection(refusal, on: host, toolstack.featureNames)]
    }
    return found
  }

  /// Every reason against taking a mask away.
  public func objections(
    toUnmasking host: HostID, under toolstack: Toolstack
  ) -> [Objection] {
    objectionsForWantOfLife(host) + objectionsForWantOfMasking(toolstack)
  }

  private func objectionsForWantOfMasking(_ toolstack: Toolstack) -> [Objection] {
    var found: [Objection] = []
    if toolstack.era == .levelling {
      found.object("MESSAGE_REMOVED", .masksRemoved)
    }
    return found
  }

  private func objection(
    _ refusal: CPUMaskRefusal, on host: HostID, _ names: FeatureNames
  ) -> Objection {
    let cpu = self[host].cpu
    let name = self[host].name
    switch refusal {
    case .notSupported:
      let technology =
        switch cpu.vendor {
        case .intel: "CPU does not have FlexMigration"
        case .amd: "CPU does not have Extended Migration Technology"
        default: "Unknown CPU manufacturer"
        }
      return Objection(
        XapiError(
          "CPU_FEATURE_MASKING_NOT_SUPPORTED", [technology],
          explanation: PoolPhrase.noMaskRegisters(cpu.processor.name, name)))
    case .notASubset(let extra):
      return Objection(
        XapiError(
          "INVALID_FEATURE_STRING", [Self.notObtainable(cpu)],
          explanation: PoolPhrase.maskAdds(name, names.list(extra))))
    case .notMaskable(let stuck):
      return Objection(
        XapiError(
          "INVALID_FEATURE_STRING", [Self.notObtainable(cpu)],
          explanation: PoolPhrase.maskReachesTooFar(name, names.list(stuck))))
    }
  }

  /// xapi's words for a mask that the CPU cannot be given.
  private static func notObtainable(_ cpu: HostCPU) -> String {
    "CPU features cannot be masked to obtain given features"
      + (cpu.processor.maskability == .base ? " (only base features can be masked)" : "")
  }

  /// Sets a mask, which takes effect at the host's next boot.
  public mutating func mask(_ host: HostID, with mask: CPUMask) {
    guard let features = mask.features else { preconditionFailure("a mask that is none is set") }
    let refusals = self[host].cpu.setMask(features)
    precondition(refusals.isEmpty, "a mask that the CPU refuses is set on host \(host)")
  }

  /// Takes a mask away at the host's next boot.
  public mutating func unmask(_ host: HostID) { self[host].cpu.resetMask() }
}
