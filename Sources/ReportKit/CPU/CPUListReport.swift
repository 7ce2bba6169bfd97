import MigrationSim
import ScenarioKit

/// The CPUs that can be named: models and real ones.
public struct CPUListReport: Hashable, Codable, Sendable {
  public struct Entry: Hashable, Codable, Sendable {
    public var name: String
    public var vendor: String
    /// When it was launched; absent for synthetic models.
    public var year: Int?
    /// The real CPU that a model stands for; absent where none is published.
    public var realCpu: String?
    /// What that CPU calls itself.
    public var ownName: String?
    /// The widest generation of vectors that it has: "SSE4.2", "AVX2".
    public var vectors: String
    /// Where the features are published.
    public var source: String
    public var caveat: String?
  }

  public var schemaVersion: Int
  public var toolVersion: String
  public var models: [Entry]
  public var cpus: [Entry]

  public init(_ catalogue: CPUCatalogue) {
    schemaVersion = Release.schemaVersion
    toolVersion = Release.version
    func vectors(_ features: FeatureSet) -> String {
      Self.generations.first { generation in
        catalogue.feature(generation.feature)?.feature.map { features[$0] } ?? false
      }?.name ?? "none"
    }
    models = catalogue.models.map { model in
      Entry(
        name: model.name, vendor: "\(model.vendor)", year: model.year, realCpu: model.real?.name,
        ownName: model.real?.ownName, vectors: vectors(model.features),
        source: model.real?.source ?? "libvirt and QEMU: what they promise of the model",
        caveat: model.caveat)
    }
    cpus = catalogue.cpus.map { cpu in
      Entry(
        name: cpu.name, vendor: "\(cpu.vendor)", year: cpu.year, realCpu: cpu.name,
        ownName: cpu.ownName, vectors: vectors(cpu.features), source: cpu.source,
        caveat: cpu.caveat)
    }
  }

  /// From the widest to the narrowest.
  private static let generations: [(feature: String, name: String)] = [
    ("amx_tile", "AMX"), ("avx512f", "AVX-512"), ("avx2", "AVX2"), ("avx", "AVX"),
    ("sse4_2", "SSE4.2"), ("sse4_1", "SSE4.1"), ("ssse3", "SSSE3"), ("sse4a", "SSE4a"),
    ("pni", "SSE3"), ("sse2", "SSE2"), ("sse", "SSE"),
  ]
}

extension TextReport {
  /// The page for the list, with a line feed at its end.
  public func text(_ report: CPUListReport) -> String {
    page([
      heading("Models") + table(report.models, isModels: true),
      heading("Real CPUs") + table(report.cpus, isModels: false),
      paragraph(
        "A model is the real CPU beside it, or else what libvirt and QEMU promise. Real CPUs are "
          + "from libvirt's test data (tests/cputestdata/x86_64-cpuid-*.xml), but for those with "
          + "another source in --json.",
        indent: 0, style: .faint),
    ])
  }

  private func table(_ entries: [CPUListReport.Entry], isModels: Bool) -> [String] {
    var table = TextTable(columns: [
      .init(heading: "Name", isNumber: false), .init(heading: "vendor", isNumber: false),
      .init(heading: "year", isNumber: false), .init(heading: "vectors", isNumber: false),
      .init(heading: isModels ? "real CPU" : "calls itself", isNumber: false),
    ])
    table.rows = entries.map { entry in
      let about = (isModels ? entry.realCpu : entry.ownName) ?? ""
      return [
        entry.name, entry.vendor, entry.year.map { "\($0)" } ?? "", entry.vectors,
        CPUSummary.short(about, 30),
      ]
    }
    return table.lines(indent: 0, width: width)
  }
}
