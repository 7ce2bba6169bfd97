/// Runs a set-up once, from its beginning to its end.
///
/// The same set-up, seed and replication give the same result to the last bit, on any number of
/// threads and at any level of optimisation.
public func run(
  _ setup: Setup, seed: UInt64, replication: UInt64 = 0, keepsRecords: Bool = true
) -> RunResult {
  var simulation = Simulation(
    setup, seed: seed, replication: replication, keepsRecords: keepsRecords)
  simulation.run(through: .zero + setup.timeLimit)
  return simulation.system.result(
    seed: seed, replication: replication,
    ended: simulation.system.ended ?? simulation.schedule.now,
    eventCount: simulation.eventCount)
}

extension Simulation where System == World {
  /// A simulation at time zero, to be run in one go or step by step, or copied half way.
  public init(
    _ setup: Setup, seed: UInt64, replication: UInt64 = 0, keepsRecords: Bool = true
  ) {
    var schedule = Schedule<World.Event>()
    let world = World(
      setup, random: RandomSource(seed: seed, replication: replication),
      keepsRecords: keepsRecords, &schedule)
    self.init(system: world, schedule: schedule)
  }
}
