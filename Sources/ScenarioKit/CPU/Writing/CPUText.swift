import MigrationSim

/// A CPU written in one of the forms that others read.
public struct CPUText: Hashable, Sendable {
  /// Ends with a line feed.
  public let text: String
  /// Features that the form has no place or name for.
  public let leftOut: FeatureSet
  /// What else the form cannot carry.
  public let untold: [String]
}

extension CPUCatalogue {
  /// A CPU in one of the forms that are written (`CPUForm.written`).
  public func text(of cpu: NamedCPU, as form: CPUForm) -> CPUText {
    let untold = ["the vendor", "family, model and stepping", "the name"]
    func words(_ text: String, _ told: FeatureSet) -> CPUText {
      CPUText(text: text + "\n", leftOut: cpu.features.subtracting(told), untold: untold)
    }
    switch form {
    case .legacy: return words(cpu.features.legacyText, cpu.features.legacyPart)
    case .linux: return linux(cpu)
    case .libvirt: return libvirt(cpu)
    case .qemu: return qemu(cpu)
    case .xen, .names:
      let (names, leftOut) = names(of: cpu.features, by: \.xen)
      return CPUText(text: names.joined(separator: " ") + "\n", leftOut: leftOut, untold: untold)
    // Five words at least, since four would be read as those of the XCP era.
    case .xapi, .hostCPUInfo: return words(cpu.features.text(words: 5), cpu.features)
    }
  }

  /// The names of features in one project's vocabulary, and the features that it has none for.
  private func names(
    of set: FeatureSet, by vocabulary: KeyPath<FeatureEntry, String?>
  ) -> (names: [String], leftOut: FeatureSet) {
    var names: [(feature: Feature, name: String)] = []
    for entry in features {
      guard let feature = entry.feature, set[feature], let name = entry[keyPath: vocabulary] else {
        continue
      }
      names.append((feature, name))
    }
    names.sort { $0.feature < $1.feature }
    return (names.map(\.name), set.subtracting(FeatureSet(features: names.map(\.feature))))
  }

  private func linux(_ cpu: NamedCPU) -> CPUText {
    var (flags, leftOut) = names(of: cpu.features, by: \.linux)
    for (feature, names) in LinuxFlags.pairs(cpu.vendor) where cpu.features[feature] {
      // What the hypervisor alone offers takes the name for itself.
      if names == ["ssbd"], flags.contains("virt_ssbd") { continue }
      flags += names
      leftOut[feature] = false
    }
    var lines = [("processor", "0"), ("vendor_id", cpu.vendor.identification)]
    if let signature = cpu.processor.signature {
      lines += [("cpu family", "\(signature.family)"), ("model", "\(signature.model)")]
    }
    if let name = cpu.ownName { lines.append(("model name", name)) }
    if let signature = cpu.processor.signature {
      lines.append(("stepping", "\(signature.stepping)"))
    }
    lines.append(("flags", flags.joined(separator: " ")))
    let text = lines.map { "\($0.0)\($0.0.count < 8 ? "\t\t" : "\t"): \($0.1)\n" }.joined()
    return CPUText(text: text, leftOut: leftOut, untold: [])
  }

  private func qemu(_ cpu: NamedCPU) -> CPUText {
    let (names, leftOut) = names(of: cpu.features, by: \.qemu)
    var parts = ["base", "vendor=\(cpu.vendor.identification)"]
    if let signature = cpu.processor.signature {
      parts += [
        "family=\(signature.family)", "model=\(signature.model)", "stepping=\(signature.stepping)",
      ]
    }
    parts += names.map { "+\($0)" }
    return CPUText(
      text: parts.joined(separator: ",") + "\n", leftOut: leftOut, untold: ["the name"])
  }

  /// Every feature by itself, whether the model has it or not: versions of libvirt and QEMU differ
  /// in what they make of a model.
  private func libvirt(_ cpu: NamedCPU) -> CPUText {
    var (names, leftOut) = names(of: cpu.features, by: \.libvirt)
    let model = nearestModel(to: cpu)
    let baseline = model?.baseline ?? FeatureSet()
    // A model has what it has, named or not.
    leftOut = leftOut.subtracting(baseline)
    var lines = ["<cpu mode='custom' match='exact'>"]
    if let model { lines.append("  <model fallback='forbid'>\(model.name)</model>") }
    let vendors: [CPUVendor: String] = [.intel: "Intel", .amd: "AMD", .hygon: "Hygon"]
    if let vendor = vendors[cpu.vendor] { lines.append("  <vendor>\(vendor)</vendor>") }
    lines += names.map { "  <feature policy='require' name='\($0)'/>" }
    (names, _) = self.names(of: baseline.subtracting(cpu.features), by: \.libvirt)
    lines += names.map { "  <feature policy='disable' name='\($0)'/>" }
    return CPUText(
      text: (lines + ["</cpu>"]).map { $0 + "\n" }.joined(), leftOut: leftOut,
      untold: ["family, model and stepping", "the name"])
  }

  /// The model of libvirt's with the fewest features more or less, of the same vendor if there is
  /// one.
  private func nearestModel(to cpu: NamedCPU) -> ModelEntry? {
    let ours = models.filter { $0.real.map { $0.publisher == "libvirt" } ?? true }
    let alike = ours.filter { $0.vendor == cpu.vendor }
    func distance(_ model: ModelEntry) -> Int {
      model.baseline.subtracting(cpu.features).count
        + cpu.features.subtracting(model.baseline).count
    }
    return (alike.isEmpty ? ours : alike).min { distance($0) < distance($1) }
  }
}
