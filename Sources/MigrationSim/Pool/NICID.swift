// Stands in for the Network room's own until the rooms are joined.
public typealias NICID = Identifier<NIC>
/// A network interface card of the topology.
public struct NIC: BitwiseCopyable, Hashable, Sendable {}
