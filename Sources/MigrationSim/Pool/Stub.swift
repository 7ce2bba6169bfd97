// Replaced by the Pool room.
public struct Host: Sendable {}
public struct VirtualMachine: Sendable {}
public struct StorageRepository: Sendable {}
public struct PoolNetwork: Sendable {}
public struct Pool: Sendable {}
public struct Template: Sendable {}
public struct Inventory: Sendable {}
public enum PowerState: BitwiseCopyable, Hashable, Sendable { case undefined, halted, running, paused, suspended, crashed }
public enum HostState: BitwiseCopyable, Hashable, Sendable { case live, maintenance, off }
