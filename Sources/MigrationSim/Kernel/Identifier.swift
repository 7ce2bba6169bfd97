/// A place in a table: plain data, so that events may carry it.
///
/// The tag keeps the number of one thing from being used as another's.
public struct Identifier<Tag>: BitwiseCopyable, Hashable, Comparable, Sendable {
  public let index: Int32

  @inlinable public init(_ index: Int) { self.index = Int32(index) }
  /// The identifier as a subscript of its table.
  @inlinable public var position: Int { Int(index) }

  @inlinable public static func < (a: Identifier, b: Identifier) -> Bool { a.index < b.index }
}
