import MigrationSim

/// Names that stand for something in the CPU data: models, features, guest profiles.
extension Validation {
  func check(_ cpu: CPUSpec) {
    // A CPU that was missing or no mapping has been reported, and has no place.
    guard !cpu.place.file.isEmpty else { return }
    let told = [cpu.features, cpu.file].compactMap(\.self)
    if cpu.model == nil, told.isEmpty {
      findings.report("a CPU needs a model, or features and a vendor, or a file", at: cpu.place)
    }
    if let features = cpu.features, cpu.model != nil {
      findings.report(
        "a CPU has either a model or features: give one of the two", at: features.place)
    } else if cpu.file != nil, cpu.model != nil || cpu.features != nil {
      findings.report(
        "a CPU has a model, features or a file: give one of the three", at: cpu.place)
    } else if let model = cpu.model {
      checkModel(model, cpu.vendor)
    } else {
      for text in told { checkText(text, of: cpu) }
    }
    for name in cpu.added + cpu.removed { checkFeature(name) }
    for name in cpu.removed where cpu.added.contains(name) {
      findings.report("\"\(name.value)\" is both added and removed", at: name.place)
    }
  }

  private func checkModel(_ name: Name, _ vendor: CPUSpec.Vendor?) {
    guard !name.value.isEmpty else { return }
    guard let base = catalogue.base(named: name.value) else {
      reportUnknown(
        name, "CPU model", among: catalogue.modelNames + catalogue.cpuNames,
        or: Self.listed(catalogue.modelNames) + ", and the real CPUs of 'xenmotion cpu list'")
      return
    }
    if let vendor, vendor.engineVendor != base.vendor {
      findings.report(
        "\(base.name) is of vendor \(base.vendor), not \(vendor): leave the vendor out",
        at: name.place)
    }
  }

  func checkFeature(_ name: Name) {
    guard !name.value.isEmpty else { return }
    guard let entry = catalogue.feature(name.value) else {
      reportUnknown(
        name, "CPU feature", among: catalogue.featureNames,
        or: "it may have its name in Linux, libvirt, QEMU or Xen, such as sse4_2 or avx2")
      return
    }
    if entry.feature == nil {
      findings.report(
        "\"\(name.value)\" has no place in Xen's featureset, so that no host can be told to have "
          + "it",
        at: name.place)
    }
  }

  /// Features in any form; a vendor that they tell must be the one that is given.
  private func checkText(_ text: PlacedLines, of cpu: CPUSpec) {
    guard !text.isEmpty else { return }
    let place = cpu.file == nil ? text.place : cpu.place
    let reading = CPUReader(catalogue: catalogue, findings: findings).read(text)
    guard let vendor = cpu.vendor else {
      if reading.map({ $0.vendor == nil }) ?? (cpu.file == nil) {
        findings.report("features need a vendor", at: place)
      }
      return
    }
    if let own = reading?.vendor, own != vendor.engineVendor {
      findings.report("these features are of vendor \(own), not \(vendor)", at: place)
    }
  }

  func checkGuest(of machine: MachineSpec) {
    let name = machine.guest
    guard !name.value.isEmpty else { return }
    guard let profile = catalogue.guest(name.value) else {
      let known = catalogue.guestNames
      reportUnknown(name, "guest profile", among: known, or: Self.listed(known))
      return
    }
    if let mode = profile.mode, mode != machine.mode.engineMode {
      findings.report(
        "guests of profile \(profile.name) are \(mode), and this VM is \(machine.mode): "
          + "give it mode: \(mode)", at: name.place)
    }
  }

  private func reportUnknown(_ name: Name, _ noun: String, among known: [String], or hint: String) {
    let suggestion = findings.nearest(to: name.value, among: known)
    findings.report(
      "there is no \(noun) \"\(name.value)\"", at: name.place, suggestion: suggestion,
      notes: suggestion == nil ? [.init(message: hint, place: nil)] : [])
  }
}
