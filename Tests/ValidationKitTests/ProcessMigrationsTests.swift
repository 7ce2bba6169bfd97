import Foundation
import MigrationSim
import ReportKit
import ScenarioKit
import Testing
import ValidationKit

@Suite struct `Processes that were moved between CPUs` {
  static let published = ProcessMigrations.bundled

  @Test func `come with the program whole`() {
    #expect(Self.published.classes.count == 21)
    #expect(Self.published.classes.flatMap(\.types).count == 41)
    #expect(Self.published.classes.flatMap(\.cpus).count == 22)
    #expect(Self.published.processes.count == 13)
    #expect(Self.published.crossings.reduce(0) { $0 + $1.survived + $1.failed } == 7504)
    #expect(Self.published.ownChecks.reduce(0) { $0 + $1.survived } == 63)
    #expect(Self.published.ownChecks.reduce(0) { $0 + $1.failed } == 483)
    #expect(Set(Self.published.classes.flatMap(\.types)).count == 41)
  }

  // The names in the tables that are bundled are looked up without a word: each must be found.
  @Test func `use features and classes that exist`() {
    let classes = Set(Self.published.classes.map(\.name))
    let processes = Set(Self.published.processes.map(\.name))
    for crossing in Self.published.crossings {
      #expect(classes.contains(crossing.from) && classes.contains(crossing.to))
      #expect(processes.contains(crossing.process), "\(crossing.process)")
    }
    let counts = Self.published.processes.map(\.profile.uses.count)
    #expect(counts.min() == 9 && counts.max() == 11)
    let every: FeatureSet = [.avx2, .xsave, .sse42, .rdrand, .fsgsbase]
    for one in Self.published.classes {
      for cpu in one.cpus {
        #expect(every.isSubset(of: cpu.shown), "\(one.name)")
        #expect(cpu.shown.isSubset(of: cpu.processor.physicalFeatures))
      }
    }
  }

  // Of all that it calls safe, nothing failed; and it forbids few of the moves that went well.
  @Test func `are never called safe by the engine's rules where they failed`() {
    let engine = Self.published.confusion(of: .engine)
    #expect(engine.missed == 0)
    #expect(engine.safe == 4749 && engine.failed == 2617 && engine.forbidden == 138)
    #expect(engine.count == 7504)
  }

  @Test func `are forbidden by the subset rule for the most part`() {
    let subset = Self.published.confusion(of: .subset)
    let engine = Self.published.confusion(of: .engine)
    #expect(subset.missed == 0)
    #expect(subset.forbidden > 20 * engine.forbidden)
    #expect(subset.safe + subset.forbidden == engine.safe + engine.forbidden)
  }

  // glibc's variants for RTM are what the sources of the programs do not tell of.
  @Test func `fail unforeseen on AMD's CPUs where RTM is left out of account`() {
    let without = Self.published.confusion(of: .withoutRTM)
    #expect(without.missed > 0)
    let unforeseen = Self.published.mistakes(of: .withoutRTM).filter { $0.failed > 0 }
    #expect(
      Set(unforeseen.map(\.from)) == ["i3", "r4", "x1e.xlarge", "x1e.8xlarge", "m4.16xlarge"])
    #expect(
      Set(unforeseen.map(\.to))
        == ["c4.8xlarge", "t2", "m5a", "c5a", "c5a.24xlarge", "c6a", "c6a.24xlarge"])
  }

  // h1 shows no RTM and has it: the same CPU as r4.
  @Test func `go on where a CPU hides what they use, and has it`() throws {
    let hidden = Self.published.crossings.filter {
      ["i3", "r4"].contains($0.from) && ["h1", "h1.2xlarge"].contains($0.to)
    }
    #expect(hidden.reduce(0) { $0 + $1.survived } > 50)
    #expect(hidden.allSatisfy { $0.failed == 0 })
    #expect(!Self.published.mistakes(of: .engine).contains { hidden.contains($0) })
  }

  @Test func `are told in a page that says what the engine computes`() throws {
    let page = Repository.root.appending(
      path: "Sources/MigrationSim/MigrationSim.docc/CPUValidation.md")
    let text = CPUValidationDocument(.bundled).text
    if ProcessInfo.processInfo.environment["XENMOTION_UPDATE_EXPECTED"] != nil {
      try text.write(to: page, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: page, encoding: .utf8) == text)
  }

  @Test func `are told within the columns of a terminal`() {
    for width in [80, 100] {
      let lines = TextReport(width: width).text(CPUValidationReport.bundled)
        .split(separator: "\n")
      for line in lines { #expect(line.count <= width, "\(line)") }
    }
  }
}

/// Holds the excerpt against the published pairs beside the checkout.
@Suite(
  .enabled(
    if: Repository.publishedTables != nil, "there are no published tables beside the checkout"))
struct `The excerpt of moved processes` {
  @Test func `counts every published pair, and no other`() throws {
    let folder = try #require(Repository.publishedTables)
    let text = try String(
      contentsOf: folder.appending(path: "ddps_actual_migration_success.csv"), encoding: .utf8)
    let rows = text.split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let published = ProcessMigrations.bundled
    let classes: [String: String] = published.classes.reduce(into: [:]) { classes, one in
      for type in one.types { classes[type] = one.name }
    }
    var counts: [PublishedCrossing: [Int]] = [:]
    for row in rows.dropFirst() {
      for (process, cell) in zip(rows[0], row).dropFirst(2) where !cell.isEmpty {
        let key = PublishedCrossing(
          process: process, from: try #require(classes[row[0]]), to: try #require(classes[row[1]]),
          survived: 0, failed: 0)
        counts[key, default: [0, 0]][cell == "1" ? 0 : 1] += 1
      }
    }
    let counted = Set(
      counts.map {
        PublishedCrossing(
          process: $0.process, from: $0.from, to: $0.to, survived: $1[0], failed: $1[1])
      })
    #expect(rows.count == 1099)
    #expect(counted == Set(published.crossings + published.ownChecks))
  }

  /// What XED calls instruction sets, by the names of Linux; sets that all types have are left out,
  /// and AMX_INT8, which the list has for CPUs of 2013.
  private static let sets = [
    "ADOX_ADCX": "adx", "AVX512BW_512": "avx512bw", "AVX512CD_512": "avx512cd",
    "AVX512DQ_512": "avx512dq", "AVX512F_512": "avx512f", "CLFLUSHOPT": "clflushopt",
    "CLWB": "clwb", "INVPCID": "invpcid", "MONITOR": "monitor", "MPX": "mpx", "PKU": "pku",
    "PREFETCHW": "3dnowprefetch", "RDPID": "rdpid", "RDPRU": "rdpru", "RDSEED": "rdseed",
    "SHA": "sha_ni", "SMAP": "smap", "SSE4A": "sse4a", "VAES": "vaes",
    "VPCLMULQDQ": "vpclmulqdq", "WBNOINVD": "wbnoinvd", "XSAVEC": "xsavec", "XSAVES": "xsaves",
  ]

  // RTM aside: the list of groups is later than the moves, when some types showed it no more.
  @Test func `shows of each type what the published groups do`() throws {
    let folder = try #require(Repository.publishedTables)
    let data = try Data(contentsOf: folder.appending(path: "ddps_cpu_group_features.json"))
    let groups = try JSONDecoder().decode([String: [String]].self, from: data)
    let catalogue = CPUCatalogue.bundled
    let known = FeatureSet(
      features: Self.sets.values.compactMap { catalogue.feature($0)?.feature })
    #expect(known.count == Self.sets.count)
    var compared = 0
    for one in ProcessMigrations.bundled.classes {
      for type in one.types {
        guard let group = groups[type] else { continue }
        let published = FeatureSet(
          features: group.compactMap { Self.sets[$0] }.compactMap {
            catalogue.feature($0)?.feature
          })
        for cpu in one.cpus {
          #expect(
            cpu.shown.intersection(known) == published,
            "\(type): \(catalogue.names.phrase(cpu.shown.intersection(known)))")
        }
        compared += 1
      }
    }
    #expect(compared == 13)
  }
}
