/// What is said of the course of a run: notes of steps, and why migrations ended.
public enum WorldPhrase: String, Phrase {
  // Notes.
  case poolChooses = "the pool chooses {host}"
  case runsOn = "{vm} runs on {host}"
  case networksAre = "the networks of {host} are now {networks}"
  case hasNoAddress = "{host} has no address on {networks}"
  case isAttached = "{sr} is attached to {host}"
  case shutDownWithHost = "{vm} is shut down with its host"
  case isLost = "{vm} is lost with its host, and shown running all the same"
  case isKnownHalted = "{host} is on, and {vm} is known to be halted"
  case isMasterAlready = "{host} is the master already, and nothing happens"
  case foundMaster = "{host} finds {master} at work as master, and obeys it"
  case isInEmergency = "in emergency mode, for they have no master to obey: {hosts}"
  case isRecovered = "{host} obeys {master}"
  case noneRecovered = "no member was to be recovered"
  case planCovers = """
    {pool} has a plan for {planned} {planned|host|hosts} failing, and is to bear {wanted}
    """
  case isToGo = "{vm} is to go to {host}"
  case showsNoLonger = "{host} no longer shows {features}"
  case showsNow = "{host} now shows {features}"
  case levelFalls = """
    the level of {pool} falls by {features}, which VMs no longer see once they boot again
    """
  case levelRises = """
    the level of {pool} rises by {features}, which VMs see once they boot again
    """
  case stranded = """
    not free to go to {host} until booted again, since a VM keeps what it booted with: {vms}
    """
  case stillThere = "Still on {host}, which stays disabled: {vms}."

  // Why a migration did not begin, or come to its end.
  case noWay = "{source} has no way to {destination} over {network}."
  case noAddressForMemory = "{destination} has no address on {network} to send the memory to."
  case noWayOverNone = "{source} has no way to {destination} over no network."
  case crashedOnTheWay = "{vm} crashed while it was migrated."
  case didNotConverge = "Pre-copy did not converge ({limit}); the guest goes on at the source."
  /// Two sentences, one behind the other.
  case both = "{first} {second}"
  case connectionBroke = "The connection to {destination} broke."
  case wentDown = "{host} went down."
  case noMemoryAfterAll = "{destination} has not enough free memory after all."
  case didNotSuspend = "{vm} did not answer the request to suspend."
  case storageNotAttached = "{destination} could not attach the storage of {vm}."
  case wentDownWithSource = "{vm} went down with it."
  case keepsDisks = "{vm} keeps the disks that it had."
  case goesOnWithDisks = "{vm} goes on at {source} with the disks that it had."
  case wentDownMirroring = "{destination} went down while disk {disk} of {vm} was mirrored."
  case wentDownCopying = "{destination} went down while disk {disk} of {vm} was copied."
  case brokeMirroring = """
    The connection to {destination} broke while disk {disk} of {vm} was mirrored.
    """
  case brokeCopying = """
    The connection to {destination} broke while disk {disk} of {vm} was copied.
    """
  case noRoomForMirror = "{sr} is full, and what {vm} writes to its disk {disk} has no room there."
}

/// What a scenario expects at the end, and what is found there.
public enum CheckPhrase: String, Phrase {
  case vmState = "{vm} is {state}"
  case notMade = "not made"
  case halted = "halted"
  case running = "running"
  case paused = "paused"
  case suspended = "suspended"
  case crashed = "crashed"
  case lostWithHost = "lost with its host"
  case isOn = "{vm} is on {host}"
  case ranLastOn = "{vm} ran last on {host}"
  case nowhere = "nowhere"
  case migrationEnds = "the migration of {vm} ends as {ending}"
  case neverMigrated = "it was never migrated"
  case completed = "completed"
  case refused = "refused"
  case failed = "failed"
  case unfinished = "unfinished"
  case notConverged = "notConverged"
  case lostPings = "pings lost by {vm} {relation} {bound}"
  case downtime = "downtime of {vm} {relation} {bound} ms"
  case milliseconds = "{number} ms"
  case faults = "lost instructions that {vm} met {relation} {bound}"
  case number = "{number}"
  case disksOn = "the disks of {vm} lie on {sr}"
  case noDisks = "it has none"
  case isAttached = "{sr} is attached to {host}"
  case isNotAttached = "{sr} is not attached to {host}"
  case attached = "attached"
  case notAttached = "not attached"
  case hostState = "{host} is {state}"
  case live = "live"
  case maintenance = "maintenance"
  case off = "off"
  case hostPool = "{host} is in {pool}"
  case isMaster = "{host} is the master"
  case isNoMaster = "{host} is not the master"
  case isInEmergency = "{host} is in emergency mode"
  case isNotInEmergency = "{host} is not in emergency mode"
  case noPool = "in no pool"
  case alerts = "alerts {alert} {relation} {bound}"
}

extension PowerState {
  var word: CheckPhrase {
    switch self {
    case .undefined: .notMade
    case .halted: .halted
    case .running: .running
    case .paused: .paused
    case .suspended: .suspended
    case .crashed: .crashed
    case .lostWithHost: .lostWithHost
    }
  }
}

extension HostState {
  var word: CheckPhrase {
    switch self {
    case .live: .live
    case .maintenance: .maintenance
    case .off: .off
    }
  }
}

extension MigrationEnding {
  var word: CheckPhrase {
    switch self {
    case .completed: .completed
    case .refused: .refused
    case .failed: .failed
    case .unfinished: .unfinished
    case .notConverged: .notConverged
    }
  }
}
