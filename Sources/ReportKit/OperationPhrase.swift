import MigrationSim

/// What operators do, as an order: "migrate dnfs to xcp00".
enum OperationPhrase: String, Phrase {
  case createPool = "create pool {pool}"
  case createPoolWith = "create pool {pool} with {host}"
  case join = "join {host} to the pool of {master}"
  case forceJoin = "join {host} to the pool of {master} by force"
  case eject = "eject {host} from its pool"
  case setCPUCount = "give {host} {count} {count|CPU|CPUs}"
  case replaceCPU = "put another processor into {host}"
  case updateHost = "update {host} and reboot it"
  case maskCPU = "mask the CPU of {host}"
  case maskCPUWith = "mask the CPU of {host} with {words}"
  case unmaskCPU = "take the mask off the CPU of {host}"
  case rebootHost = "reboot {host}"
  case enterMaintenance = "enter maintenance mode on {host}"
  case exitMaintenance = "exit maintenance mode on {host}"
  case addInterface = "add interface {address} on {network} to {host}"
  case removeInterface = "remove the interface on {network} from {host}"
  case createNetwork = "create network {network} from {host}"
  case destroyNetwork = "delete network {network} from {host}"
  case createSR = "create SR {sr} from {host}"
  case repairSR = "repair SR {sr} on {host}"
  case repairSREverywhere = "repair SR {sr} on every host"
  case createVM = "create {vm} from template {template}, no home server"
  case createVMWithHome = "create {vm} from template {template}, home server {host}"
  case setHome = "set the home server of {vm} to {host}"
  case unsetHome = "set the home server of {vm} to none"
  case setMemory = "set the memory of {vm} to {memory}"
  case start = "start {vm} on {host}"
  case startAnywhere = "start {vm} where the pool chooses"
  case shutDownVM = "shut down {vm}"
  case migrate = "migrate {vm} to {host}"
  case migrateStorage = "migrate {vm} to {host}, its disks to {sr}"
  case startPing = "start ping {ping}"
  case stopPing = "stop ping {ping}"
  case shutDownHost = "shut down host {host}"
  case shutDownPool = "shut down pool {pool}"
  case wait = "wait {span}"

  // A ping by its number and its ends.
  case ping = "{number}"
  case pingFromConsole = "{number} from {vm}'s console to {peer}"
  case pingFromOutside = "{number} from {peer} to {vm}"
}

/// Amounts with their units.
enum AmountPhrase: String, Phrase {
  case bytes = "{number} B"
  case kibibytes = "{number} KiB"
  case mebibytes = "{number} MiB"
  case gibibytes = "{number} GiB"
  case milliseconds = "{number} ms"
  case seconds = "{number} s"
  case minutes = "{minutes} min {seconds} s"
  case hours = "{hours} h {minutes} min"
}
