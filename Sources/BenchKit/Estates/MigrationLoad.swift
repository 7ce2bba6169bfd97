import MigrationSim

/// Migrations to simulate: the worlds that the programs in `Benchmarks/Peers` build too.
public struct MigrationLoad: Sendable {
  public let estate: Estate
  /// Migrations that it must come to; 0 where that is the engine's to say.
  public let migrations: Int

  /// One VM that goes to and fro between two hosts, without a pause.
  public static func single(_ migrations: Int, drawn: Bool, pings: Bool) -> MigrationLoad {
    let classes = drawn ? Estate.drawn(Estate.dirtying) : Estate.swept(Estate.dirtying)
    var estate = Estate(
      hosts: 2, perHost: [1], memories: [Estate.memory], classes: classes)
    if pings { estate.pingFromAll() }
    for number in 0..<migrations {
      estate.add(.migrate(VMID(0), to: HostID(1 - number % 2), settings: 0))
    }
    return MigrationLoad(estate: estate, migrations: migrations)
  }

  /// VMs that go together over one link, from one host to the other and back every 1100 s.
  ///
  /// Their sizes go evenly from 90 to 110 % of 1 GiB; each dirties half of its share of the link.
  public static func crowd(_ migrations: Int, size: Int, pings: Bool) -> MigrationLoad {
    let memories = (0..<size).map { number in
      let share = size > 1 ? 0.9 + 0.2 * Double(number) / Double(size - 1) : 1
      return ByteCount(Int64((262_144 * share).rounded()) * Page.bytes)
    }
    var estate = Estate(
      hosts: 2, perHost: [size], memories: memories,
      classes: Estate.swept(Estate.dirtying / Double(size)))
    if pings { estate.pingFromAll() }
    for number in 0..<migrations {
      let (round, vm) = number.quotientAndRemainder(dividingBy: size)
      estate.add(
        .migrate(VMID(vm), to: HostID(1 - round % 2), settings: 0),
        at: .at(.zero + .seconds(1100) * round))
    }
    return MigrationLoad(estate: estate, migrations: migrations)
  }

  /// Many live VMs, ten on a host; one at a time goes to the next host.
  public static func fleet(_ migrations: Int, vms: Int) -> MigrationLoad {
    let hosts = max(2, vms / 10)
    var estate = Estate(
      hosts: hosts, perHost: (0..<hosts).map { vms / hosts + ($0 < vms % hosts ? 1 : 0) },
      memories: [Estate.memory], classes: Estate.swept(Estate.dirtying))
    var homes = estate.setup.inventory.vms.map { $0.residentOn!.position }
    // A stride that meets all VMs before it meets one again, and stays on no host for long.
    for number in 0..<migrations {
      let vm = number * 7919 % vms
      homes[vm] = (homes[vm] + 1) % hosts
      estate.add(.migrate(VMID(vm), to: HostID(homes[vm]), settings: 0))
    }
    return MigrationLoad(estate: estate, migrations: migrations)
  }

  /// Ten VMs on each of so many hosts; hosts are emptied one after the other, and go on to
  /// work; with more to empty than there are, the first comes again.
  public static func evacuation(of count: Int, hosts: Int) -> MigrationLoad {
    var estate = Estate(
      hosts: hosts, perHost: Array(repeating: 10, count: hosts), memories: [Estate.memory],
      classes: Estate.swept(Estate.dirtying))
    for number in 0..<count {
      let host = HostID(number % hosts)
      estate.add(.enterMaintenance(host, settings: 0, atOnce: 1))
      estate.add(.exitMaintenance(host))
    }
    return MigrationLoad(estate: estate, migrations: 0)
  }
}
