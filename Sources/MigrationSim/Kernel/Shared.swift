/// A value that many hold and none changes: stored once, however large it is.
///
/// A copy costs one count, where a copy of the value would cost its whole size.
struct Shared<Value: Sendable>: Sendable {
  // An array of one: storage that is shared when it is copied.
  private let storage: [Value]

  init(_ value: Value) { storage = [value] }

  // A read, not a get: what asks for one field of a large value gets no copy of all of it.
  var value: Value {
    @inline(__always) _read { yield storage[0] }
  }
}
