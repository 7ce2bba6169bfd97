import MigrationSim

/// Reads the catalogue's tables and gathers the mistakes in them.
struct CatalogueReader {
  private(set) var diagnostics: [CatalogueDiagnostic] = []

  // By the names that the cases have in the source: made once, since to spell one out takes long.
  private static let vendors = named(CPUVendor.self)
  private static let layers = named(SoftwareLayer.self)
  private static let latches = named(FeatureUse.Latch.self)
  private static let registers = ["eax", "ebx", "ecx", "edx"].map { (name: $0, value: $0) }
  private static let letters = GuestVisibility.allCases.map { (name: $0.rawValue, value: $0) }
  private static let poolRules = [(name: "", value: false), (name: "or", value: true)]

  private var file = ""

  /// In the order of the tables, and of places in each.
  var sortedDiagnostics: [CatalogueDiagnostic] {
    let files = ["features.csv", "models.csv", "cpus.csv", "guests.csv"]
    func place(_ diagnostic: CatalogueDiagnostic) -> (Int, Int, Int) {
      (files.firstIndex(of: diagnostic.file) ?? 0, diagnostic.line, diagnostic.column)
    }
    return diagnostics.sorted { place($0) < place($1) }
  }

  mutating func features(_ text: String) -> [FeatureEntry] {
    let columns = [
      "linux", "libvirt", "qemu", "xen", "leaf", "subleaf", "register", "bit", "word", "guest",
      "pool", "backing", "description",
    ]
    let table = open(text, "features.csv", columns)
    return table.rows.compactMap { row in
      let subleaf = number(row["subleaf"], in: 0...255)
      let bit = number(row["bit"], in: 0...31)
      let register = choice(row["register"], of: Self.registers)
      let guest = choice(row["guest"], of: Self.letters)
      let pool = choice(row["pool"], of: Self.poolRules)
      let state = FeatureState(row["backing"].text)
      if state == nil {
        report(
          row["backing"],
          "Expected parts such as cr4:16, xcr0:2, efer:11, msr:48, paging, instruction or"
            + " information, but found '\(row["backing"].text)'.")
      }
      var feature: Feature?
      if row.text("word") != nil {
        guard let word = number(row["word"], in: 0...(FeatureSet.wordCount - 1)), let bit else {
          return nil
        }
        feature = Feature(word: word, bit: bit)
      }
      if ["linux", "libvirt", "qemu", "xen"].allSatisfy({ row.text($0) == nil }) {
        report(row["linux"], "A feature needs a name.")
      }
      guard let subleaf, let bit, let register, let guest, let pool, let state else { return nil }
      return FeatureEntry(
        linux: row.text("linux"), libvirt: row.text("libvirt"), qemu: row.text("qemu"),
        xen: row.text("xen"), leaf: String(row["leaf"].text), subleaf: subleaf,
        register: register, bit: bit, feature: feature, visibility: guest, accumulates: pool,
        state: state, meaning: String(row["description"].text))
    }
  }

  mutating func models(_ text: String, cpu: (String) -> RealCPU?) -> [ModelEntry] {
    let columns = ["model", "vendor", "year", "baseline", "cpu", "caveat"]
    let table = open(text, "models.csv", columns)
    var seen: Set<String> = []
    return table.rows.compactMap { row in
      let name = name(row["model"], of: "model", among: &seen)
      let vendor = choice(row["vendor"], of: Self.vendors)
      let baseline = set(row["baseline"])
      let year = optional(row, "year") { $0.number($1, in: 1978...2100) }
      let real = row.text("cpu").flatMap(cpu)
      if let wanted = row.text("cpu"), real == nil {
        report(row["cpu"], "No real CPU is called '\(wanted)'.")
      }
      guard let name, let vendor, let baseline else { return nil }
      if let real, real.vendor != vendor {
        report(row["cpu"], "'\(real.name)' is of vendor \(real.vendor).")
      }
      return ModelEntry(
        name: name, vendor: vendor, year: year, baseline: baseline, real: real,
        caveat: row.text("caveat"))
    }
  }

  mutating func cpus(_ text: String) -> [RealCPU] {
    let columns = [
      "name", "vendor", "year", "cpu", "family", "model", "stepping", "features", "xcr0",
      "xsave_bytes", "caveat", "source",
    ]
    let table = open(text, "cpus.csv", columns)
    var seen: Set<String> = []
    return table.rows.compactMap { row in
      let name = name(row["name"], of: "CPU", among: &seen)
      let vendor = choice(row["vendor"], of: Self.vendors)
      let year = optional(row, "year") { $0.number($1, in: 1978...2100) }
      let family = optional(row, "family") { $0.number($1, in: 0...255) }
      let model = optional(row, "model") { $0.number($1, in: 0...255) }
      let stepping = optional(row, "stepping") { $0.number($1, in: 0...15) }
      let features = set(row["features"])
      let xcr0 = optional(row, "xcr0") { $0.hexadecimal($1) }
      let bytes = optional(row, "xsave_bytes") { $0.number($1, in: 0...65536) }
      if row.text("source") == nil { report(row["source"], "A real CPU needs a source.") }
      guard let name, let vendor, let features else { return nil }
      var signature: CPUSignature?
      if let family, let model, let stepping {
        signature = CPUSignature(family: family, model: model, stepping: stepping)
      }
      return RealCPU(
        name: name, vendor: vendor, year: year, ownName: row.text("cpu"), signature: signature,
        features: features, xcr0: xcr0, xsaveBytes: bytes, caveat: row.text("caveat"),
        publisher: String(row["source"].text))
    }
  }

  /// The profiles in order of first mention; `feature` finds a feature by any name.
  mutating func guests(_ text: String, feature: (String) -> Feature?) -> [GuestProfile] {
    let columns = [
      "profile", "mode", "feature", "layer", "latch", "uses_per_second", "spread", "life_hours",
      "note",
    ]
    let table = open(text, "guests.csv", columns)
    var profiles: [GuestProfile] = []
    for row in table.rows {
      guard let name = row.text("profile") else {
        report(row["profile"], "A use needs the name of its profile.")
        continue
      }
      let mode = optional(row, "mode") { reader, cell in
        reader.choice(cell, of: ["pv", "hvm"]).map { $0 == "pv" ? GuestMode.pv : .hvm }
      }
      let use = use(row, feature: feature)
      if let position = profiles.firstIndex(where: { $0.name == name }) {
        if profiles[position].mode != mode {
          report(row["mode"], "Profile '\(name)' has another mode above.")
        }
        if let use { profiles[position].uses.append(use) }
      } else {
        profiles.append(GuestProfile(name: name, uses: use.map { [$0] } ?? [], mode: mode))
      }
    }
    return profiles
  }

  private mutating func use(_ row: CSVTable.Row, feature: (String) -> Feature?) -> FeatureUse? {
    let found = feature(String(row["feature"].text))
    if found == nil {
      report(row["feature"], "No feature of Xen's is called '\(row["feature"].text)'.")
    }
    let layer = choice(row["layer"], of: Self.layers)
    let latch = choice(row["latch"], of: Self.latches)
    let rate = positive(row["uses_per_second"], "A rate is a number of 0 or more [1/s].")
    let life = row.text("life_hours").map { _ in
      positive(row["life_hours"], "A mean life is a number of 0 or more [h]; 0 never ends.")
    }
    let spread = row.text("spread").map { _ in
      positive(
        row["spread"], above: 1,
        "A spread is a factor of 1 or more: the rate lies within it in 95 of 100 cases.")
    }
    guard let found, let layer, let latch, let rate, let life = life ?? 0,
      let spread = spread ?? 1
    else { return nil }
    let isProcess = latch == .processStart || latch == .hardware
    if life > 0 && !isProcess {
      report(row["life_hours"], "Only what a process latches as it starts ends with the process.")
    }
    return FeatureUse(
      feature: found, layer: layer, latch: latch, usesPerSecond: rate,
      renewalsPerSecond: life > 0 ? 1 / (3600 * life) : 0, spread: spread)
  }

  private mutating func positive(
    _ cell: CSVTable.Cell, above least: Double = 0, _ message: String
  ) -> Double? {
    guard let number = Double(cell.text), number >= least, number.isFinite else {
      report(cell, message)
      return nil
    }
    return number
  }
}

// MARK: - Cells

extension CatalogueReader {
  private mutating func open(_ text: String, _ file: String, _ columns: [String]) -> CSVTable {
    self.file = file
    return CSVTable(text, file: file, columns: columns, diagnostics: &diagnostics)
  }

  private mutating func report(_ cell: CSVTable.Cell, _ message: String) {
    diagnostics.append(
      CatalogueDiagnostic(file: file, line: cell.line, column: cell.column, message: message))
  }

  /// A name that no row above has.
  private mutating func name(
    _ cell: CSVTable.Cell, of noun: String, among seen: inout Set<String>
  ) -> String? {
    guard !cell.text.isEmpty else {
      report(cell, "A \(noun) needs a name.")
      return nil
    }
    if !seen.insert(cell.text.lowercased()).inserted {
      let begin = noun.prefix(1).uppercased() + noun.dropFirst()
      report(cell, "\(begin) '\(cell.text)' is there twice.")
    }
    return String(cell.text)
  }

  private mutating func optional<Value>(
    _ row: CSVTable.Row, _ column: String,
    _ read: (inout CatalogueReader, CSVTable.Cell) -> Value?
  ) -> Value? {
    row.text(column) == nil ? nil : read(&self, row[column])
  }

  private mutating func number(_ cell: CSVTable.Cell, in range: ClosedRange<Int>) -> Int? {
    guard let number = Int(cell.text), range.contains(number) else {
      report(
        cell,
        "Expected a number from \(range.lowerBound) to \(range.upperBound),"
          + " but found '\(cell.text)'.")
      return nil
    }
    return number
  }

  private mutating func hexadecimal(_ cell: CSVTable.Cell) -> UInt64? {
    guard cell.text.hasPrefix("0x"), let number = UInt64(cell.text.dropFirst(2), radix: 16) else {
      report(cell, "Expected a hexadecimal number such as 0x7, but found '\(cell.text)'.")
      return nil
    }
    return number
  }

  private mutating func set(_ cell: CSVTable.Cell) -> FeatureSet? {
    do throws(FeatureTextError) {
      return try FeatureSet(text: cell.text)
    } catch {
      report(cell, error.explanation)
      return nil
    }
  }

  private mutating func choice(_ cell: CSVTable.Cell, of allowed: [String]) -> String? {
    choice(cell, of: allowed.map { ($0, $0) })
  }

  private mutating func choice<Value>(
    _ cell: CSVTable.Cell, of allowed: [(name: String, value: Value)]
  ) -> Value? {
    if let found = allowed.first(where: { $0.name == cell.text }) { return found.value }
    let list = allowed.map { $0.name.isEmpty ? "nothing" : $0.name }.joined(separator: ", ")
    report(cell, "Expected one of \(list), but found '\(cell.text)'.")
    return nil
  }

  private static func named<Value: CaseIterable>(
    _ type: Value.Type
  ) -> [(name: String, value: Value)] {
    type.allCases.map { (name: "\($0)", value: $0) }
  }
}
