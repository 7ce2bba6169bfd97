/// A place in one of the inventory's tables: plain data, so that events may carry it.
///
/// The tag keeps a host's number from being used as a VM's.
public struct Identifier<Tag>: BitwiseCopyable, Hashable, Comparable, Sendable {
  public let index: Int32

  @inlinable public init(_ index: Int) { self.index = Int32(index) }
  /// The identifier as a subscript of its table.
  @inlinable public var position: Int { Int(index) }

  @inlinable public static func < (a: Identifier, b: Identifier) -> Bool { a.index < b.index }
}

public typealias HostID = Identifier<Host>
public typealias VMID = Identifier<VirtualMachine>
public typealias SRID = Identifier<StorageRepository>
public typealias NetworkID = Identifier<PoolNetwork>
public typealias PoolID = Identifier<Pool>
public typealias TemplateID = Identifier<Template>
