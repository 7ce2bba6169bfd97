/// What this room says of what stands in the way of an operation.
public enum PoolPhrase: String, Phrase {
  // Hosts, and the pool as a whole.
  case masterIsOff = "The master {master} is off, and its pool with it."
  case isInEmergency = "{host} is in emergency mode: it has no master to obey."
  case obeysNobody = """
    {host} is in emergency mode: it knows an earlier master only, and is to be recovered.
    """
  case isMember = "{host} is a member, and what is ordered goes to the master."
  case offersNoHA = "The software for high availability is not installed on {host}."
  case doesNotAnswer = "{host} does not answer, and every host must take part."
  case statefileNotEverywhere = """
    {sr} is not plugged on {hosts}, and every host needs the statefile.
    """
  case holdsNoStatefile = "{sr} is of a kind that holds no statefile: NFS and iSCSI do."
  case noRoomForStatefile = """
    {sr} has {free} MiB left, and the statefile and the log of the database take 257 MiB.
    """
  case hasNoHA = "High availability is off in {pool}."
  case breaksPlan = """
    {pool} has a plan for {failures} {failures|host|hosts} failing, and would have none any more.
    """
  case mustCommit = "Every host must agree, and {host} does not answer."
  case isOff = "{host} is off."
  case wentDown = "{host} went down in the meantime."
  case isInMaintenance = "{host} is in maintenance mode."
  case hasHA = "High availability is on in {pool}."
  case isMaster = "{host} is the master of {pool}."
  case masterLeavesOthers = "{host} is the master: without it {members} take no orders."
  case isOn = "{vm} is on {host}."
  case isThereAs = "{vm} is {state} on {host}."
  case operationOnHost = "An operation on {vm} is under way on {host}."
  case copiesDisks = "{host} copies disks of {vm}."
  case isOnAlready = "{host} is on."
  case isTakenForRunning = "xapi takes {vm} for running on {host}, which is down."
  case hostIsOn = "{host} is on, and knows itself what has become of {vm}."
  case noCPU = "A host has at least one CPU."

  // Virtual machines and where they go.
  case noVMYet = "There is no VM {vm} yet."
  case isOtherwise = "{vm} is {state}, not {wanted}."
  case noConsole = "{vm} is {state}: it has no console to ping from."
  case operationOnVM = "Another operation on {vm} is under way."
  case isThereAlready = "{vm} is on {host} already."
  case vmExists = "{vm} exists already."
  case hostOfOtherPool = "{host} is not in the pool of {thing}."
  case templateOfOtherPool = "{template} is a template of another pool."
  case templateKeepsFromHost = """
    {vm} cannot be assigned to {host}: its template {template} is assigned to {home}.
    """
  case templateKeepsFromPool = """
    {vm} cannot be assigned to the pool: its template {template} is assigned to {home}.
    """
  case noHost = "No host of {pool} can start {vm}."
  case noHVM = "{host} has no VT-x or AMD-V for {vm}."
  case tooLittleMemory = "{vm} needs {need} MiB, {host} has {free} MiB free."
  case tooFewCPUs = "{vm} has {vcpus} vCPUs, {host} {cpus} CPUs."
  case badMemory = "{vm} cannot have {memory} MiB."

  // The CPU that a running VM would meet.
  case vmOfOtherVendor = "{vm} was started on a {vendor}, {host} is a {other}."
  case vmMissesFeatures = "{host} lacks {features}, which {vm} was started with."
  case notComparable = """
    {host} publishes no features that those of {vm} can be compared with.
    """

  case olderVersion = "{host} runs {version}, which is older than the {other} of {source}."

  // Masks on CPUs.
  case noMaskingInEdition = "The free edition of {product} on {host} has no masking."
  case maskHasOtherLetters = "A mask is made of hexadecimal digits."
  case maskOfOtherLength = "A mask has 32 hexadecimal digits."
  case masksRemoved = """
    Since XenServer 7.0 the pool levels its CPUs by itself, and masks are not set by hand.
    """
  case noMaskRegisters = "The {cpu} of {host} has no registers to mask with."
  case maskAdds = "A mask only takes away, and the CPU of {host} has no {features}."
  case maskReachesTooFar = """
    The CPU of {host} masks leaf 1 only: it cannot hide {features}.
    """

  // A host that is to be emptied.
  case noOtherHost = "No other host is at work that {vm} could go to from {host}."
  case noHostHasRoom = "No host has {need} MiB left for {vm}."
  case cannotBeEmptied = "{host} cannot be emptied: there is nowhere to go for {vms}."

  // States, as xapi names them.
  case undefined = "undefined"
  case halted = "halted"
  case running = "running"
  case paused = "paused"
  case suspended = "suspended"

  // Storage.
  case noSRYet = "There is no SR {sr} yet."
  case noSROfThatName = "There is no SR of that name yet."
  case srExists = "It exists."
  case srIsFull = "{used} MiB are used of {size} MiB."
  case unreachable = "{host} cannot reach {sr}: {why}."
  case onDiskOfOther = "it is on a disk of {owner}"
  case onDisksOfTwo = "it is on disks of {first} and {second}"
  case noWay = "there is no way to it"
  case diskNotAttached = "{sr}, where a disk of {vm} lies, is not attached to {host}."
  case newDiskNotAttached = "{sr}, where a disk of {vm} is to lie, is not attached to {hosts}."
  case diskOnNoHost = "{sr}, where a disk of {vm} lies, is attached to no host."
  case srNotAttached = "{sr} is not attached to {host}."
  case srHoldsNoDisks = "{sr} holds no disks of VMs."
  case nothingToMove = "No disk of {vm} lies elsewhere than on {sr}."
  case tooLittleRoom = "The disks of {vm} take {need} MiB on {sr}, which has {free} MiB left."
  case noRoomForNewDisks = """
    The new disks of {vm} take {need} MiB on {sr}, which has {free} MiB left.
    """
  case tooManyStorageMigrations = """
    {host} has {count} migrations with storage under way already.
    """

  // Networks and addresses.
  case networkNotAvailable = "{network}, which {vm} is on, is not available on {host}."
  case networkIsKept = """
    {network} has no NIC and is in use on {hosts}: {vm}, which is on it, cannot be on {host}.
    """
  case unknownNetwork = "{host} knows no network {network}."
  case hasAddressOnNetwork = "{host} has {address} on {network}."
  case noNICOnNetwork = "{host} has no NIC on {network}."
  case noHostAddress = "{address}/{prefix} is no address of a host."
  case isServer = "{address} is the server of {sr}."
  case isTaken = "{address} is taken by {host}."
  case hasAddressInSubnet = "{host} has {address} in that subnet already."
  case hasOtherSubnet = "{host} has {address} there, which is of another subnet."
  case noAddressOnNetwork = "{host} on {network} has no address."
  case managedThroughNetwork = "{host} on {network} is managed through it."
  case networkExists = "{network} exists already."
  case noNIC = "{host} has no NIC {position}."
  case nicCarriesVLAN = "NIC {position} carries {network} with VLAN {tag} already."
  case nicCarriesUntagged = "NIC {position} carries {network} with untagged frames already."
  case networkInUse = "In use by {vms}."
  case networkHasInterfaces = "{network} has interfaces of {hosts}."
}

extension PowerState {
  /// As xapi writes it in VM_BAD_POWER_STATE; a crashed VM's domain is gone, so it is halted, and
  /// one that was lost with its host runs, for all that xapi knows.
  var xapiName: String { xapiWord.rawValue }

  /// The same, to be told in any language.
  var xapiWord: PoolPhrase {
    switch self {
    case .undefined: .undefined
    case .halted, .crashed: .halted
    case .running, .lostWithHost: .running
    case .paused: .paused
    case .suspended: .suspended
    }
  }
}
