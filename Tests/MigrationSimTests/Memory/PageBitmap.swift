import MigrationSim

/// The slow obvious twin of `GuestMemory`: every page, every write, both of Xen's bitmaps.
///
/// Random writes come as a Poisson process, those of a sweep evenly; pages of the classes lie
/// mixed, as `GuestMemory` takes them.
struct PageBitmap {
  private let classes: [PageClass]
  private let classOfPage: [Int]
  private let pagesOfClass: [[Int]]
  private var sweep: [Int]
  private var toSend: [Bool]
  private var dirty: [Bool]
  private var position = 0
  private var now = 0.0
  private var random: RandomStream

  init(_ classes: [PageClass], _ random: RandomStream) {
    self.classes = classes
    self.random = random
    var owners = classes.enumerated().flatMap { index, kind in
      [Int](repeating: index, count: kind.pages)
    }
    owners.shuffle(using: &self.random)
    classOfPage = owners
    var pagesOfClass = classes.indices.map { index in owners.indices.filter { owners[$0] == index }
    }
    // A sweep follows the guest's own addresses, which say nothing of the order of the scan.
    for index in classes.indices { pagesOfClass[index].shuffle(using: &self.random) }
    self.pagesOfClass = pagesOfClass
    sweep = pagesOfClass.map { _ in 0 }
    for index in classes.indices where !pagesOfClass[index].isEmpty {
      sweep[index] = Int.random(in: 0..<pagesOfClass[index].count, using: &self.random)
    }
    toSend = [Bool](repeating: true, count: owners.count)
    dirty = [Bool](repeating: false, count: owners.count)
  }

  mutating func write(until time: Double) {
    for (index, kind) in classes.enumerated() where kind.writesPerSecond > 0 {
      let rate = kind.writesPerSecond
      let count =
        kind.pattern == .random ? poisson(rate * (time - now)) : Int(rate * time) - Int(rate * now)
      for _ in 0..<count {
        let pages = pagesOfClass[index]
        switch kind.pattern {
        case .random: dirty[pages[Int.random(in: 0..<pages.count, using: &random)]] = true
        case .sequential:
          dirty[pages[sweep[index]]] = true
          sweep[index] = (sweep[index] + 1) % pages.count
        }
      }
    }
    now = time
  }

  /// Walks on through the set until `limit` pages are found clean, as the legacy sender does.
  mutating func takeBatch(of limit: Int) -> Batch {
    var batch = Batch()
    while position < toSend.count && batch.sent < limit {
      if toSend[position] {
        if dirty[position] { batch.skipped += 1 } else { batch.sent += 1 }
      }
      position += 1
    }
    return batch
  }

  mutating func clean() -> Int {
    toSend = dirty
    dirty = [Bool](repeating: false, count: dirty.count)
    position = 0
    return toSend.count { $0 }
  }

  var isPassOver: Bool { position == toSend.count }

  private mutating func poisson(_ mean: Double) -> Int {
    var count = 0
    var time = random.exponential(mean: 1)
    while time < mean {
      count += 1
      time += random.exponential(mean: 1)
    }
    return count
  }
}
