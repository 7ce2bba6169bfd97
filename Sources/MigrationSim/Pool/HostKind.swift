/// What rules ask of a host that a VM is to come to, its memory and its being at work apart.
///
/// The hosts of a large pool are of one kind, or of a few: what holds for one holds for all of its
/// kind, and need not be asked of each.
struct HostKind: Hashable, Sendable {
  let cpuCount: Int32
  let hvmCapable: Bool
  /// Whether it knows who its master is.
  let obeysItsMaster: Bool
  /// The networks that it has interfaces on, in order of identifier.
  let networks: [NetworkID]
  /// The shared SRs that it can use now, in order of identifier. A disk on an SR of the host's own
  /// ties a VM to it, and is not asked for here.
  let sharedStorage: [SRID]
  /// Of its software.
  let version: String
  let cpu: HostCPU
}

/// The hosts of a pool that are of one kind.
struct HostGroup: Hashable, Sendable {
  let kind: HostKind
  /// None where the last has gone.
  var members = 0
  /// Those of them that are at work.
  var live = 0
}
