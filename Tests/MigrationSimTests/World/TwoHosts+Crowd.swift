import MigrationSim

extension TwoHosts {
  /// Adds a guest like the first one, on a host of its own choice.
  mutating func addGuest(_ name: String, on host: HostID, classes: [PageClass] = []) -> VMID {
    var guest = setup.inventory.vms[0]
    guest.name = name
    guest.state = .running
    guest.residentOn = host
    guest.lastHost = host
    let old = setup.inventory
    setup.inventory = Inventory(
      hosts: old.hosts, vms: old.vms + [guest], storage: old.storage, networks: old.networks,
      pools: old.pools, templates: old.templates, pbds: old.pbds)
    setup.guests.append(GuestSetup(classes: classes))
    return VMID(setup.inventory.vms.count - 1)
  }

  /// Adds a step at an instant of its own.
  mutating func at(_ seconds: Double, _ operation: Operation) {
    setup.steps.append(Step(start: .at(.zero + .seconds(seconds)), operation: operation))
  }

  /// Lets a flow go from the source's NIC to the destination's.
  mutating func disturb(
    from begins: Double, to ends: Double? = nil, at rate: BitRate? = nil
  ) {
    setup.background.append(
      BackgroundTraffic(
        from: setup.inventory.hosts[0].pifs[0].nic, to: setup.inventory.hosts[1].pifs[0].nic,
        rate: rate, begins: .zero + .seconds(begins), ends: ends.map { .zero + .seconds($0) }))
  }

  /// The goodput of its NICs: 1 Gbit/s of which 1448/1538 is payload.
  static let goodput = BitRate.gigabits(1) * (1448.0 / 1538)
}
