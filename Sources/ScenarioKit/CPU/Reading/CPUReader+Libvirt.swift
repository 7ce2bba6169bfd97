import MigrationSim

extension CPUReader {
  /// The `<cpu>` of a host's capabilities, of a domain, or by itself.
  ///
  /// A model is what libvirt promises of it, not a real CPU: features that a CPU has besides are
  /// listed one by one.
  func libvirt(_ text: PlacedLines) -> CPUReading? {
    var reader = MarkupReader(text, findings)
    guard let root = reader.read() else { return nil }
    func isWanted(_ element: MarkupElement) -> Bool {
      // What domcapabilities tells of the host itself; other elements called cpu are of topology.
      element.name == "mode"
        ? element.attribute("name")?.value == "host-model" && !element.all("model").isEmpty
        : element.name == "cpu" && !element.all("model").isEmpty
    }
    guard let cpu = root.first(where: isWanted), let model = cpu.all("model").first else {
      let mode = root.first { $0.name == "cpu" && $0.attribute("mode") != nil }
      findings.report(
        mode.map {
          "mode \"\($0.attribute("mode")?.value ?? "")\" tells no CPU: <cpu> has no model"
        }
          ?? "there is no <cpu> with a <model> here", at: (mode ?? root).place)
      return nil
    }
    var reading = CPUReading(form: .libvirt)
    addModel(model, to: &reading)
    if let element = cpu.all("vendor").first {
      reading.vendor = vendor(element) ?? reading.vendor
    }
    for feature in cpu.all("feature") { add(feature, to: &reading) }
    if let signature = cpu.all("signature").first { addSignature(signature, to: &reading) }
    return reading
  }

  private func addModel(_ element: MarkupElement, to reading: inout CPUReading) {
    var name = element.text
    reading.name = name
    // Models of 2018 and later come with the control of speculation in their names.
    var added: [Feature] = []
    for (suffix, feature) in [
      ("-IBRS", Feature(word: 9, bit: 26)), ("-IBPB", Feature(word: 8, bit: 12)),
    ] where name.uppercased().hasSuffix(suffix) {
      name = String(name.dropLast(suffix.count))
      added.append(feature)
    }
    if catalogue.model(name) == nil, let version = name.firstRange(of: "-v"),
      name[version.upperBound...].allSatisfy(\.isNumber), name[version.upperBound...].count == 1
    {
      name = String(name[..<version.lowerBound])
      reading.notes.append("the model's first version, with what is listed")
    }
    guard let model = catalogue.model(name) else {
      findings.report(
        "there is no CPU model \"\(element.text)\"", at: element.textPlace,
        suggestion: findings.nearest(to: element.text, among: catalogue.modelNames))
      return
    }
    reading.vendor = model.vendor
    reading.features = added.reduce(into: model.baseline) { $0[$1] = true }
  }

  private func vendor(_ element: MarkupElement) -> CPUVendor? {
    if let found = CPUCatalogue.vendor(element.text) { return found }
    findings.report(
      "there is no vendor \"\(element.text)\"", at: element.textPlace,
      suggestion: findings.nearest(
        to: element.text, among: ["Intel", "AMD", "Hygon", "Centaur", "Shanghai"]))
    return nil
  }

  private func add(_ element: MarkupElement, to reading: inout CPUReading) {
    guard hasRoom else { return }
    guard let attribute = element.attribute("name") else {
      findings.report("a feature has no name", at: element.place)
      return
    }
    let name = attribute.value
    let policy = element.attribute("policy")
    guard ["require", "force", "optional", "disable", "forbid", nil].contains(policy?.value) else {
      findings.report(
        "there is no policy \"\(policy?.value ?? "")\"",
        at: policy.map(element.place) ?? element.place,
        suggestion: findings.nearest(
          to: policy?.value ?? "", among: ["require", "force", "optional", "disable", "forbid"]))
      return
    }
    guard let entry = catalogue.feature(name) else {
      findings.report(
        "there is no CPU feature \"\(name)\"", at: element.place(of: attribute),
        suggestion: findings.nearest(to: name, among: catalogue.featureNames))
      return
    }
    guard let feature = entry.feature else {
      reading.notLevelled.append(name)
      return
    }
    let isThere = policy?.value != "disable" && policy?.value != "forbid"
    reading.features[feature] = isThere
    let note = "optional features are taken as there"
    if policy?.value == "optional", !reading.notes.contains(note) { reading.notes.append(note) }
  }

  /// `<signature family='6' model='63' stepping='2'/>`, as newer versions tell it.
  private func addSignature(_ element: MarkupElement, to reading: inout CPUReading) {
    func number(_ name: String) -> Int? { element.attribute(name).flatMap { Int($0.value) } }
    guard let family = number("family"), let model = number("model") else { return }
    reading.signature = CPUSignature(
      family: family, model: model, stepping: number("stepping") ?? 0)
  }
}
