/// The links that a packet crosses, in order; up to eight, stored inline.
///
/// A route is plain data: events and transfers carry it. An empty route leads to where it began.
public struct Route: BitwiseCopyable, Hashable, Sendable {
  /// The links' numbers; -1 behind the last.
  private var lanes = SIMD8<Int32>(repeating: -1)

  /// The most links that a route holds.
  public static let longest = 8

  /// The route to where one is.
  public init() {}

  /// The route over `links`, in that order. No link may occur twice.
  public init(_ links: some Sequence<LinkID>) {
    for link in links { append(link) }
  }

  /// Goes on over `link`, which the route must not have crossed yet.
  public mutating func append(_ link: LinkID) {
    let end = count
    precondition(end < Route.longest, "a route has at most \(Route.longest) links")
    precondition(!contains(link), "a route crosses link \(link.index) only once")
    lanes[end] = link.index
  }

  /// The way back: the opposite directions in reverse order.
  ///
  /// Links come in pairs, numbered next to each other, the even one outward: see `Topology`.
  public var reverse: Route {
    Route(reversed().map { LinkID($0.position ^ 1) })
  }
}

extension Route: ExpressibleByArrayLiteral {
  public init(arrayLiteral links: LinkID...) { self.init(links) }
}

extension Route: RandomAccessCollection {
  public var startIndex: Int { 0 }
  public var endIndex: Int {
    Route.longest + Int((lanes &>> 31).wrappedSum())
  }
  public subscript(position: Int) -> LinkID { LinkID(Int(lanes[position])) }

  public func makeIterator() -> Iterator { Iterator(lanes: lanes) }

  /// Steps through the links; as sharing does for every transfer, so that it must be quick.
  public struct Iterator: IteratorProtocol, Sendable {
    fileprivate let lanes: SIMD8<Int32>
    private var position = 0

    fileprivate init(lanes: SIMD8<Int32>) { self.lanes = lanes }

    public mutating func next() -> LinkID? {
      guard position < Route.longest, lanes[position] >= 0 else { return nil }
      defer { position += 1 }
      return LinkID(Int(lanes[position]))
    }
  }
}
