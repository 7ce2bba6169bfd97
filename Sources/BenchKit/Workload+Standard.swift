import MigrationSim

extension Workload {
  /// All workloads there are, in the order in which they are run and told.
  public static let standard: [Workload] =
    ["6.J", "6.K"].flatMap { [reading($0), running($0)] } + [
      load(
        "migration", about: "one VM to and fro, dirty pages of four classes drawn, a ping a second",
        full: Scale(units: 500), smoke: Scale(units: 4)
      ) { .single($0.units, drawn: true, pings: true) },
      load(
        "migration-records", about: "the same, with every record kept", keepsRecords: true,
        full: Scale(units: 500), smoke: Scale(units: 4)
      ) { .single($0.units, drawn: true, pings: true) },
      load(
        "contention", about: "# VMs at once over one link, to and fro",
        full: Scale(units: 256, population: 64), smoke: Scale(units: 16, population: 8)
      ) { .crowd($0.units, size: $0.population, pings: false) },
      load(
        "fleet", about: "one VM after the other, of # that run",
        full: Scale(units: 1000, population: 1000), smoke: Scale(units: 20, population: 40)
      ) { .fleet($0.units, vms: $0.population) },
      load(
        "evacuation", unit: "host", about: "one of # hosts after the other is emptied of ten VMs",
        full: Scale(units: 10, population: 30), smoke: Scale(units: 1, population: 4)
      ) { .evacuation(of: $0.units, hosts: $0.population) },
      queue("queue-small", full: 100, smoke: 10),
      queue("queue-medium", full: 10_000, smoke: 100),
      queue("queue-large", full: 1_000_000, smoke: 1000),
      Workload(
        "fair-share", .rooms, unit: "transfer",
        about: "# transfers at a time over links at random, each followed by another",
        full: Scale(units: 400, population: 256), smoke: Scale(units: 40, population: 16)
      ) { FairShareTrial($0) },
      Workload(
        "dirtying", .rooms, unit: "pass",
        about: "passes over the memory of a guest that writes to four classes of pages",
        full: Scale(units: 300), smoke: Scale(units: 10)
      ) { DirtyingTrial($0) },
    ]

  private static func reading(_ scenario: String) -> Workload {
    Workload(
      "reading-\(scenario)", .runs, unit: "reading",
      about: "from the text of scenario \(scenario) to a set-up",
      full: Scale(units: 5), smoke: Scale(units: 1), hasEvents: false
    ) { ReadingTrial(scenario, $0) }
  }

  private static func running(_ scenario: String) -> Workload {
    Workload(
      "running-\(scenario)", .runs, unit: "run",
      about: "scenario \(scenario) from its set-up to the result, each time with other luck",
      full: Scale(units: 100), smoke: Scale(units: 2)
    ) { RunningTrial(scenario, $0) }
  }

  private static func load(
    _ name: String, unit: String = "migration", about: String, keepsRecords: Bool = false,
    full: Scale, smoke: Scale, _ load: @escaping @Sendable (Scale) -> MigrationLoad
  ) -> Workload {
    Workload(name, .runs, unit: unit, about: about, full: full, smoke: smoke) { scale in
      RunningTrial(load(scale).estate.setup, units: scale.units, keepsRecords: keepsRecords)
    }
  }

  private static func queue(_ name: String, full: Int, smoke: Int) -> Workload {
    Workload(
      name, .kernel, unit: "hold", about: "the earliest event is taken and one more set, of #",
      full: Scale(units: 200_000, population: full), smoke: Scale(units: 1000, population: smoke)
    ) { HoldTrial($0) }
  }
}
