/// The links that a packet crosses, in order; up to eight, stored inline.
///
/// A route is plain data: events and transfers carry it. An empty route leads to where it began.
public struct Route: BitwiseCopyable, Hashable, Sendable {
  /// The links' numbers; -1 behind the last.
  private var lanes = SIMD8<Int32>(repeating: -1)

  /// The most links that a route holds.
  public static let longest = 8

  public init() {}

  /// The route over `links`, in that order. No link may occur twice.
  public init(_ links: some Sequence<LinkID>) {
    for link in links { append(link) }
  }

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
    var end = 0
    while end < Route.longest && lanes[end] >= 0 { end += 1 }
    return end
  }
  public subscript(position: Int) -> LinkID { LinkID(Int(lanes[position])) }
}
