/// A heap of what falls due, whose entries can be moved: by key, and at one key by number.
///
/// Entries are known by a slot. Where each of them stands is written into `places`, a table of the
/// holder's, so that many heaps over the same slots share one. Setting and removing take O(log n);
/// a key that moves little costs little.
struct MovableHeap<Key: Comparable & BitwiseCopyable & Sendable>: Sendable {
  struct Entry: BitwiseCopyable {
    var key: Key
    var number: Int64
    var slot: Int32

    func precedes(_ other: Entry) -> Bool {
      key == other.key ? number < other.number : key < other.key
    }
  }

  private var entries: [Entry] = []

  var isEmpty: Bool { entries.isEmpty }
  /// The entry that falls due first.
  var first: Entry? { entries.first }

  /// Gives the entry of `slot` that key, or puts it in; `places` holds -1 where there is none.
  mutating func set(_ slot: Int, number: Int64, key: Key, _ places: inout [Int32]) {
    let entry = Entry(key: key, number: number, slot: Int32(slot))
    var place = Int(places[slot])
    if place < 0 {
      place = entries.count
      entries.append(entry)
    }
    settle(entry, from: place, &places)
  }

  /// Takes the entry of `slot` out, if it is in.
  mutating func remove(_ slot: Int, _ places: inout [Int32]) {
    let place = Int(places[slot])
    guard place >= 0 else { return }
    places[slot] = -1
    let last = entries.removeLast()
    if place < entries.count { settle(last, from: place, &places) }
  }

  /// Puts `entry` where it belongs, beginning at `place`, whose own entry is given up.
  private mutating func settle(_ entry: Entry, from place: Int, _ places: inout [Int32]) {
    var place = place
    while place > 0, entry.precedes(entries[(place - 1) / 2]) {
      put(entries[(place - 1) / 2], at: place, &places)
      place = (place - 1) / 2
    }
    while true {
      var child = 2 * place + 1
      if child + 1 < entries.count, entries[child + 1].precedes(entries[child]) { child += 1 }
      guard child < entries.count, entries[child].precedes(entry) else { break }
      put(entries[child], at: place, &places)
      place = child
    }
    put(entry, at: place, &places)
  }

  private mutating func put(_ entry: Entry, at place: Int, _ places: inout [Int32]) {
    entries[place] = entry
    places[Int(entry.slot)] = Int32(place)
  }
}
