import MigrationSim

/// What an operator does, with the names of what it concerns; one case for each of `Operation`.
public enum OperationSpec: Sendable {
  case createPool(name: Name, master: Name, member: Name?)
  case joinPool(host: Name, master: Name, force: Bool)
  case ejectHost(Name)
  case setCPUCount(host: Name, Int)
  case replaceCPU(host: Name, CPUSpec)
  case updateHost(UpdateSpec)
  case maskCPU(host: Name, CPUMask)
  case unmaskCPU(Name)
  case rebootHost(Name)
  case enterMaintenance(EvacuationSpec)
  case exitMaintenance(Name)
  case failHost(Name)
  case startHost(Name)
  case resetPowerState(Name)
  case addInterface(host: Name, network: Name, Sourced<IPv4Interface>)
  case removeInterface(host: Name, network: Name)
  case createSR(StorageSpec)
  case repairSR(Name, host: Name?)
  case createNetwork(NetworkSpec)
  case destroyNetwork(Name, host: Name)
  case createVM(MachineSpec, template: Name)
  case setHomeServer(vm: Name, HomeServer)
  case setMemory(vm: Name, Sourced<ByteCount>)
  case startVM(Name, host: Name?)
  case shutDownVM(Name)
  case startPing(PingSpec)
  case stopPing(Name)
  case migrate(MigrateSpec)
  case migrateStorage(StorageMigrateSpec)
  case shutDownHost(Name)
  case shutDownPool(Name)
  case becomeMaster(Name)
  case recoverMembers(Name)
  case designateMaster(Name)
  case enableHA(HASpec)
  case disableHA(pool: Name)
  case setRestartPriority(vm: Name, RestartSpec)
  case wait(SimDuration)
}

/// A run of `ping`.
public struct PingSpec: Sendable {
  /// By which it is stopped, and reported.
  public var name: Name
  public var vm: Name
  public var isFromConsole: Bool
  /// The other end: an address, or the name of a station or a host.
  public var peer: Name
  public var interval: SimDuration
  /// nil until it is stopped.
  public var count: Int?

  init(_ fields: inout Fields) {
    name = fields.required("name", .name, "The ping's name, by which it is stopped.")
    vm = fields.required("vm", .name, "The VM that pings, or is pinged.")
    peer = fields.required(
      "to", .name, "The other end: an address, or the name of a station or a host.")
    isFromConsole = fields.optional(
      "from", .choice([("console", true), ("outside", false)]), default: "console",
      "console: the VM sends to the other end; outside: the other end sends to the VM.")
    interval = fields.optional(
      "interval", .interval, default: "1 s", "Between two requests, 1 ms at least.")
    count = fields.optional(
      "count", .count(1...100_000_000), "Requests to send; until it is stopped if left out.")
  }
}

/// An update of a host's software.
public struct UpdateSpec: Sendable {
  public var host: Name
  public var version: String?
  public var patch: String?
  /// Names of features that are shown no more.
  public var withheld: [Name]

  init(_ fields: inout Fields) {
    host = fields.required("host", .name, "The host; no VM may be on it.")
    version = fields.optional(
      "version", .text, "The product's version from then on; as it was if left out.")
    patch = fields.optional("patch", .text, "The name of the update.")
    withheld =
      fields.optional(
        "hides", .list(of: .name), "Features that Xen shows no more from then on, such as [rtm].")
      ?? []
  }
}

/// A host that is taken out of work.
public struct EvacuationSpec: Sendable {
  public var host: Name
  /// Migrations that may be under way together.
  public var atOnce: Int
  /// The network that carries the memory; nil for the scenario's own.
  public var network: Name?

  init(_ fields: inout Fields) {
    host = fields.required("host", .name, "The host that is emptied.")
    atOnce = fields.optional(
      "at_once", .count(1...1000), default: "1",
      "VMs that migrate together; xapi moves one after the other, and ten since 2021.")
    network = fields.optional(
      "network", .name, "The network that carries the memory; as in migration if left out.")
  }
}

/// High availability as a pool is to have it.
public struct HASpec: Sendable {
  public var pool: Name
  public var statefile: Name
  /// nil for as many as there is a plan for.
  public var failures: Int?
  public var timeout: SimDuration

  init(_ fields: inout Fields) {
    pool = fields.required("pool", .name, "The pool's name.")
    statefile = fields.required(
      "sr", .name, "The shared SR for the statefile: NFS or iSCSI, plugged on every host.")
    failures = fields.optional(
      "failures", .count(0...64),
      "Host failures to tolerate; as many as there is a plan for if left out.")
    timeout = fields.optional(
      "timeout", .duration, default: "60 s", "How long a host's heartbeats may stay away.")
  }
}

/// What high availability does for a VM.
public struct RestartSpec: Hashable, Sendable {
  public enum Priority: String, CaseIterable, Hashable, Sendable {
    case restart
    case bestEffort = "best-effort"
    case none
  }

  public var priority: Priority
  public var order: Int

  init(_ fields: inout Fields) {
    priority = fields.optional(
      "ha_restart_priority", .anyCase, default: "none",
      "When its host fails, under HA: restart (planned for), best-effort, or none.")
    order = fields.optional(
      "order", .count(-1...1_000_000), default: "0",
      "When it is restarted among others: low numbers first, -1 last.")
  }
}

/// One live migration.
public struct MigrateSpec: Sendable {
  public var vm: Name
  public var host: Name
  public var force: Bool
  /// What differs from the scenario's own settings.
  public var settings: MigrationSpec

  init(_ fields: inout Fields, host meaning: String = "The host to which it moves.") {
    vm = fields.required("vm", .name, "The VM that moves.")
    host = fields.required("to", .name, meaning)
    force = fields.optional(
      "force", .flag, default: "false", "Whether the check of the CPUs is skipped.")
    settings = MigrationSpec(&fields)
  }
}
