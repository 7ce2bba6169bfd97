/// A message that xapi leaves for operators.
///
/// Names and priorities are those of `ocaml/xapi-consts/api_messages.ml` (xapi-project/xen-api).
/// There are such of levels that rise, too, and no line of xapi that sends them.
public struct Alert: BitwiseCopyable, Hashable, Sendable {
  public enum Subject: BitwiseCopyable, Hashable, Sendable {
    /// A host's CPU shows less than it did before it booted.
    case host(HostID)
    /// A pool's level has fallen.
    case pool(PoolID)
  }

  public let subject: Subject

  public init(_ subject: Subject) { self.subject = subject }

  /// By which operators know it.
  public var name: String {
    switch subject {
    case .host: "HOST_CPU_FEATURES_DOWN"
    case .pool: "POOL_CPU_FEATURES_DOWN"
    }
  }

  /// From 1, the most urgent.
  public var priority: Int {
    switch subject {
    case .host: 3
    case .pool: 5
    }
  }

  /// What it says (`create_host_cpu` and `create_pool_cpuinfo`, `ocaml/xapi/create_misc.ml`).
  public var body: String {
    switch subject {
    case .host:
      "The CPU features of this host have changed. Some features have gone away."
    case .pool:
      "The pool-level CPU features have changed. Some features have gone away."
    }
  }
}
