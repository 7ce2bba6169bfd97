/// When each transfer will have moved its bytes: a heap whose entries can be moved.
///
/// Entries are known by the slot of their transfer. At one instant the lower number comes first.
/// Setting and removing take O(log n); a deadline that moves little costs little.
struct CompletionQueue: Sendable {
  private struct Entry: BitwiseCopyable {
    var due: SimTime
    var number: Int64
    var slot: Int32

    func precedes(_ other: Entry) -> Bool {
      due == other.due ? number < other.number : due < other.due
    }
  }

  private var heap: [Entry] = []
  /// Where the entry of each slot is in the heap; -1 if it has none.
  private var places: [Int32] = []

  /// The earliest completion.
  var firstDue: SimTime? { heap.first?.due }
  /// The slot of the transfer that completes first.
  var firstSlot: Int? { heap.first.map { Int($0.slot) } }

  /// Puts the transfer `number`, in `slot`, at an instant, or moves it there.
  mutating func set(_ slot: Int, number: Int64, due: SimTime) {
    while places.count <= slot { places.append(-1) }
    let entry = Entry(due: due, number: number, slot: Int32(slot))
    var place = Int(places[slot])
    if place < 0 {
      place = heap.count
      heap.append(entry)
    }
    settle(entry, from: place)
  }

  /// Takes the transfer in `slot` out, if it is in.
  mutating func remove(_ slot: Int) {
    guard slot < places.count, places[slot] >= 0 else { return }
    let place = Int(places[slot])
    places[slot] = -1
    let last = heap.removeLast()
    if place < heap.count { settle(last, from: place) }
  }

  /// Puts `entry` where it belongs, beginning at `place`, whose own entry is given up.
  private mutating func settle(_ entry: Entry, from place: Int) {
    var place = place
    while place > 0, entry.precedes(heap[(place - 1) / 2]) {
      put(heap[(place - 1) / 2], at: place)
      place = (place - 1) / 2
    }
    while true {
      var child = 2 * place + 1
      if child + 1 < heap.count, heap[child + 1].precedes(heap[child]) { child += 1 }
      guard child < heap.count, heap[child].precedes(entry) else { break }
      put(heap[child], at: place)
      place = child
    }
    put(entry, at: place)
  }

  private mutating func put(_ entry: Entry, at place: Int) {
    heap[place] = entry
    places[Int(entry.slot)] = Int32(place)
  }
}
