import MigrationSim

/// The rules that lie across fields: names that must exist, things that cannot be at once.
///
/// Only mistakes of writing are found here. What a toolstack would refuse is left to the
/// simulation, since to be refused may be the point of the scenario.
struct Validation {
  let scenario: Scenario
  let findings: Findings
  let hosts: NameTable
  let wires: NameTable
  let stations: NameTable
  let storage: NameTable
  let machines: NameTable
  let templates: NameTable
  let networks: NameTable
  let pools: NameTable
  /// SRs and VMs that a step makes, for the rules that need more than their names.
  let laterStorage: [StorageSpec]
  let laterMachines: [MachineSpec]
  /// What tells the pool of each host at the start: its pool's name, or its own if it is alone.
  let startPools: [String: String]
  /// The pools that have a network of a name at the start.
  let startPoolsOfNetworks: [String: Set<String>]
  /// The pool of every host at the start; nil where there are several pools.
  let soleStartPool: String?
  let largestHost: HostSpec?

  init(_ scenario: Scenario, _ findings: Findings) {
    self.scenario = scenario
    self.findings = findings
    let operations = scenario.timeline.map(\.operation)
    laterStorage = operations.compactMap { if case .createSR(let sr) = $0 { sr } else { nil } }
    laterMachines = operations.compactMap { if case .createVM(let vm, _) = $0 { vm } else { nil } }
    hosts = NameTable("host", scenario.hosts.map(\.name))
    wires = NameTable("wire", scenario.wires.map(\.name))
    stations = NameTable("station", scenario.stations.map(\.name))
    storage = NameTable("SR", (scenario.storage + laterStorage).map(\.name))
    machines = NameTable("VM", (scenario.machines + laterMachines).map(\.name))
    templates = NameTable("template", scenario.templates.map(\.name))
    let onNICs = scenario.hosts.flatMap { host in
      host.nics.enumerated().map { Self.network(of: $0.element, at: $0.offset) }
    }
    let later: [Name] = operations.compactMap {
      if case .createNetwork(let network) = $0 { network.name } else { nil }
    }
    networks = NameTable("network", onNICs + scenario.networks.map(\.name) + later)
    let created: [Name] = operations.compactMap {
      if case .createPool(let name, _, _) = $0 { name } else { nil }
    }
    pools = NameTable("pool", scenario.hosts.compactMap(\.pool) + created)
    largestHost = scenario.hosts.max { $0.memory.value < $1.memory.value }
    var poolOfHost: [String: String] = [:]
    for host in scenario.hosts {
      poolOfHost[host.name.value] =
        host.pool.map { "pool \($0.value)" } ?? "host \(host.name.value)"
    }
    var poolsOfNetwork: [String: Set<String>] = [:]
    let hostsOfNetworks =
      zip(onNICs, scenario.hosts.flatMap { host in host.nics.map { _ in host.name } })
      + scenario.networks.map { ($0.name, $0.host) }
    for (network, host) in hostsOfNetworks {
      if let pool = poolOfHost[host.value] {
        poolsOfNetwork[network.value, default: []].insert(pool)
      }
    }
    startPools = poolOfHost
    let pools = Set(poolOfHost.values)
    soleStartPool = pools.count == 1 ? pools.first : nil
    startPoolsOfNetworks = poolsOfNetwork
  }

  func run() {
    checkUniqueNames()
    checkHosts()
    checkStations()
    checkStorage()
    checkMachines()
    checkBackground()
    checkMigration(scenario.migration)
    checkTimeline()
    checkExpectations()
  }

  /// The name of the network on a NIC, given or by its position as XenCenter names them.
  static func network(of nic: NICSpec, at position: Int) -> Name {
    nic.network ?? Name("Network \(position)", at: nic.place)
  }

  /// Reports a name that nothing of the kind has; a missing one has been reported already.
  @discardableResult
  func require(_ name: Name?, in tables: NameTable...) -> Bool {
    guard let name, !name.value.isEmpty else { return false }
    if tables.contains(where: { $0.has(name.value) }) { return true }
    let nouns = tables.map(\.noun).joined(separator: " or ")
    let all = tables.flatMap(\.names).map(\.value)
    guard !all.isEmpty || !findings.hasUnreadableList else { return false }
    let suggestion = findings.nearest(to: name.value, among: all)
    var notes: [Diagnostic.Note] = []
    let kinds = [hosts, wires, stations, storage, machines, templates, networks, pools]
    if let other = kinds.first(where: { $0.has(name.value) }) {
      notes.append(
        .init(
          message: "\(name.value) is \(other.article) \(other.noun)",
          place: other.place(of: name.value)))
    } else if suggestion == nil {
      let known = Self.listed(all)
      notes.append(.init(message: known, place: nil))
    }
    findings.report(
      "there is no \(nouns) \"\(name.value)\"", at: name.place, suggestion: suggestion,
      notes: notes)
    return false
  }

  /// Each once, the first ten: "there are xcp00, xcp01".
  private static func listed(_ names: [String]) -> String {
    var seen: Set<String> = []
    let each = names.filter { seen.insert($0).inserted }
    let first = each.prefix(10).joined(separator: ", ")
    switch each.count {
    case 0: return "there is none"
    case 1: return "there is only \(first)"
    case ...10: return "there are \(first)"
    default: return "there are \(first) and \(each.count - 10) more"
    }
  }

  private func checkUniqueNames() {
    let pings: [Name] = scenario.timeline.compactMap {
      if case .startPing(let ping) = $0.operation { ping.name } else { nil }
    }
    for table in [wires, storage, machines, templates, NameTable("ping", pings)] {
      table.reportRepeated(to: findings)
    }
    // Either may be an end of a ping or of a transfer, so that they share their names.
    NameTable("host or station", hosts.names + stations.names).reportRepeated(to: findings)
  }

  private func checkBackground() {
    for transfer in scenario.background {
      require(transfer.from, in: hosts, stations)
      require(transfer.to, in: hosts, stations)
      if let network = transfer.network { require(network, in: networks) }
      if !transfer.from.value.isEmpty, transfer.from == transfer.to {
        findings.report("a transfer goes from one machine to another", at: transfer.to.place)
      }
      if let stop = transfer.stop, stop <= transfer.start {
        findings.report(
          "the transfer stops (\(stop.text)) before it has begun (\(transfer.start.text))",
          at: transfer.from.place)
      }
    }
  }

  func checkMigration(_ settings: MigrationSpec) {
    if let network = settings.network { require(network, in: networks) }
  }

  private func checkExpectations() {
    for expected in scenario.expectations.machines {
      require(expected.vm, in: machines)
      if let host = expected.host { require(host, in: hosts) }
      if let host = expected.lastHost { require(host, in: hosts) }
    }
    for expected in scenario.expectations.storage {
      require(expected.sr, in: storage)
      require(expected.host, in: hosts)
    }
    for expected in scenario.expectations.hosts {
      require(expected.host, in: hosts)
      if let pool = expected.pool { require(pool, in: pools) }
    }
  }
}

/// The names of all things of one kind.
struct NameTable {
  /// "host", for messages.
  let noun: String
  let names: [Name]
  private let first: [String: SourcePlace]

  var article: String { noun == "SR" ? "an" : "a" }

  init(_ noun: String, _ names: [Name]) {
    self.noun = noun
    self.names = names.filter { !$0.value.isEmpty }
    first = Dictionary(self.names.map { ($0.value, $0.place) }) { first, _ in first }
  }

  func has(_ name: String) -> Bool { first[name] != nil }
  func place(of name: String) -> SourcePlace? { first[name] }

  func reportRepeated(to findings: Findings) {
    for name in names {
      guard let place = first[name.value], place != name.place else { continue }
      findings.report(
        "there is \(article) \(noun) \"\(name.value)\" already", at: name.place,
        notes: [.init(message: "it was given first here", place: place)])
    }
  }
}
