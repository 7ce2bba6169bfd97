import MigrationSim

/// The rules behind xapi's refusals, each in a sentence or two.
enum RulePhrase: String, Phrase {
  case likeCPUs = """
    The rule behind it: a running VM should be able to move to any host of its pool without \
    noticing, so their CPUs have to be alike. Force (pool-join force=true, or Force Join in \
    xsconsole) sets the rule aside.
    """
  case likeSoftware = "The rule behind it: all hosts of a pool run the same software."
  case noVMsBrought = """
    The rule behind it: a host that joins brings no VM that is running, suspended or busy, for the \
    pool could not answer for it.
    """
  case noSharedSRsBrought = """
    The rule behind it: a host that joins brings no shared SR, for it gets those of the pool.
    """
  case onePool = "The rule behind it: a host is a member of one pool; it has to leave that first."
  case clocks = """
    The rule behind it: the clocks of a pool have to be in step, to within five minutes.
    """
  case noBond = """
    The rule behind it: a host joins with its management on a plain NIC; it can be bonded later.
    """
  case wayToStorage = """
    The rule behind it: a shared SR is attached by each host for itself, so each needs a way of \
    its own to the server: as a rule, an address in the server's subnet.
    """
  case reachableDisks = """
    The rule behind it: a VM runs only on hosts that reach all its disks. Either these lie on a \
    shared SR, or they move along.
    """
  case reachableNetworks = "The rule behind it: a VM runs only on hosts that have all its networks."
  case memory = """
    The rule behind it: a host takes a VM only if its memory fits beside that of the others.
    """
  case processors = "The rule behind it: a VM has no more vCPUs than its host has CPUs."
  case state = """
    The rule behind it: what can be done with a VM depends on its state; a running VM can migrate \
    and a halted one can start, and not the other way round.
    """
  case oneAtATime = "The rule behind it: one operation at a time on one VM."
  case master = """
    The rule behind it: a pool takes its orders through the master, and through nobody else.
    """
  case hostAtWork = """
    The rule behind it: a VM can start on, or move to, only a host that is on and not in \
    maintenance mode.
    """
  case noHost = """
    When the pool chooses, xapi looks at every host; what stands against each of them follows.
    """
  case addresses = """
    The rule behind it: an address belongs to one machine only, and all members of a pool are in \
    the same subnet on the same network.
    """
  case networkInUse = """
    The rule behind it: a network can be deleted only when nobody uses it, no VM and no interface.
    """
  case room = """
    The rule behind it: a disk goes only where there is room for it: a logical volume takes the \
    whole disk from the start, a VHD file what has been written to it.
    """
  case ownDisks = """
    The rule behind it: what lies on disks of hosts is there for those hosts and for no others.
    """
  case templates = """
    The rule behind it: a template that is assigned to a host keeps its VMs on that host; one of \
    the system, or of the pool, leaves the choice free.
    """
  case knownThings = """
    The rule behind it: xapi knows only what is in the database of its pool.
    """
  case wayForMemory = """
    The rule behind it: both hosts need an address on the network that carries the memory.
    """
  case plainNetworks = """
    The rule behind it: a host joins with plain networks, managed in the same way as the master; \
    it gets those of the pool, and others can be made later.
    """
  case masks = """
    The rule behind it: a mask is a set of registers of the CPU. It can hide what the CPU has, \
    where the CPU has such registers, and bring nothing that it lacks.
    """
  case evacuation = """
    The rule behind it: before a host is emptied xapi plans where each VM is to go, and it asks \
    that each could run on every other host. One VM that cannot keeps all where they are.
    """
  case upgrade = """
    The rule behind it: while the hosts of a pool run different versions, a VM may go to the same \
    or a newer one, and not back; and no host joins.
    """
  case busyHost = """
    The rule behind it: a host is turned off, or leaves its pool, only when no VM is on it any \
    more.
    """
}

extension RulePhrase {
  /// The rule behind an error; nil where the error says all there is to say.
  init?(behind error: XapiError) {
    switch error.code {
    case "HOSTS_NOT_HOMOGENEOUS":
      self = error.parameters == ["CPUs differ"] ? .likeCPUs : .likeSoftware
    case "HOSTS_NOT_COMPATIBLE", "LICENSE_HOST_POOL_MISMATCH", "LICENCE_RESTRICTION":
      self = .likeSoftware
    case "JOINING_HOST_CANNOT_CONTAIN_SHARED_SRS": self = .noSharedSRsBrought
    case "JOINING_HOST_CANNOT_BE_MASTER_OF_OTHER_HOSTS": self = .onePool
    case let code where code.hasPrefix("JOINING_HOST_CANNOT_HAVE"): self = .noVMsBrought
    case "POOL_JOINING_HOST_HAS_BONDS", "POOL_JOINING_HOST_MUST_HAVE_PHYSICAL_MANAGEMENT_NIC":
      self = .noBond
    case "POOL_JOINING_HOST_HAS_TUNNELS", "POOL_JOINING_HOST_HAS_NETWORK_SRIOVS",
      "POOL_JOINING_HOST_HAS_NON_MANAGEMENT_VLANS",
      "POOL_JOINING_HOST_MANAGEMENT_VLAN_DOES_NOT_MATCH":
      self = .plainNetworks
    case "POOL_JOINING_HOST_MUST_HAVE_SAME_API_VERSION", "POOL_JOINING_SM_FEATURES_INCOMPATIBLE",
      "POOL_JOINING_HOST_MUST_HAVE_SAME_DB_SCHEMA":
      self = .likeSoftware
    case "INVALID_FEATURE_STRING", "CPU_FEATURE_MASKING_NOT_SUPPORTED": self = .masks
    case "CANNOT_EVACUATE_HOST": self = .evacuation
    case "NOT_SUPPORTED_DURING_UPGRADE": self = .upgrade
    case "HOST_CLOCK_SKEW_DETECTED": self = .clocks
    case "HOST_IN_EMERGENCY_MODE": self = .master
    case "HOST_IN_USE": self = .busyHost
    case "HOST_NOT_LIVE", "HOST_DISABLED": self = .hostAtWork
    default: self.init(aboutVM: error)
    }
  }

  private init?(aboutVM error: XapiError) {
    switch error.code {
    case "VM_REQUIRES_SR", "SR_HAS_NO_PBDS", "SR_NOT_ATTACHED": self = .reachableDisks
    case "VM_REQUIRES_NETWORK": self = .reachableNetworks
    case "HOST_NOT_ENOUGH_FREE_MEMORY": self = .memory
    case "HOST_NOT_ENOUGH_PCPUS": self = .processors
    case "VM_BAD_POWER_STATE": self = .state
    case "OTHER_OPERATION_IN_PROGRESS": self = .oneAtATime
    case "NO_HOSTS_AVAILABLE": self = .noHost
    case "VM_MIGRATE_FAILED" where error.parameters.last == "unreachable": self = .wayForMemory
    case "PIF_HAS_NO_NETWORK_CONFIGURATION"
    where error.explanation.template == WorldPhrase.noAddressForMemory.rawValue:
      self = .wayForMemory
    case "OPERATION_NOT_ALLOWED"
    where error.parameters == ["The template is assigned to a host"]:
      self = .templates
    case "OPERATION_NOT_ALLOWED" where error.parameters == ["VM resident on host"]:
      self = .busyHost
    default: self.init(aboutStorageAndNetworks: error)
    }
  }

  private init?(aboutStorageAndNetworks error: XapiError) {
    switch error.code {
    case "SR_BACKEND_FAILURE_108", "SR_BACKEND_FAILURE_141", "SR_BACKEND_FAILURE_222":
      self = .wayToStorage
    case "SR_BACKEND_FAILURE_44": self = .room
    case "SR_BACKEND_FAILURE_47": self = .ownDisks
    case "INVALID_IP_ADDRESS_SPECIFIED": self = .addresses
    case "NETWORK_CONTAINS_VIF", "NETWORK_CONTAINS_PIF": self = .networkInUse
    case "HANDLE_INVALID": self = .knownThings
    default: return nil
    }
  }
}
