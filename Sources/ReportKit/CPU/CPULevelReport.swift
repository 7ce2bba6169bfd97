import MigrationSim
import ScenarioKit

/// What several CPUs have in common, and what each of them costs.
public struct CPULevelReport: Hashable, Codable, Sendable {
  /// One CPU's part in the level.
  public struct Member: Hashable, Codable, Sendable {
    public var cpu: CPUSummary
    /// Features that the level would have without this CPU.
    public var costs: [String]
    /// Features that accumulate, and that the level has because of this CPU alone.
    public var brings: [String]
  }

  public var schemaVersion: Int
  public var toolVersion: String
  public var mode: String
  /// Whether the CPUs' vendors are one: others cannot be in a pool, but by force.
  public var isOneVendor: Bool
  /// The level that guests of the mode are shown.
  public var level: String
  public var features: [String]
  /// The four words, ECX first, to set as a mask on every host in the XCP era.
  public var mask: String
  public var members: [Member]

  public init(_ cpus: [NamedCPU], mode: GuestMode, catalogue: CPUCatalogue) {
    schemaVersion = Release.schemaVersion
    toolVersion = Release.version
    self.mode = "\(mode)"
    let processors = cpus.map(\.processor)
    let common = CommonLevel(of: processors, mode: mode, limits: catalogue.limits)
    isOneVendor = Set(cpus.map(\.vendor)).count <= 1
    level = common.level.text()
    func names(_ features: FeatureSet) -> [String] {
      features.withoutMirroredBits.map { catalogue.names[$0] }
    }
    features = names(common.level)
    mask = CommonLevel.mask(of: processors).legacyText
    members = cpus.indices.map { place in
      Member(
        cpu: CPUSummary(cpus[place]), costs: names(common.costs[place]),
        brings: names(common.brings[place]))
    }
  }
}

extension TextReport {
  /// The page for a level, with a line feed at its end.
  public func text(_ report: CPULevelReport) -> String {
    let vendors =
      report.isOneVendor
      ? []
      : paragraph(
        "The vendors differ: such hosts are in one pool by force alone.", indent: 0,
        style: .doubtful)
    let level =
      heading("Pool level for \(report.mode) guests")
      + named("features", "\(report.features.count): \(report.features.joined(separator: " "))")
      + named("words", Self.foldable(report.level) + " (EDX first)")
      + named("mask", "\(report.mask) (what xe host-set-cpu-features took in the XCP era)")
      + vendors
    let members = report.members.flatMap { member in
      let costs =
        member.costs.isEmpty
        ? "nothing" : "\(member.costs.count): " + member.costs.joined(separator: " ")
      return paragraph(CPUSummary.short(member.cpu.name, width), indent: 0, style: .heading)
        + paragraph(costs, indent: 9, lead: "  costs  ")
        + (member.brings.isEmpty
          ? [] : paragraph(member.brings.joined(separator: " "), indent: 9, lead: "  brings "))
    }
    return page([
      level,
      heading("What each costs: features that the level would have without it") + members,
    ])
  }
}
