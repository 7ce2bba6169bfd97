@testable import MigrationSim
import Testing

/// No step of a timeline breaks a link yet; the world has to cope with a network that does.
@Suite struct `A link that goes down during a migration` {
  private static func world() -> TwoHosts {
    var world = TwoHosts()
    world.setup.migrations[0].plan.profile = .instant
    world.ping(fromConsole: false, interval: .milliseconds(100))
    world.setup.aftermath = .seconds(5)
    world.at(1, .migrate(TwoHosts.vm, to: TwoHosts.destination, settings: 0))
    return world
  }

  private static func broken(nic: Int) -> RunResult {
    let setup = world().setup
    var simulation = Simulation(setup, seed: 1)
    let nic = setup.inventory.hosts[nic].pifs[0].nic
    simulation.run(through: .zero + .seconds(1.5))
    simulation.system.network.setUp(false, nic, at: simulation.schedule.now)
    let down = simulation.schedule.now
    simulation.run(through: .zero + .seconds(4.5))
    simulation.system.network.setUp(true, nic, at: simulation.schedule.now)
    #expect(simulation.schedule.now - down == .seconds(3))
    simulation.run(through: .distantFuture)
    return simulation.system.result(
      seed: 1, replication: 0, ended: simulation.schedule.now,
      eventCount: simulation.eventCount)
  }

  @Test(arguments: [0, 1])
  func `holds it up for as long as it is down`(nic: Int) {
    let whole = run(Self.world().setup, seed: 1).migrations[0]
    let broken = Self.broken(nic: nic).migrations[0]
    #expect(broken.outcome == .completed)
    #expect(broken.bytes == whole.bytes)
    let late = broken.rounds[0].duration - whole.rounds[0].duration
    #expect(abs((late - .seconds(3)).nanoseconds) <= 2)
  }

  @Test func `loses pings to the guest behind it`() {
    let statistics = PingStatistics(of: Self.broken(nic: 0).pings[0].requests)
    #expect(abs(statistics.lostByCause[PingLoss.unreachable.rawValue] - 30) <= 1)
    #expect(statistics.lost == statistics.lostByCause[PingLoss.unreachable.rawValue])
  }
}
