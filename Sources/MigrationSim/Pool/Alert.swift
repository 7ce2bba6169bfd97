/// A message that xapi leaves for operators.
///
/// Names and priorities are those of `ocaml/xapi-consts/api_messages.ml` (xapi-project/xen-api).
/// There are such of levels that rise, too, and no line of xapi that sends them.
public enum Alert: BitwiseCopyable, Hashable, Sendable {
  /// A host's CPU shows less than it did before it booted.
  case hostCPUFeaturesDown(HostID)
  /// A pool's level has fallen.
  case poolCPUFeaturesDown(PoolID)
  /// Its heartbeats have stayed away.
  case hostFailed(HostID)
  /// There is no plan any more for as many failures as are to be tolerated.
  case poolOvercommitted(PoolID)
  /// There is a plan for fewer failures than before: for that many.
  case dropInPlan(PoolID, Int32)
  /// A protected VM could not be restarted.
  case restartFailed(VMID)

  public enum Subject: BitwiseCopyable, Hashable, Sendable {
    case host(HostID)
    case pool(PoolID)
    case vm(VMID)
  }

  public var subject: Subject {
    switch self {
    case .hostCPUFeaturesDown(let host), .hostFailed(let host): .host(host)
    case .poolCPUFeaturesDown(let pool), .poolOvercommitted(let pool), .dropInPlan(let pool, _):
      .pool(pool)
    case .restartFailed(let vm): .vm(vm)
    }
  }

  /// By which operators know it.
  public var name: String {
    switch self {
    case .hostCPUFeaturesDown: "HOST_CPU_FEATURES_DOWN"
    case .poolCPUFeaturesDown: "POOL_CPU_FEATURES_DOWN"
    case .hostFailed: "HA_HOST_FAILED"
    case .poolOvercommitted: "HA_POOL_OVERCOMMITTED"
    case .dropInPlan: "HA_POOL_DROP_IN_PLAN_EXISTS_FOR"
    case .restartFailed: "HA_PROTECTED_VM_RESTART_FAILED"
    }
  }

  /// From 1, the most urgent.
  public var priority: Int {
    switch self {
    case .restartFailed: 2
    case .hostCPUFeaturesDown, .hostFailed, .poolOvercommitted, .dropInPlan: 3
    case .poolCPUFeaturesDown: 5
    }
  }
}

extension Alert {
  /// What it says (`create_host_cpu` and `create_pool_cpuinfo` of `ocaml/xapi/create_misc.ml`;
  /// `xapi_ha_vm_failover.ml`), its subject being called that.
  public func body(naming subject: String) -> String {
    switch self {
    case .hostCPUFeaturesDown:
      "The CPU features of this host have changed. Some features have gone away."
    case .poolCPUFeaturesDown:
      "The pool-level CPU features have changed. Some features have gone away."
    case .hostFailed: "Server '\(subject)' has failed"
    case .poolOvercommitted:
      "The failover tolerance for pool '\(subject)' has dropped and the initially "
        + "specified number of host failures to tolerate can no longer be guaranteed"
    case .dropInPlan(_, let failures): String(failures)
    case .restartFailed: ""
    }
  }
}
