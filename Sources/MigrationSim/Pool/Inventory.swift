/// What xapi's databases of all pools hold: a table for each kind of thing, indexed by identifier.
///
/// Rows are never removed, so that an identifier stays good for a whole run: what a later step
/// makes, or an earlier one has destroyed, stands there marked so. Operations come in pairs:
/// `objections(to…)` returns every reason against one, the first being what xapi answers, and the
/// mutation of the same name carries it out, its checks made. What is asked at each migration is
/// kept in an index; other look-ups go through the tables, linear in their length.
public struct Inventory: Sendable {
  public internal(set) var hosts: [Host]
  public internal(set) var vms: [VirtualMachine]
  public internal(set) var storage: [StorageRepository]
  public internal(set) var networks: [PoolNetwork]
  public internal(set) var pools: [Pool]
  public internal(set) var templates: [Template]
  public internal(set) var pbds: [PBD]
  /// What the tables hold, ordered otherwise.
  var index = InventoryIndex()

  /// An inventory as it stands when a run begins.
  ///
  /// Every host must be in a pool of `pools`, if only in one of its own. A local SR that is given
  /// no PBD gets one, attached; shared ones are attached where `pbds` says so.
  public init(
    hosts: [Host], vms: [VirtualMachine] = [], storage: [StorageRepository] = [],
    networks: [PoolNetwork] = [], pools: [Pool], templates: [Template] = [], pbds: [PBD] = []
  ) {
    self.hosts = hosts
    self.vms = vms.shared()
    self.storage = storage
    self.networks = networks
    self.pools = pools
    self.templates = templates
    self.pbds = pbds
    makeIndex()
  }

  public internal(set) subscript(id: HostID) -> Host {
    get { hosts[id.position] }
    _modify {
      defer { noteChange(of: id) }
      yield &hosts[id.position]
    }
  }
  public internal(set) subscript(id: VMID) -> VirtualMachine {
    get { vms[id.position] }
    _modify {
      let claim = claim(of: id)
      defer { noteChange(of: id, from: claim) }
      yield &vms[id.position]
    }
  }
  public internal(set) subscript(id: SRID) -> StorageRepository {
    get { storage[id.position] }
    _modify { yield &storage[id.position] }
  }
  public internal(set) subscript(id: NetworkID) -> PoolNetwork {
    get { networks[id.position] }
    _modify { yield &networks[id.position] }
  }
  public internal(set) subscript(id: PoolID) -> Pool {
    get { pools[id.position] }
    _modify { yield &pools[id.position] }
  }
  public internal(set) subscript(id: TemplateID) -> Template {
    get { templates[id.position] }
    _modify { yield &templates[id.position] }
  }
}
