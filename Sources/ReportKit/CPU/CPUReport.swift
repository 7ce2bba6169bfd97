import MigrationSim
import ScenarioKit

/// One CPU: its features by CPUID's registers, and what stands behind them.
public struct CPUReport: Hashable, Codable, Sendable {
  /// The features that one register of CPUID tells.
  public struct Register: Hashable, Codable, Sendable {
    /// The word of Xen's featureset.
    public var word: Int
    /// "0x7", or "msr:10a".
    public var leaf: String
    public var subleaf: Int
    public var register: String
    public var value: String
    public var features: [String]
    /// How many bits of leaf 80000001 only repeat leaf 1; they are left out of the features.
    public var mirrored: Int
  }

  /// What a restore can check of the features, by what stands behind them.
  public struct Backing: Hashable, Codable, Sendable {
    public var cr4: [String]
    public var xcr0: [String]
    public var efer: [String]
    /// Nothing but the instruction, or no state that a restore looks at.
    public var instruction: [String]
    /// Every name once, in order of word and bit.
    public var all: [String]

    init(_ features: FeatureSet, names: FeatureNames) {
      func named(_ isIncluded: (FeatureBacking) -> Bool) -> [String] {
        features.filter { isIncluded($0.backing) }.map { names[$0] }
      }
      cr4 = named { $0.cr4 != 0 }
      xcr0 = named { $0.xcr0 != 0 }
      efer = named { $0.efer != 0 }
      instruction = named { $0 == .instruction }
      all = features.map { names[$0] }
    }
  }

  public var schemaVersion: Int
  public var toolVersion: String
  public var cpu: CPUSummary
  public var registers: [Register]
  public var backing: Backing
  /// The components of XSAVE that the hardware holds, in hexadecimal, and the largest area [B].
  public var xcr0: String
  public var xsaveBytes: Int
  /// What masks can hide in the XCP era: no, base or full; absent without family and model.
  public var maskable: String?
  /// Whether Xen can hide features from PV guests.
  public var levelsPv: Bool

  public init(_ cpu: NamedCPU, catalogue: CPUCatalogue) {
    schemaVersion = Release.schemaVersion
    toolVersion = Release.version
    self.cpu = CPUSummary(cpu)
    let names = catalogue.names
    let told = cpu.features.withoutMirroredBits
    registers = (0..<FeatureSet.wordCount).compactMap { word in
      let bits = cpu.features.word(word)
      guard bits != 0 else { return nil }
      let place = catalogue.features.first { $0.feature?.word == word }
      return Register(
        word: word, leaf: place?.leaf ?? "?", subleaf: place?.subleaf ?? 0,
        register: place?.register ?? "?",
        value: String(FeatureSet(words: [bits]).text(trimmedTo: 1)),
        features: told.filter { $0.word == word }.map { names[$0] },
        mirrored: (bits & ~told.word(word)).nonzeroBitCount)
    }
    backing = Backing(told, names: names)
    xcr0 = "0x" + String(cpu.processor.xcr0Mask, radix: 16)
    xsaveBytes = cpu.processor.xsaveBytes
    maskable = cpu.processor.signature.map { _ in "\(cpu.processor.maskability)" }
    levelsPv = cpu.processor.levelsPVGuests
  }
}

extension TextReport {
  /// The page for one CPU, with a line feed at its end.
  public func text(_ report: CPUReport) -> String {
    let registers = report.registers.flatMap { register in
      let place =
        register.leaf.hasPrefix("msr")
        ? register.leaf : "\(register.leaf):\(register.subleaf) \(register.register)"
      let aside = register.mirrored > 0 ? " (and \(register.mirrored) bits of leaf 1 again)" : ""
      return paragraph(
        (register.features.isEmpty ? "none" : register.features.joined(separator: " ")) + aside,
        indent: 31,
        lead: Layout.right("\(register.word)", 2) + "  " + Layout.left(place, 16) + "  "
          + register.value + " ")
    }
    return page([
      about(report.cpu), heading("Features by CPUID leaf") + registers, backing(report),
      strings(report),
    ])
  }

  private func backing(_ report: CPUReport) -> [String] {
    func line(_ title: String, _ names: [String]) -> [String] {
      named(title, names.isEmpty ? "none" : names.joined(separator: " "))
    }
    let count = report.backing.instruction.count
    return heading("What stands behind them")
      + line("CR4", report.backing.cr4) + line("XCR0", report.backing.xcr0)
      + line("EFER", report.backing.efer)
      + named(
        "instruction",
        "the other \(count): no restore can tell that they are in use; a guest that uses one where "
          + "it is gone finds out by a fault")
      + named("XSAVE", "components \(report.xcr0), \(report.xsaveBytes) bytes")
      + named(
        "masks",
        "maskable in the XCP era: \(report.maskable ?? "not known"); Xen "
          + (report.levelsPv ? "can" : "cannot") + " hide features from PV guests")
  }

  private func strings(_ report: CPUReport) -> [String] {
    heading("As xe prints it")
      + named("four words", "\(report.cpu.legacyFeatures) (XCP era, ECX first)")
      + named(
        "words", Self.foldable(report.cpu.features) + " (today, EDX first)")
  }

  /// A term and what is said of it.
  func named(_ title: String, _ text: String) -> [String] {
    paragraph(text, indent: 14, lead: Layout.left(title, 14))
  }

  /// A featureset on lines of six words, so that it can be read; a hyphen ends each line.
  static func foldable(_ text: String) -> String {
    let words = text.split(separator: "-")
    return stride(from: 0, to: words.count, by: 6).map { start in
      words[start..<min(start + 6, words.count)].joined(separator: "-")
        + (start + 6 < words.count ? "-" : "")
    }.joined(separator: " ")
  }
}
