/// A large value at arm's length: copies of the holder share it, and one pointer stands for it.
///
/// For what many hold alike and hardly any of them ever changes; to set it makes another for this
/// holder alone.
indirect enum Shared<Value> {
  case one(Value)

  init(_ value: Value) { self = .one(value) }

  var value: Value {
    get {
      switch self {
      case .one(let value): value
      }
    }
    set { self = .one(newValue) }
  }
}

extension Shared: Sendable where Value: Sendable {}
extension Shared: Equatable where Value: Equatable {}
extension Shared: Hashable where Value: Hashable {}

/// Hands out, for a value equal to one of the latest few different ones, that one itself: what is
/// equal then lies in memory once, where values are large and come in few kinds.
struct Sharing<Value: Equatable> {
  /// The latest first.
  private var known: [Value] = []
  private let most = 16

  mutating func callAsFunction(_ value: Value) -> Value {
    if let place = known.firstIndex(of: value) {
      if place > 0 { known.swapAt(0, place) }
      return known[0]
    }
    if known.count == most { known.removeLast() }
    known.insert(value, at: 0)
    return value
  }
}
