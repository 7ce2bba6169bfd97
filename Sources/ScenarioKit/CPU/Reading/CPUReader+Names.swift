import MigrationSim

extension CPUReader {
  /// A list of names, in the vocabulary of any project, between blanks, commas or on lines.
  func names(in text: PlacedLines) -> CPUReading? {
    var reading = CPUReading(form: .names)
    for line in text.lines {
      let words =
        text.isList
        ? [line.text[...].trimmed]
        : line.text.split { $0.isWhitespace || $0 == "," || $0 == ";" }
      for word in words { add(word, in: line, to: &reading) }
    }
    if !reading.features.isEmpty || !reading.notLevelled.isEmpty {
      reading.notes = ["names tell what is there: what they leave out is taken as not there"]
    }
    return reading
  }

  /// Adds the feature of that name; one that is not known is reported.
  func add(_ name: Substring, in line: PlacedLines.Line, to reading: inout CPUReading) {
    guard !name.isEmpty else { return }
    if let entry = catalogue.feature(String(name)) {
      if let feature = entry.feature {
        reading.features[feature] = true
      } else {
        reading.notLevelled.append(String(name))
      }
    } else if LinuxFlags.areMadeUp.contains(name.lowercased()) {
      reading.notLevelled.append(String(name))
    } else {
      reportUnknownFeature(name, in: line)
    }
  }

  /// Whether more mistakes are told: to place each of a hundred thousand takes long.
  var hasRoom: Bool { findings.diagnostics.count < 1000 }

  /// What may be meant by a name.
  private var nameCandidates: [String] { catalogue.featureNames + LinuxFlags.areMadeUp.sorted() }

  func reportUnknownFeature(_ name: Substring, in line: PlacedLines.Line) {
    guard hasRoom else { return }
    // Past that many mistakes nobody reads what was meant.
    let near =
      findings.diagnostics.count < 200
      ? findings.nearest(to: String(name), among: nameCandidates) : nil
    findings.report(
      "there is no CPU feature \"\(name)\"", at: line.place(of: name), suggestion: near,
      notes: near == nil
        ? [
          .init(
            message: "it may have its name in Linux, libvirt, QEMU or Xen, such as sse4_2 or avx2",
            place: nil)
        ] : [])
  }

  /// The vendor by the letters of CPUID, or by a common name; nil where none is meant, which is
  /// then reported.
  func vendor(_ text: Substring, in line: PlacedLines.Line) -> CPUVendor? {
    if let found = CPUCatalogue.vendor(String(text)) { return found }
    findings.report(
      "there is no vendor \"\(text)\"", at: line.place(of: text),
      suggestion: findings.nearest(
        to: String(text), among: CPUVendor.allCases.map(\.identification)),
      notes: [
        .init(
          message: "there are "
            + CPUVendor.allCases.map { String($0.identification[...].trimmed) }
            .joined(separator: ", "),
          place: nil)
      ])
    return nil
  }

  /// Family, model and stepping; nil where one is missing or wrong, the latter being reported.
  func signature(
    family: CPUEntry?, model: CPUEntry?, stepping: CPUEntry?
  ) -> CPUSignature? {
    func number(_ entry: CPUEntry?, _ noun: String, _ range: ClosedRange<Int>) -> Int? {
      guard let entry, !entry.value.isEmpty, entry.value.lowercased() != "unknown" else {
        return nil
      }
      if let number = Int(entry.value), range.contains(number) { return number }
      findings.report(
        "a \(noun) is a number from \(range.lowerBound) to \(range.upperBound), not "
          + "\"\(entry.value)\"", at: entry.place)
      return nil
    }
    let family = number(family, "family", 0...270)
    let model = number(model, "model", 0...255)
    let stepping = number(stepping, "stepping", 0...15)
    guard let family, let model, let stepping else { return nil }
    return CPUSignature(family: family, model: model, stepping: stepping)
  }
}
