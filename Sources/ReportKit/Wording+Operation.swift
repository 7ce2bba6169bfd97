import MigrationSim

extension Wording {
  /// What an operator does, in words; pingers are named through `pings`.
  static func operation(_ operation: Operation, _ names: Names, _ pings: [PingResult]) -> String {
    switch operation {
    case .createPool(let pool, let member):
      "create pool \(names.name(of: pool))" + (member.map { " with \(names.name(of: $0))" } ?? "")
    case .joinPool(let host, let master, let force):
      "join \(names.name(of: host)) to the pool of \(names.name(of: master))"
        + (force ? " by force" : "")
    case .ejectHost(let host):
      "eject \(names.name(of: host)) from its pool"
    case .setCPUCount, .replaceCPU, .updateHost, .maskCPU, .unmaskCPU, .rebootHost,
      .enterMaintenance, .exitMaintenance:
      hostOperation(operation, names)
    case .addInterface(let host, let network, let interface):
      "add interface \(address(interface)) on \(names.name(of: network)) to "
        + names.name(of: host)
    case .removeInterface(let host, let network):
      "remove the interface on \(names.name(of: network)) from \(names.name(of: host))"
    case .createNetwork(let network, let host):
      "create network \(names.name(of: network)) from \(names.name(of: host))"
    case .destroyNetwork(let network, let host):
      "delete network \(names.name(of: network)) from \(names.name(of: host))"
    case .createSR, .repairSR:
      storageOperation(operation, names)
    case .createVM, .setHomeServer, .setMemory, .startVM, .shutDownVM, .migrate,
      .migrateStorage:
      machineOperation(operation, names)
    case .startPing(let number):
      "start ping \(pinger(Int(number), names, pings))"
    case .stopPing(let number):
      "stop ping \(pinger(Int(number), names, pings))"
    case .shutDownHost(let host):
      "shut down host \(names.name(of: host))"
    case .shutDownPool(let pool):
      "shut down pool \(names.name(of: pool))"
    case .wait(let span):
      "wait \(NumberText.duration(milliseconds: span.milliseconds))"
    }
  }

  private static func hostOperation(_ operation: Operation, _ names: Names) -> String {
    switch operation {
    case .setCPUCount(let host, let count):
      "give \(names.name(of: host)) \(count) \(count == 1 ? "CPU" : "CPUs")"
    case .replaceCPU(let host, _): "put another processor into \(names.name(of: host))"
    case .updateHost(let host, _): "update \(names.name(of: host)) and reboot it"
    case .maskCPU(let host, let mask):
      "mask the CPU of \(names.name(of: host))"
        + (mask.features.map { " with \($0.legacyText)" } ?? "")
    case .unmaskCPU(let host): "take the mask off the CPU of \(names.name(of: host))"
    case .rebootHost(let host): "reboot \(names.name(of: host))"
    case .enterMaintenance(let host, _, _):
      "enter maintenance mode on \(names.name(of: host))"
    case .exitMaintenance(let host): "exit maintenance mode on \(names.name(of: host))"
    default: preconditionFailure("not an operation on a host: \(operation)")
    }
  }

  private static func storageOperation(_ operation: Operation, _ names: Names) -> String {
    switch operation {
    case .createSR(let storage, let host):
      "create SR \(names.name(of: storage)) from \(names.name(of: host))"
    case .repairSR(let storage, let host):
      "repair SR \(names.name(of: storage)) on "
        + (host.map { names.name(of: $0) } ?? "every host")
    default: preconditionFailure("not an operation on storage: \(operation)")
    }
  }

  private static func machineOperation(_ operation: Operation, _ names: Names) -> String {
    switch operation {
    case .createVM(let vm, let template, let home):
      "create \(names.name(of: vm)) from template \(names.name(of: template)), "
        + (home.map { "home server \(names.name(of: $0))" } ?? "no home server")
    case .setHomeServer(let vm, let host):
      "set the home server of \(names.name(of: vm)) to "
        + (host.map { names.name(of: $0) } ?? "none")
    case .setMemory(let vm, let size):
      "set the memory of \(names.name(of: vm)) to \(memory(size))"
    case .startVM(let vm, let host):
      "start \(names.name(of: vm)) "
        + (host.map { "on \(names.name(of: $0))" } ?? "where the pool chooses")
    case .shutDownVM(let vm):
      "shut down \(names.name(of: vm))"
    case .migrate(let vm, let host, _):
      "migrate \(names.name(of: vm)) to \(names.name(of: host))"
    case .migrateStorage(let vm, let host, let sr, _):
      "migrate \(names.name(of: vm)) to \(names.name(of: host)), its disks to "
        + names.name(of: sr)
    default: preconditionFailure("not an operation on a virtual machine: \(operation)")
    }
  }

  /// A pinger by number and by its two ends.
  static func pinger(_ number: Int, _ names: Names, _ pings: [PingResult]) -> String {
    guard pings.indices.contains(number) else { return "\(number + 1)" }
    let ping = pings[number]
    let vm = names.name(of: ping.vm)
    return "\(number + 1) "
      + (ping.isFromConsole ? "from \(vm)'s console to \(ping.peer)" : "from \(ping.peer) to \(vm)")
  }
}
