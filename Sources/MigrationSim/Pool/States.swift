/// What a VM is doing, as xapi's `VM.power_state` says it.
public enum PowerState: Int, BitwiseCopyable, Hashable, Sendable, CaseIterable {
  /// Not made yet: a later step of the timeline brings it into being.
  case undefined
  case halted, running, paused, suspended
  /// The guest died and its domain is gone. xapi would show it halted; the cause is kept apart.
  case crashed
  /// Gone with the power of its host, which xapi does not know: it shows the VM running there.
  case lostWithHost

  /// Whether a domain stands on a host, with its memory.
  public var hasDomain: Bool { self == .running || self == .paused }
}

/// Whether a host is at work.
public enum HostState: Int, BitwiseCopyable, Hashable, Sendable, CaseIterable {
  case live
  /// On, but disabled: no VM starts here, nor moves here.
  case maintenance
  case off
}
