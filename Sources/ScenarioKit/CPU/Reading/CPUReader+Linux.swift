import MigrationSim

/// What /proc/cpuinfo says of one processor.
struct CPUInfoBlock {
  /// The keys that tell it from other forms.
  static let keys: Set<String> = ["processor", "vendor_id", "cpu_family", "model_name", "flags"]
  /// Those whose values all processors of a host share.
  static let shared = ["vendor_id", "cpu_family", "model", "model_name", "stepping", "flags"]

  private(set) var entries: [CPUEntry] = []

  subscript(key: String) -> CPUEntry? { entries.first { $0.key == key } }

  /// "processor 3", or by its place where it has no number.
  func noun(_ position: Int) -> String { "processor \(self["processor"]?.value ?? "\(position)")" }

  /// Each processor's lines: its number begins it, or a key that the one before had already.
  static func all(_ entries: [CPUEntry]) -> [CPUInfoBlock] {
    var blocks: [CPUInfoBlock] = []
    for entry in entries {
      let isRepeated = shared.contains(entry.key) && blocks.last?[entry.key] != nil
      if blocks.isEmpty || entry.key == "processor" || isRepeated { blocks.append(CPUInfoBlock()) }
      blocks[blocks.count - 1].entries.append(entry)
    }
    return blocks
  }
}

extension CPUReader {
  /// The whole of /proc/cpuinfo, one processor of it, or its line of flags.
  func cpuinfo(_ entries: [CPUEntry], in text: PlacedLines) -> CPUReading? {
    let blocks = CPUInfoBlock.all(entries)
    guard let first = blocks.first, let flags = first["flags"] else {
      findings.report(
        "no line of flags tells what the CPU has", at: entries[0].line.place(of: entries[0].written)
      )
      return nil
    }
    for (position, block) in blocks.enumerated().dropFirst() where hasRoom {
      compare(block, position, with: first)
    }
    var reading = CPUReading(form: .linux)
    if let entry = first["vendor_id"] { reading.vendor = vendor(entry.value, in: entry.line) }
    reading.name = first["model_name"].map { Self.single($0.value) }
    reading.signature = signature(
      family: first["cpu_family"], model: first["model"], stepping: first["stepping"])
    addFlags(flags, to: &reading)
    reading.notes.append("Linux lists what it uses: it hides features, and has no name for others")
    return reading
  }

  /// Processors of one host are alike; what differs is reported at the later one.
  private func compare(_ block: CPUInfoBlock, _ position: Int, with first: CPUInfoBlock) {
    for key in CPUInfoBlock.shared {
      guard let entry = block[key], let own = first[key], entry.value != own.value else { continue }
      let (noun, other) = (block.noun(position), first.noun(0))
      guard key == "flags" else {
        findings.report(
          "\(noun) has \(entry.written) \"\(entry.value)\", and \(other) has \"\(own.value)\": "
            + "a host's processors must agree", at: entry.place,
          notes: [.init(message: "\(other) is told here", place: own.place)])
        continue
      }
      let (these, those) = (Self.words(entry.value), Self.words(own.value))
      let missing = those.filter { !these.contains($0) }
      let extra = these.filter { !those.contains($0) }
      guard !missing.isEmpty || !extra.isEmpty else { continue }
      let parts = [("lacks", missing), ("has", extra)].filter { !$0.1.isEmpty }
        .map { "\($0.0) \($0.1.sorted().joined(separator: ", "))" }
      findings.report(
        "\(noun) \(parts.joined(separator: " and ")), unlike \(other): a host's processors must "
          + "agree", at: entry.place)
    }
  }

  private static func words(_ text: Substring) -> Set<Substring> {
    Set(text.split(whereSeparator: \.isWhitespace))
  }

  /// Runs of blanks made one: CPUs pad their names.
  static func single(_ text: Substring) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Flags mean what Linux means by them on CPUs of that vendor.
  private func addFlags(_ flags: CPUEntry, to reading: inout CPUReading) {
    let words = flags.value.split(whereSeparator: \.isWhitespace)
    let isVirtual = words.contains("virt_ssbd")
    for word in words {
      let name = word.lowercased()
      if let feature = LinuxFlags.speculation(name, vendor: reading.vendor ?? .intel) {
        // Linux says ssbd too where the hypervisor alone offers it.
        if !(isVirtual && name == "ssbd") { reading.features[feature] = true }
      } else {
        add(word, in: flags.line, to: &reading)
      }
    }
  }
}

/// Flags that Linux has of its own accord.
enum LinuxFlags {
  /// Names that stand for no bit of Xen's featureset: made up by Linux, or of leaves that Xen does
  /// not level. From the bundled table, read where flags are.
  static let areMadeUp: Set<String> = {
    guard
      let file = EmbeddedFiles.all.first(where: {
        $0.name == "Sources/ScenarioKit/Data/linux-flags.txt"
      })
    else { preconditionFailure("the names of Linux's own flags do not come with the program") }
    let lines = file.text.split(separator: "\n").filter { !$0.hasPrefix("#") }
    return Set(lines.flatMap { $0.split(separator: " ") }.map(String.init))
  }()

  /// The bit behind a flag that Linux sets for either vendor's way of controlling speculation.
  ///
  /// Source: `init_speculation_control`, `arch/x86/kernel/cpu/common.c` (Linux).
  static func speculation(_ name: String, vendor: CPUVendor) -> Feature? {
    pairs(vendor).first { $0.names.contains(name) }?.feature
  }

  /// The flags of each bit, by vendor.
  static func pairs(_ vendor: CPUVendor) -> [(feature: Feature, names: [String])] {
    switch vendor {
    case .intel, .centaur, .shanghai:
      [
        (Feature(word: 9, bit: 26), ["ibrs", "ibpb"]), (Feature(word: 9, bit: 27), ["stibp"]),
        (Feature(word: 9, bit: 31), ["ssbd"]),
      ]
    case .amd, .hygon:
      [
        (Feature(word: 8, bit: 12), ["ibpb"]), (Feature(word: 8, bit: 14), ["ibrs"]),
        (Feature(word: 8, bit: 15), ["stibp"]), (Feature(word: 8, bit: 24), ["ssbd"]),
      ]
    }
  }
}
