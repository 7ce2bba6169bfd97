import MigrationSim

/// What there is: hosts and their CPUs, the toolstack, the guests.
extension Explainer {
  var opening: [Sentence] {
    hosts + pools + [era] + guests
  }

  // MARK: Hosts

  private var hosts: [Sentence] {
    let hosts = setup.inventory.hosts
    guard let first = hosts.first else { return [] }
    guard hosts.count > 1 else { return [OpeningPhrase.oneHost(first.name, first.processor.told)] }
    let alike = hosts.allSatisfy {
      $0.processor.physicalFeatures == first.processor.physicalFeatures
        && $0.processor.vendor == first.processor.vendor
    }
    guard !alike else {
      let names = hosts.map(\.name).listed(.and)
      return [OpeningPhrase.hostsAlike(names, first.processor.told)]
        + counts(.sameCPUOtherCounts)
    }
    let cpus = hosts.map { OpeningPhrase.hostCPU($0.name, $0.processor.told) }
    return [OpeningPhrase.hostsUnlike(cpus.listed(.and))] + differences
      + counts(.otherCPUCounts)
  }

  /// How each host's CPU differs from the one that has most.
  private var differences: [Sentence] {
    let hosts = setup.inventory.hosts
    guard
      let best = hosts.max(by: {
        $0.processor.physicalFeatures.count < $1.processor.physicalFeatures.count
      })
    else { return [] }
    return hosts.filter { $0.name != best.name }.flatMap { host in
      var found: [Sentence] = []
      let (mine, theirs) = (host.processor, best.processor)
      if mine.vendor != theirs.vendor {
        found.append(
          OpeningPhrase.otherVendor(
            host.name, mine.vendor.identification, best.name, theirs.vendor.identification))
      }
      found += lacking(host, best)
      found += lacking(best, host)
      return found
    }
  }

  /// The most features that a sentence names.
  private static let mostFeatures = 24

  private func lacking(_ host: Host, _ other: Host) -> [Sentence] {
    let missing = other.processor.physicalFeatures.subtracting(host.processor.physicalFeatures)
    guard !missing.isEmpty else { return [] }
    guard missing.count > Self.mostFeatures else {
      return [
        OpeningPhrase.lacks(host.name, missing.count, other.name, names.features.list(missing))
      ]
    }
    let used = missing.intersection(
      FeatureSet(features: setup.inventory.vmIDs.flatMap(unevenUses).map(\.feature)))
    let shown = used.isEmpty ? FeatureSet(features: missing.prefix(Self.mostFeatures)) : used
    return [
      OpeningPhrase.lacksMany(host.name, missing.count, other.name, names.features.list(shown))
    ]
  }

  private func counts(_ phrase: OpeningPhrase) -> [Sentence] {
    let hosts = setup.inventory.hosts
    guard hosts.contains(where: { $0.cpuCount != hosts[0].cpuCount }) else { return [] }
    return [phrase(hosts.map { OpeningPhrase.hostCount($0.name, $0.cpuCount) }.listed(.and))]
  }

  private var pools: [Sentence] {
    let inventory = setup.inventory
    guard inventory.hosts.count > 1 else { return [] }
    let created = inventory.poolIDs.filter { inventory[$0].exists && inventory[$0].isCreated }
    let alone = inventory.hosts.filter { !created.contains($0.pool) }.map(\.name)
    return created.map { pool in
      OpeningPhrase.poolThere(
        names.name(of: pool), inventory.hosts(of: pool).map { names.name(of: $0) }.listed(.commas),
        names.name(of: inventory[pool].master))
    } + (alone.isEmpty ? [] : [OpeningPhrase.alone(alone.listed(.commas))])
  }

  // MARK: Toolstack and guests

  private var era: Sentence {
    let profile = setup.migrations.first?.plan.profile.name ?? ""
    let isBare = [PhaseProfile.xl, .qemu].contains { $0.name == profile }
    return switch setup.toolstack.era {
    case .none: isBare ? OpeningPhrase.otherSender(profile) : OpeningPhrase.noComparing()
    case .masking: OpeningPhrase.masking()
    case .levelling: OpeningPhrase.levelling()
    }
  }

  /// Whether a VM is more than scenery: a step asks something of it that its CPU matters for.
  private func isAskedFor(_ vm: VMID) -> Bool {
    setup.inventory.hosts.count > 1
      && setup.steps.contains {
        switch $0.operation {
        case .migrate(let other, _, _), .migrateStorage(let other, _, _, _): other == vm
        default: false
        }
      }
  }

  /// The guests that move, those of one kind together.
  private var guests: [Sentence] {
    var kinds: [(profile: Int32, vms: [VMID])] = []
    for vm in setup.inventory.vmIDs where isAskedFor(vm) {
      let profile = setup.inventory[vm].guestProfile
      if let place = kinds.firstIndex(where: { $0.profile == profile }) {
        kinds[place].vms.append(vm)
      } else {
        kinds.append((profile, [vm]))
      }
    }
    return kinds.map { kind in
      let vms = kind.vms.map { names.name(of: $0) }.listed(.and)
      let guest = GuestPhrase.describe(setup.guestProfiles[Int(kind.profile)].name)
      let uses = unevenUses(of: kind.vms[0])
      return uses.isEmpty
        ? OpeningPhrase.guestSafe(vms, guest) : OpeningPhrase.guestAtRisk(vms, guest, phrase(uses))
    }
  }
}
