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
  let catalogue: CPUCatalogue
  /// SRs and VMs by name, those that steps make included; of one name, the first.
  let storageSpecs: [String: StorageSpec]
  let machineSpecs: [String: MachineSpec]
  let storageAtStart: Set<String>
  let machinesAtStart: Set<String>
  /// The networks on the NICs of each host.
  let networksOnNICs: [[Name]]
  /// Every address there is at the start, with whose it is, in the order of the file.
  let startAddresses: [(Sourced<IPv4Interface>, owner: String)]
  /// What tells the pool of each host at the start: its pool's name, or its own if it is alone.
  let startPools: [String: String]
  /// The pools that have a network of a name at the start.
  let startPoolsOfNetworks: [String: Set<String>]
  /// The pool of every host at the start; nil where there are several pools.
  let soleStartPool: String?
  let largestHost: HostSpec?

  init(_ scenario: Scenario, _ findings: Findings, _ catalogue: CPUCatalogue) {
    self.scenario = scenario
    self.findings = findings
    self.catalogue = catalogue
    let storageList = scenario.storage + scenario.laterStorage
    let machineList = scenario.machines + scenario.laterMachines
    storageSpecs = Dictionary(storageList.map { ($0.name.value, $0) }) { first, _ in first }
    machineSpecs = Dictionary(machineList.map { ($0.name.value, $0) }) { first, _ in first }
    storageAtStart = Set(scenario.storage.map(\.name.value))
    machinesAtStart = Set(scenario.machines.map(\.name.value))
    networksOnNICs = scenario.networksOnNICs
    startAddresses = Self.startAddresses(of: scenario)
    hosts = NameTable("host", scenario.hosts.map(\.name))
    wires = NameTable("wire", scenario.wires.map(\.name))
    stations = NameTable("station", scenario.stations.map(\.name))
    storage = NameTable("SR", storageList.map(\.name))
    machines = NameTable("VM", machineList.map(\.name))
    templates = NameTable("template", scenario.templates.map(\.name))
    networks = NameTable(
      "network",
      networksOnNICs.flatMap { $0 } + (scenario.networks + scenario.laterNetworks).map(\.name))
    let created: [Name] = scenario.timeline.compactMap {
      if case .createPool(let name, _, _) = $0.operation { name } else { nil }
    }
    pools = NameTable("pool", scenario.hosts.compactMap(\.pool) + created)
    largestHost = scenario.hosts.max { $0.memory.value < $1.memory.value }
    startPools = Dictionary(
      scenario.hosts.map { host in
        (host.name.value, host.pool.map { "pool \($0.value)" } ?? "host \(host.name.value)")
      }
    ) { first, _ in first }
    let pools = Set(startPools.values)
    soleStartPool = pools.count == 1 ? pools.first : nil
    startPoolsOfNetworks = Self.poolsOfNetworks(scenario, networksOnNICs, startPools)
  }

  private static func poolsOfNetworks(
    _ scenario: Scenario, _ networksOnNICs: [[Name]], _ pools: [String: String]
  ) -> [String: Set<String>] {
    var found: [String: Set<String>] = [:]
    let onNICs = zip(scenario.hosts, networksOnNICs).flatMap { host, names in
      names.map { (network: $0.value, host: host.name.value) }
    }
    let others = scenario.networks.map { (network: $0.name.value, host: $0.host.value) }
    for (network, host) in onNICs + others {
      if let pool = pools[host] { found[network, default: []].insert(pool) }
    }
    return found
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

  /// Reports a name that nothing of the kind has; a missing one has been reported already.
  @discardableResult
  func require(_ name: Name?, in tables: NameTable...) -> Bool {
    guard let name, !name.value.isEmpty else { return false }
    if tables.contains(where: { $0.has(name.value) }) { return true }
    let nouns = tables.map(\.noun).joined(separator: " or ")
    let all = tables.flatMap(\.names).map(\.value)
    let suggestion = findings.nearest(to: name.value, among: all)
    var notes: [Diagnostic.Note] = []
    let kinds = [hosts, wires, stations, storage, machines, templates, networks, pools]
    if let other = kinds.first(where: { $0.has(name.value) }) {
      notes.append(
        .init(
          message: "\(name.value) is \(other.article) \(other.noun)",
          place: other.place(of: name.value)))
    } else if suggestion == nil {
      // It may stand in the list that could not be read.
      guard !findings.hasUnreadableList else { return false }
      let known = Self.listed(all)
      notes.append(.init(message: known, place: nil))
    }
    findings.report(
      "there is no \(nouns) \"\(name.value)\"", at: name.place, suggestion: suggestion,
      notes: notes)
    return false
  }

  /// Each once, the first ten: "there are xcp00, xcp01".
  static func listed(_ names: [String]) -> String {
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
      if let network = transfer.network, require(network, in: networks) {
        for end in [transfer.from, transfer.to] { requireNIC(of: end, on: network) }
      }
      checkWay(of: transfer)
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

  /// A host at the end of a transfer must have a NIC on the transfer's network.
  private func requireNIC(of end: Name, on network: Name) {
    guard let index = scenario.hosts.firstIndex(where: { $0.name == end }),
      !networksOnNICs[index].contains(network)
    else { return }
    findings.report("\(end.value) has no NIC on \"\(network.value)\"", at: network.place)
  }

  /// A transfer stays on one wire: nothing forwards it to another.
  private func checkWay(of transfer: BackgroundSpec) {
    guard let from = wire(of: transfer.from, on: transfer.network),
      let to = wire(of: transfer.to, on: transfer.network), from != to
    else { return }
    findings.report(
      "\(transfer.from.value) is on wire \(from) and \(transfer.to.value) on wire \(to)",
      at: transfer.to.place)
  }

  private func wire(of end: Name, on network: Name?) -> String? {
    if let station = scenario.stations.first(where: { $0.name == end }) {
      return station.wire.value
    }
    guard let index = scenario.hosts.firstIndex(where: { $0.name == end }) else { return nil }
    let nics = scenario.hosts[index].nics
    let management = nics.firstIndex { $0.isManagement }
    let position = network.map { networksOnNICs[index].firstIndex(of: $0) } ?? management
    return position.flatMap { nics[$0].wire?.value }
  }

  func checkMigration(_ settings: MigrationSpec) {
    if let network = settings.network { require(network, in: networks) }
  }

  private func checkExpectations() {
    for expected in scenario.expectations.machines {
      require(expected.vm, in: machines)
      if let host = expected.host { require(host, in: hosts) }
      if let host = expected.lastHost { require(host, in: hosts) }
      if let sr = expected.sr { require(sr, in: storage) }
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
