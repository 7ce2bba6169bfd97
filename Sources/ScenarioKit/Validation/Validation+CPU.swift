import MigrationSim

/// Names that stand for something in the CPU data: models, features, guest profiles.
extension Validation {
  func check(_ cpu: CPUSpec) {
    // A CPU that was missing or no mapping has been reported, and has no place.
    guard !cpu.place.file.isEmpty else { return }
    switch (cpu.model, cpu.features) {
    case (nil, nil):
      findings.report("a CPU needs a model, or features and a vendor", at: cpu.place)
    case (_?, let features?):
      findings.report(
        "a CPU has either a model or features: give one of the two", at: features.place)
    case (nil, let features?):
      if cpu.vendor == nil {
        findings.report("features need a vendor", at: features.place)
      }
      checkFeatureSet(features)
    case (let model?, nil):
      checkModel(model, cpu.vendor)
    }
    for name in cpu.added + cpu.removed { checkFeature(name) }
    for name in cpu.removed where cpu.added.contains(name) {
      findings.report("\"\(name.value)\" is both added and removed", at: name.place)
    }
  }

  private func checkModel(_ name: Name, _ vendor: CPUSpec.Vendor?) {
    guard !name.value.isEmpty else { return }
    guard let model = catalogue.model(name.value) else {
      let known = catalogue.modelNames
      reportUnknown(name, "CPU model", among: known, or: Self.listed(known))
      return
    }
    if let vendor, vendor.engineVendor != model.vendor {
      findings.report(
        "\(model.name) is of vendor \(model.vendor), not \(vendor): leave the vendor out",
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

  private func checkFeatureSet(_ text: Name) {
    guard !text.value.isEmpty else { return }
    let words = text.value.split(separator: "-", omittingEmptySubsequences: false)
    guard (4...FeatureSet.wordCount).contains(words.count) else {
      findings.report(
        "\"\(text.value)\" is not a featureset: 4 to \(FeatureSet.wordCount) words of 8 "
          + "hexadecimal digits between hyphens", at: text.place)
      return
    }
    do throws(FeatureTextError) {
      _ = try FeatureSet(publishedText: text.value)
    } catch .notAWord(let position) {
      findings.report(
        "word \(position + 1) of the featureset, \"\(words[position])\", is not 8 hexadecimal "
          + "digits",
        at: place(ofWord: position, of: words, in: text))
    } catch {
      findings.report("this is not a featureset: \(error.explanation)", at: text.place)
    }
  }

  /// A quotation mark in front of the first word is part of the place, and not of the text.
  private func place(ofWord position: Int, of words: [Substring], in text: Name) -> SourcePlace {
    let isQuoted = text.place.length > text.value.unicodeScalars.count
    let before = words[..<position].reduce(isQuoted ? 1 : 0) { $0 + $1.unicodeScalars.count + 1 }
    return SourcePlace(
      file: text.place.file, line: text.place.line, column: text.place.column + before,
      length: words[position].unicodeScalars.count)
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
