import MigrationSim

extension CPUReader {
  /// A model, a real CPU or `base`, and what is added and taken away behind commas.
  ///
  /// `+name`, `-name`, `name=on`, `name=off`, and the properties that name the CPU.
  func qemu(_ text: Substring, in line: PlacedLines.Line) -> CPUReading? {
    var text = text
    if text.hasPrefix("-cpu") { text = text.dropFirst(4).trimmed }
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(\.trimmed)
    var reading = CPUReading(form: .qemu)
    addBase(parts[0], in: line, to: &reading)
    var properties: [String: CPUEntry] = [:]
    for part in parts.dropFirst() {
      if part.hasPrefix("+") {
        add(part.dropFirst().trimmed, in: line, to: &reading)
      } else if part.hasPrefix("-") {
        remove(part.dropFirst().trimmed, in: line, from: &reading)
      } else if let (key, value) = part.parted(at: "=") {
        let entry = CPUEntry(key: key, value: value, in: line)
        if Self.properties.contains(entry.key) {
          properties[entry.key] = entry
        } else {
          `switch`(key, value, in: line, &reading)
        }
      } else if !Self.passedOver.contains(String(part)) {
        findings.report(
          "\"\(part)\" must begin with + or -, as in Westmere,-aes,+avx", at: line.place(of: part))
      }
    }
    if let entry = properties["vendor"] { reading.vendor = vendor(entry.value, in: line) }
    if let entry = properties["model_id"] { reading.name = Self.single(entry.value) }
    if properties["family"] != nil {
      reading.signature = signature(
        family: properties["family"], model: properties["model"], stepping: properties["stepping"])
    }
    return reading
  }

  private static let properties: Set<String> = [
    "vendor", "family", "model", "stepping", "model_id",
  ]
  /// Words that tell QEMU what to do, and nothing of the CPU.
  private static let passedOver: Set<String> = ["check", "enforce"]

  private func addBase(
    _ name: Substring, in line: PlacedLines.Line, to reading: inout CPUReading
  ) {
    // QEMU's own model without features.
    if name == "base" { return }
    guard let base = catalogue.base(named: String(name)) else {
      let near = findings.nearest(
        to: String(name), among: catalogue.modelNames + catalogue.cpuNames)
      findings.report(
        "there is no CPU model \"\(name)\"", at: line.place(of: name), suggestion: near)
      return
    }
    reading.name = base.name
    reading.vendor = base.vendor
    reading.signature = base.real?.signature
    reading.features = base.features
  }

  /// Takes the feature of that name away; one that is not known is reported.
  func remove(
    _ name: Substring, in line: PlacedLines.Line, from reading: inout CPUReading
  ) {
    guard let entry = catalogue.feature(String(name)) else {
      if !LinuxFlags.areMadeUp.contains(name.lowercased()) {
        reportUnknownFeature(name, in: line)
      }
      return
    }
    if let feature = entry.feature { reading.features[feature] = false }
  }

  private func `switch`(
    _ name: Substring, _ value: Substring, in line: PlacedLines.Line, _ reading: inout CPUReading
  ) {
    switch value.lowercased() {
    case "on", "true", "yes": add(name, in: line, to: &reading)
    case "off", "false", "no": remove(name, in: line, from: &reading)
    default:
      // A property with a value, such as level=13; a feature has none.
      if catalogue.feature(String(name)) != nil {
        findings.report("\(name) is either on or off", at: line.place(of: value))
      }
    }
  }
}
