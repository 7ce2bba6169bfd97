import MigrationSim
import ScenarioKit

/// Processes that were moved between CPUs by CRIU, with what came of it, and the engine's rules.
///
/// Published by ddps-lab/LiveMigrate-Detector@fa60b3f5: thirteen programs between pairs of 41 types
/// of Amazon EC2. What comes with the program is an excerpt: classes of types, and counts.
public struct ProcessMigrations: Sendable {
  public let classes: [InstanceClass]
  public let processes: [MigratedProcess]
  /// Of processes, without what CRIU's own check said.
  public let crossings: [PublishedCrossing]
  /// What `criu cpuinfo check` said, as if it were a process.
  public let ownChecks: [PublishedCrossing]

  /// The name under which CRIU's own check stands among the processes.
  public static let ownCheck = "criu_cpuinfo_check"
  /// Features that a process settles on by hearsay, left out to see what they explain.
  public static let transactionalMemory = Feature(word: 5, bit: 11)

  public static let bundled = ProcessMigrations(
    types: text("cpu-types.csv"), workloads: text("cpu-workloads.csv"),
    outcomes: text("cpu-outcomes.csv"))

  private static func text(_ name: String) -> SourceText {
    let path = "Scenarios/\(ScenarioLoader.validationFolder)\(name)"
    return SourceText(
      name: path, text: EmbeddedFiles.all.first { $0.name == path }?.text ?? "")
  }

  init(types: SourceText, workloads: SourceText, outcomes: SourceText) {
    let catalogue = CPUCatalogue.bundled
    classes = Self.classes(CommaSeparated(types), catalogue)
    processes = Self.processes(CommaSeparated(workloads), catalogue)
    let all = Self.crossings(CommaSeparated(outcomes))
    crossings = all.filter { $0.process != Self.ownCheck }
    ownChecks = all.filter { $0.process == Self.ownCheck }
  }

  private static func classes(
    _ table: CommaSeparated, _ catalogue: CPUCatalogue
  ) -> [InstanceClass] {
    var classes: [InstanceClass] = []
    var every = FeatureSet()
    for row in table.rows.dropFirst() where row.count == 6 {
      let cells = row.map(\.text)
      let shown = every.union(catalogue.set(cells[4]))
      guard let vendor = CPUCatalogue.vendor(cells[3]) else {
        every = shown
        continue
      }
      let processor = Processor(
        name: cells[2], vendor: vendor,
        physicalFeatures: shown.union(catalogue.set(cells[5])),
        xcr0Mask: XSAVEArea.components(of: shown),
        xsaveBytes: XSAVEArea.bytes(of: XSAVEArea.components(of: shown), vendor: vendor))
      let cpu = InstanceClass.ShownCPU(processor: processor, shown: shown)
      let earlier = classes.firstIndex { $0.name == cells[0] }
      let one = InstanceClass(
        name: cells[0], types: cells[1].words,
        cpus: (earlier.map { classes[$0].cpus } ?? []) + [cpu])
      if let earlier { classes[earlier] = one } else { classes.append(one) }
    }
    return classes
  }

  private static func processes(
    _ table: CommaSeparated, _ catalogue: CPUCatalogue
  ) -> [MigratedProcess] {
    let rows = table.rows.dropFirst().filter { $0.count == 4 }.map { $0.map(\.text) }
    guard let every = rows.first else { return [] }
    func uses(_ cell: String, _ layer: SoftwareLayer, _ latch: FeatureUse.Latch, _ rate: Double)
      -> [FeatureUse]
    {
      catalogue.features(cell).map {
        FeatureUse(feature: $0, layer: layer, latch: latch, usesPerSecond: rate)
      }
    }
    let shared =
      uses(every[2], .kernel, .boot, 0) + uses(every[1], .libc, .processStart, 1000)
    return rows.dropFirst().map { row in
      MigratedProcess(
        name: row[0], summary: row[3],
        // Every program repeats itself each 3 s.
        profile: GuestProfile(
          name: row[0], uses: shared + uses(row[1], .application, .processStart, 1.0 / 3)),
        ownUses: catalogue.features(row[1]))
    }
  }

  private static func crossings(_ table: CommaSeparated) -> [PublishedCrossing] {
    guard let header = table.rows.first else { return [] }
    return table.rows.dropFirst().flatMap { row in
      zip(header, row).dropFirst(2).compactMap { name, cell in
        Int(cell.text).map { count in
          PublishedCrossing(
            process: name.text, from: row[0].text, to: row[1].text, survived: max(count, 0),
            failed: max(-count, 0))
        }
      }
    }
  }
}

extension CPUCatalogue {
  fileprivate func features(_ cell: String) -> [Feature] {
    cell.words.compactMap { feature($0)?.feature }
  }

  fileprivate func set(_ cell: String) -> FeatureSet { FeatureSet(features: features(cell)) }
}

extension String {
  fileprivate var words: [String] { split(separator: " ").map(String.init) }
}
