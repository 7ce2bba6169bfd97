import MigrationSim

/// The keys of xapi's map `cpu_info`, as `xe host-cpu-info` prints them.
enum HostCPUInfoKey {
  /// Those that tell it from /proc/cpuinfo.
  static let own: Set<String> = [
    "cpu_count", "socket_count", "modelname", "features", "features_after_reboot",
    "physical_features", "maskable", "features_pv", "features_hvm", "features_pv_host",
    "features_hvm_host", "threads_per_core", "cpu_info", "vendor",
  ]
  static let all = own.union(["speed", "family", "model", "stepping", "flags"])

  static func isTold(by key: String) -> Bool { own.contains(key) }
}

extension CPUReader {
  /// What `xe host-cpu-info` prints, or the map on one line, perhaps among a host's other
  /// parameters.
  func hostCPUInfo(_ entries: [CPUEntry], in text: PlacedLines) -> CPUReading? {
    let told = entries.first { $0.key == "cpu_info" }
    let lines = told.map { [$0] } ?? entries
    let map = lines.flatMap { entry in
      entry.key == "cpu_info" || entry.value.contains(";") ? Self.pairs(of: entry) : [entry]
    }
    func entry(_ key: String) -> CPUEntry? { map.first { $0.key == key && !$0.value.isEmpty } }
    reportMisspelt(map)
    var reading = CPUReading(form: .hostCPUInfo)
    if let entry = entry("vendor") { reading.vendor = vendor(entry.value, in: entry.line) }
    reading.name = entry("modelname").map { Self.single($0.value) }
    reading.signature = signature(
      family: entry("family"), model: entry("model"), stepping: entry("stepping"))
    var sets: [String: FeatureSet] = [:]
    for key in Self.setKeys {
      guard let entry = entry(key) else { continue }
      sets[key] = set(entry.value, in: entry.line)?.withoutMirroredBits
    }
    guard Self.setKeys.contains(where: { entry($0) != nil }) else {
      findings.report(
        "no features, physical_features or features_hvm tell what the CPU has",
        at: map.first?.place ?? text.place)
      return nil
    }
    let isShort = ["physical_features", "features"].compactMap(entry).first.map {
      $0.value.utf8.count <= 35
    }
    compose(sets, isShort: isShort, into: &reading)
    return reading
  }

  private static let setKeys = [
    "physical_features", "features", "features_after_reboot", "features_hvm", "features_hvm_host",
    "features_pv", "features_pv_host",
  ]

  /// Puts the published sets together: what the hardware has, and what a mask leaves of it.
  private func compose(
    _ sets: [String: FeatureSet], isShort: Bool?, into reading: inout CPUReading
  ) {
    let guests = ["features_hvm", "features_hvm_host", "features_pv", "features_pv_host"]
      .compactMap { sets[$0] }.reduce(FeatureSet()) { $0.union($1) }
    let synthetic = catalogue.limits.synthetic
    if let hardware = sets["physical_features"] ?? sets["features"] {
      reading.features = hardware
      if isShort == true {
        // Four words tell nothing of the later leaves, and what guests are shown does.
        reading.features = hardware.union(guests.subtracting(guests.legacyPart))
        reading.notes = [
          guests.isEmpty
            ? Self.fourWords
            : "of leaf 7 and later, what guests are shown: the hardware may have more"
        ]
      }
    } else {
      // These are shown whether the CPU has them or not.
      reading.features = guests.subtracting(synthetic)
      reading.notes = ["what guests are shown: the hardware may have more"]
    }
    guard let now = sets["features"] else { return }
    let later = sets["features_after_reboot"] ?? now
    let hardware = reading.features.legacyPart
    guard now.legacyPart != hardware || later.legacyPart != hardware else { return }
    reading.shown = now
    reading.afterReboot = later
    let (names, physical) = (catalogue.names, reading.features.legacyPart)
    let hidden = physical.subtracting(now)
    if !hidden.isEmpty { reading.notes.append("a mask hides \(names.phrase(hidden))") }
    if later != now {
      let hidden = physical.subtracting(later)
      reading.notes.append(
        "after a reboot a mask hides \(hidden.isEmpty ? "nothing" : names.phrase(hidden))")
    }
  }

  /// The pairs of a map on one line: `cpu_count: 4; vendor: GenuineIntel; ...`.
  private static func pairs(of entry: CPUEntry) -> [CPUEntry] {
    let text =
      entry.key == "cpu_info" ? entry.value : entry.line.text[entry.written.startIndex...]
    return text.split(separator: ";").compactMap { part in
      part.parted(at: ":").map { CPUEntry(key: $0.head, value: $0.tail, in: entry.line) }
    }
  }

  /// A key that nearly is one of the map's; others tell of something else.
  private func reportMisspelt(_ map: [CPUEntry]) {
    let present = Set(map.map(\.key))
    let absent = Self.setKeys.filter { !present.contains($0) } + ["vendor", "modelname"]
    // A host has some hundred parameters, and few of them are nearly one of these.
    for entry in map.prefix(1000) where !HostCPUInfoKey.all.contains(entry.key) {
      guard let near = findings.nearest(to: entry.key, among: absent)
      else { continue }
      findings.report(
        "cpu_info has no key \"\(entry.written)\"", at: entry.line.place(of: entry.written),
        suggestion: near)
    }
  }
}
