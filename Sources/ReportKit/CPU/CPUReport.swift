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

  /// Features by what stands behind them: a restore sees state in registers, and nothing else.
  public struct Backing: Hashable, Codable, Sendable {
    public var cr4: [String]
    public var xcr0: [String]
    public var efer: [String]
    /// An instruction, or a form of one, and no state that a restore looks at.
    public var instruction: [String]
    /// MSRs alone.
    public var msr: [String]
    /// A form of page tables.
    public var paging: [String]
    /// Nothing that a program could trip over.
    public var information: [String]
    /// Those of which none of this is known.
    public var other: [String]
    /// Every name once, in order of word and bit.
    public var all: [String]

    init(_ features: FeatureSet, catalogue: CPUCatalogue) {
      let kinds = features.map { catalogue.entry(of: $0)?.state.kinds ?? [.other] }
      let names = features.map { catalogue.names[$0] }
      func named(_ kind: FeatureState.Kind) -> [String] {
        zip(names, kinds).filter { $0.1.contains(kind) }.map(\.0)
      }
      cr4 = named(.cr4)
      xcr0 = named(.xcr0)
      efer = named(.efer)
      instruction = named(.instruction)
      msr = named(.msr)
      paging = named(.paging)
      information = named(.information)
      other = named(.other)
      all = names
    }

    /// What is not state in a register, with a title for each kind.
    var others: [(title: String, names: [String])] {
      [
        ("instruction", instruction), ("MSR", msr), ("paging", paging),
        ("information", information), ("other", other),
      ]
    }
  }

  /// Which guests Xen shows the features, in words, and their names.
  public struct Audience: Hashable, Codable, Sendable {
    public var guests: String
    public var features: [String]
  }

  /// All that is known of one feature.
  public struct Row: Hashable, Codable, Sendable {
    public var name: String
    public var xen: String?
    public var word: Int
    public var bit: Int
    /// Which guests Xen shows it.
    public var guests: String
    /// What stands behind it; empty where that is not known.
    public var backing: String
    public var meaning: String
  }

  public var schemaVersion: Int
  public var toolVersion: String
  public var cpu: CPUSummary
  public var registers: [Register]
  public var backing: Backing
  public var audiences: [Audience]
  public var features: [Row]
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
    backing = Backing(told, catalogue: catalogue)
    features = told.map { Row($0, catalogue) }
    let rows = features
    audiences = GuestVisibility.allCases.compactMap { visibility in
      let seen = rows.filter { $0.guests == visibility.meaning }.map(\.name)
      return seen.isEmpty ? nil : Audience(guests: visibility.meaning, features: seen)
    }
    xcr0 = "0x" + String(cpu.processor.xcr0Mask, radix: 16)
    xsaveBytes = cpu.processor.xsaveBytes
    maskable = cpu.processor.signature.map { _ in "\(cpu.processor.maskability)" }
    levelsPv = cpu.processor.levelsPVGuests
  }
}

extension CPUReport.Row {
  init(_ feature: Feature, _ catalogue: CPUCatalogue) {
    let entry = catalogue.entry(of: feature)
    self.init(
      name: catalogue.names[feature], xen: entry?.xen, word: feature.word, bit: feature.bit,
      guests: (entry?.visibility ?? .nobody).meaning, backing: entry?.state.description ?? "",
      meaning: entry?.meaning ?? "")
  }
}
