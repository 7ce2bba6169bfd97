/// A PBD that stays unplugged, and the SM backend's reason.
public struct PlugFailure: Hashable, Sendable {
  public let sr: SRID
  public let host: HostID
  public let error: XapiError
}

/// What a repair of an SR did.
public struct RepairEffects: Hashable, Sendable {
  /// Hosts on which it is plugged now, and was not before.
  public var attached: [HostID]
  /// Hosts on which it stays unplugged.
  public var failures: [PlugFailure]
}

extension StorageKind {
  /// The error of an SM backend whose storage does not answer.
  ///
  /// NFS and iSCSI first try the server's port (`util._testHost` in `NFSSR.attach` and
  /// `BaseISCSI`): NFSTarget 108, ISCSITarget 141. A library of ISO images just mounts
  /// (`ISOSR.attach`): ISOMountFailure 222. Storage of a host's own: SRUnavailable 47. Numbers:
  /// `XE_SR_ERRORCODES.xml` (xapi-project/sm).
  var unreachableError: (number: Int, text: String) {
    switch self {
    case .nfs: (108, "Unable to detect an NFS service on this target.")
    case .lvmOverISCSI: (141, "Unable to connect to ISCSI service on target")
    case .isoNFS, .isoCIFS:
      (222, "Could not mount the directory specified in Device Configuration")
    case .lvm, .ext, .udev, .drbd: (47, "The SR is not available")
    }
  }
}

extension Inventory {
  /// The error a host would meet if it plugged an SR now; nil if it would not.
  func plugError(_ sr: SRID, _ host: HostID, _ paths: StoragePaths) -> XapiError? {
    let name = self[host].name
    if self[host].state == .off {
      return XapiError("HOST_NOT_LIVE", explanation: PoolPhrase.isOff(name))
    }
    let why: Sentence
    if let owner = self[sr].host {
      if owner == host { return nil }
      why = PoolPhrase.onDiskOfOther(self[owner].name)
    } else if let replication = self[sr].replication {
      if replication.peer(of: host) != nil { return nil }
      why = PoolPhrase.onDisksOfTwo(
        self[replication.first].name, self[replication.second].name)
    } else {
      guard let obstacle = paths[host, sr] else { return nil }
      why = self[sr].server.map(obstacle.explanation) ?? PoolPhrase.noWay()
    }
    let failure = self[sr].kind.unreachableError
    return XapiError(
      "SR_BACKEND_FAILURE_\(failure.number)", ["", failure.text, ""],
      explanation: PoolPhrase.unreachable(name, self[sr].name, why))
  }

  /// Gives a host a PBD for every SR it should have one for and plugs what it reaches.
  mutating func plugAll(on host: HostID, _ paths: StoragePaths) -> [PlugFailure] {
    var failures: [PlugFailure] = []
    for sr in storage(of: self[host].pool) where self[sr].isShared || self[sr].host == host {
      if let failure = plug(sr, host, paths) { failures.append(failure) }
    }
    return failures
  }

  private mutating func plug(
    _ sr: SRID, _ host: HostID, _ paths: StoragePaths
  ) -> PlugFailure? {
    let error = plugError(sr, host, paths)
    setPBD(sr, host, isAttached: error == nil)
    return error.map { PlugFailure(sr: sr, host: host, error: $0) }
  }

  // MARK: Repair Storage Repository

  /// The hosts on which an SR should be plugged and is not.
  public func unpluggedHosts(of sr: SRID) -> [HostID] {
    hosts(of: self[sr].pool).filter { host in
      (self[sr].isShared || self[sr].host == host) && !isAttached(sr, to: host)
    }
  }

  /// Every reason against so much as trying to repair an SR, on one host or on all.
  public func objections(toRepairing sr: SRID, on host: HostID?) -> [Objection] {
    var found = objectionsForWantOfMaster(self[sr].pool)
    if !self[sr].exists {
      found.object("HANDLE_INVALID", ["SR", self[sr].name], .noSROfThatName)
    }
    guard let host else { return found }
    if self[host].pool != self[sr].pool {
      found.object(
        "HANDLE_INVALID", ["host", self[host].name],
        .hostOfOtherPool, self[host].name, self[sr].name)
    }
    return found + objectionsForWantOfLife(host)
  }

  /// Plugs an SR where it is not plugged, on one host or on all, as far as it is reachable now.
  public mutating func repair(
    _ sr: SRID, on host: HostID?, _ paths: StoragePaths
  ) -> RepairEffects {
    var effects = RepairEffects(attached: [], failures: [])
    for candidate in unpluggedHosts(of: sr) where host == nil || candidate == host {
      if let failure = plug(sr, candidate, paths) {
        effects.failures.append(failure)
      } else {
        effects.attached.append(candidate)
      }
    }
    return effects
  }

  // MARK: New SR

  /// Every reason against making an SR in the pool of `host`, from there.
  public func objections(
    toCreating sr: SRID, from host: HostID, _ paths: StoragePaths
  ) -> [Objection] {
    var found = objectionsForWantOfMaster(self[host].pool) + objectionsForWantOfLife(host)
    if self[sr].exists {
      found.object("SR_BACKEND_FAILURE_42", ["", "The SR already exists", ""], .srExists)
    }
    if self[sr].size <= .zero || self[sr].used > self[sr].size {
      found.object(
        "SR_BACKEND_FAILURE_44", ["", "There is insufficient space", ""],
        .srIsFull,
        self[sr].used.mebibytes, self[sr].size.mebibytes)
    }
    if self[host].state != .off, let error = plugError(sr, host, paths) {
      found.append(Objection(error))
    }
    return found + objectionsToReplicas(of: sr, from: host)
  }

  /// Whether both hosts are there to be given the same data: they are brought in step at first.
  private func objectionsToReplicas(of sr: SRID, from host: HostID) -> [Objection] {
    guard let peer = self[sr].replication?.peer(of: host) else { return [] }
    var found: [Objection] = []
    if self[peer].pool != self[host].pool {
      found.object(
        "HANDLE_INVALID", ["host", self[peer].name],
        .hostOfOtherPool, self[peer].name, self[sr].name)
    }
    return found + objectionsForWantOfLife(peer)
  }

  /// Makes an SR in the pool of `host`; a shared one on every member that reaches it.
  ///
  /// Returns the members on which it stays unplugged: xapi only warns of them
  /// (`xapi_sr.ml`, `create`).
  public mutating func create(
    _ sr: SRID, from host: HostID, _ paths: StoragePaths
  ) -> [PlugFailure] {
    precondition(!self[sr].exists, "SR \(sr) is made twice")
    self[sr].exists = true
    self[sr].pool = self[host].pool
    let candidates = self[sr].isShared ? hosts(of: self[host].pool) : [host]
    return candidates.compactMap { plug(sr, $0, paths) }
  }
}
