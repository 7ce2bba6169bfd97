/// Post-copy: the guest runs where its memory is not, and waits for the pages that it touches.
extension GuestMemory {
  /// Touches of pages that are still at the source, with the guest at full speed [touches/s].
  ///
  ///     Σ (w + r) m / n   over the classes
  ///
  /// w, r: writes and reads of a class [1/s]; m of its n pages are missing.
  public var missingTouchesPerSecond: Double {
    classes.reduce(0) { sum, state in sum + state.missingTouches } * intensity
  }

  /// Takes the pages that go next: `faulted` of them asked for by the guest, the rest pushed.
  ///
  /// What the guest asks for falls on the classes as its touches do; what is pushed as pages are
  /// left.
  public mutating func takeMissing(
    _ count: Int, faulted: Int, _ stream: inout RandomStream
  ) -> Batch {
    var batch = Batch()
    var wanted = min(faulted, count)
    var touches = classes.reduce(0) { $0 + $1.missingTouches }
    for index in classes.indices where wanted > 0 && touches > 0 {
      let own = classes[index].missingTouches
      guard own > 0 else { continue }
      let share = min(
        classes[index].toSend, wanted, Int((Double(wanted) * own / touches).rounded()))
      touches -= own
      wanted -= share
      batch += classes[index].parcel(of: share, wire, &stream)
      classes[index].take(share, &stream)
    }
    batch += takeAll(limit: count - batch.taken, &stream)
    return batch
  }
}

extension PageClassState {
  /// Its touches of pages that are missing, at intensity 1 [touches/s].
  fileprivate var missingTouches: Double {
    guard kind.pages > 0, isWritable else { return 0 }
    let touches = kind.writesPerSecond + kind.readsPerSecond
    return touches * Double(toSend) / Double(kind.pages)
  }
}
