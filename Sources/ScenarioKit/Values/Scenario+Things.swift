import MigrationSim

/// What there is in the course of a run: the lists of the file, and what its steps make.
extension Scenario {
  /// A run is cut off after a day, whatever is still going on.
  static let longestRun = SimDuration.seconds(86_400)

  /// SRs that steps make, in order.
  var laterStorage: [StorageSpec] {
    timeline.compactMap { if case .createSR(let sr) = $0.operation { sr } else { nil } }
  }

  /// VMs that steps make, in order.
  var laterMachines: [MachineSpec] {
    timeline.compactMap { if case .createVM(let vm, _) = $0.operation { vm } else { nil } }
  }

  /// Networks that steps make, in order.
  var laterNetworks: [NetworkSpec] {
    timeline.compactMap {
      if case .createNetwork(let network) = $0.operation { network } else { nil }
    }
  }

  /// The networks on the NICs of each host, by the hosts' order and the NICs' positions.
  ///
  /// A NIC that names none carries the one that another host of its pool names at that position,
  /// and else is called by its position, as XenCenter does.
  var networksOnNICs: [[Name]] {
    var ofPool: [String: [Int: String]] = [:]
    for host in hosts {
      guard let pool = host.pool?.value else { continue }
      for (position, nic) in host.nics.enumerated() where ofPool[pool]?[position] == nil {
        if let network = nic.network { ofPool[pool, default: [:]][position] = network.value }
      }
    }
    return hosts.map { host in
      host.nics.enumerated().map { position, nic in
        let ofOthers = host.pool.flatMap { ofPool[$0.value]?[position] }
        return nic.network ?? Name(ofOthers ?? "Network \(position)", at: nic.place)
      }
    }
  }
}
