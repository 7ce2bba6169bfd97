import MigrationSim

/// The names that the scenario gave to the things of a run, by their position in its tables.
public struct Names: Sendable {
  public var hosts: [String]
  public var vms: [String]
  public var srs: [String]
  public var networks: [String]
  public var pools: [String]
  public var templates: [String]
  /// Xen's names of CPU features.
  public var features: FeatureNames
  /// The memory of each virtual machine: what the bytes of a migration are compared with.
  public var vmMemory: [ByteCount]

  public init(
    hosts: [String] = [], vms: [String] = [], srs: [String] = [], networks: [String] = [],
    pools: [String] = [], templates: [String] = [], features: FeatureNames = FeatureNames(),
    vmMemory: [ByteCount] = []
  ) {
    self.hosts = hosts
    self.vms = vms
    self.srs = srs
    self.networks = networks
    self.pools = pools
    self.templates = templates
    self.features = features
    self.vmMemory = vmMemory
  }

  /// The names in an inventory.
  public init(_ inventory: Inventory, features: FeatureNames) {
    self.init(
      hosts: inventory.hosts.map(\.name), vms: inventory.vms.map(\.name),
      srs: inventory.storage.map(\.name), networks: inventory.networks.map(\.name),
      pools: inventory.pools.map(\.name), templates: inventory.templates.map(\.name),
      features: features, vmMemory: inventory.vms.map(\.memory))
  }

  public func name(of host: HostID) -> String { entry(hosts, host.position, "host") }
  public func name(of vm: VMID) -> String { entry(vms, vm.position, "VM") }
  public func name(of storage: SRID) -> String { entry(srs, storage.position, "SR") }
  public func name(of network: NetworkID) -> String { entry(networks, network.position, "network") }
  public func name(of pool: PoolID) -> String { entry(pools, pool.position, "pool") }
  public func name(of template: TemplateID) -> String {
    entry(templates, template.position, "template")
  }
  /// The host, pool or VM that an alert is of.
  public func name(of subject: Alert.Subject) -> String {
    switch subject {
    case .host(let host): name(of: host)
    case .pool(let pool): name(of: pool)
    case .vm(let vm): name(of: vm)
    }
  }
  /// Xen's name of `feature`, or its word and bit where it has none.
  public func name(of feature: Feature) -> String { features[feature] }
  /// The memory of `vm`; nil where the tables do not tell.
  public func memory(of vm: VMID) -> ByteCount? {
    vmMemory.indices.contains(vm.position) ? vmMemory[vm.position] : nil
  }

  /// The entry of `table`, or "`kind` number" where the table is too short: a report never fails.
  private func entry(_ table: [String], _ position: Int, _ kind: String) -> String {
    table.indices.contains(position) ? table[position] : "\(kind) \(position)"
  }
}
