/// A large value at arm's length: copies of the holder share it, and one pointer stands for it.
///
/// For what many hold alike and hardly any of them ever changes; to set it makes another for this
/// holder alone. A copy costs one count, where a copy of the value would cost its whole size.
struct Shared<Value> {
  // An array of one: storage that is shared when it is copied.
  private var storage: [Value]

  init(_ value: Value) { storage = [value] }

  // A read, not a get: what asks for one field of a large value gets no copy of all of it.
  var value: Value {
    @inline(__always) _read { yield storage[0] }
    set { storage = [newValue] }
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
