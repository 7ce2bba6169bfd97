// Stands in for the Network room's own until the rooms are joined.
/// A NIC's place in the topology.
public struct NICID: BitwiseCopyable, Hashable, Comparable, Sendable {
  public let index: Int32

  public init(_ index: Int) { self.index = Int32(index) }

  public static func < (a: NICID, b: NICID) -> Bool { a.index < b.index }
}
