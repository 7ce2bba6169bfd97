import MigrationSim

/// A guest page by page and write by write: the slow obvious twin of `GuestMemory`.
///
/// Every page has a dirty bit and either holds zeros or does not. Random writes come as a Poisson
/// process, those of a sweep evenly; each CPU does its share of every class's writes, and stands
/// still on its own where a first write to a page costs it time.
struct PagedGuest {
  /// One CPU's writes to one class.
  private struct Writer {
    let cpu: Int
    let owner: Int
    /// The mean time between two writes at full speed [s].
    let gap: Double
    var next: Double
  }

  let classes: [PageClass]
  let cpus: Int
  /// The class of each page, in the order in which a sender comes by them.
  let owner: [Int]
  private(set) var dirty: [Bool]
  private(set) var holdsZeros: [Bool]
  private(set) var now = 0.0
  /// How long a CPU stands still when it is the first to write to a page [s].
  var faultCost = 0.0
  /// Time that the guest has stood still for those, over the number of its CPUs [s].
  private(set) var lostToFaults = 0.0
  var isPaused = false
  private(set) var speed = 1.0
  private let pagesOfClass: [[Int]]
  private var sweep: [Int]
  private var writers: [Writer] = []
  private var earliest = Double.infinity
  var dice: Dice

  init(_ classes: [PageClass], cpus: Int = 1, layout: PageLayout = .scattered, seed: UInt64) {
    self.classes = classes
    self.cpus = cpus
    dice = Dice(seed: seed)
    var owner = classes.enumerated().flatMap { index, kind in
      [Int](repeating: index, count: kind.pages)
    }
    if layout == .scattered { owner.shuffle(using: &dice) }
    var pagesOfClass = [[Int]](repeating: [], count: classes.count)
    for (page, index) in owner.enumerated() { pagesOfClass[index].append(page) }
    // A sweep follows the guest's own addresses, which say nothing of the order of the scan.
    for index in classes.indices { pagesOfClass[index].shuffle(using: &dice) }
    self.owner = owner
    self.pagesOfClass = pagesOfClass
    dirty = [Bool](repeating: false, count: owner.count)
    holdsZeros = owner.map { classes[$0].contents == .zero }
    sweep = classes.map { _ in 0 }
    for index in classes.indices where classes[index].writesPerSecond > 0 {
      for cpu in 0..<cpus {
        let gap = Double(cpus) / classes[index].writesPerSecond
        let first = classes[index].pattern == .random ? dice.wait(gap) : dice.real(0...gap)
        writers.append(Writer(cpu: cpu, owner: index, gap: gap, next: first))
      }
    }
    earliest = writers.map(\.next).min() ?? .infinity
  }

  /// Lets the guest run until `time`, unless it is paused.
  mutating func run(until time: Double) {
    if isPaused {
      for index in writers.indices { writers[index].next += time - now }
      earliest += time - now
    }
    while earliest <= time {
      var first = 0
      for index in writers.indices where writers[index].next < writers[first].next {
        first = index
      }
      let writer = writers[first]
      let gap = writer.gap / speed
      writers[first].next += classes[writer.owner].pattern == .random ? dice.wait(gap) : gap
      write(writer)
      earliest = writers[0].next
      for writer in writers where writer.next < earliest { earliest = writer.next }
    }
    now = time
  }

  private mutating func write(_ writer: Writer) {
    let page = nextPage(of: writer.owner)
    holdsZeros[page] = false
    guard !dirty[page] else { return }
    dirty[page] = true
    guard faultCost > 0 else { return }
    lostToFaults += faultCost / Double(cpus)
    for index in writers.indices where writers[index].cpu == writer.cpu {
      writers[index].next += faultCost
    }
  }

  /// The page of a class that the next write or read goes to.
  mutating func nextPage(of index: Int) -> Int {
    switch classes[index].pattern {
    case .random:
      return pagesOfClass[index][dice.below(pagesOfClass[index].count)]
    case .sequential:
      sweep[index] = (sweep[index] + 1) % pagesOfClass[index].count
      return pagesOfClass[index][sweep[index]]
    }
  }

  /// Lets the guest run for that share of its time from now on.
  mutating func setSpeed(_ speed: Double) {
    for index in writers.indices {
      writers[index].next = now + (writers[index].next - now) * self.speed / speed
    }
    earliest = writers.map(\.next).min() ?? .infinity
    self.speed = speed
  }

  mutating func markClean(_ page: Int) { dirty[page] = false }
  mutating func markAllClean() { dirty = [Bool](repeating: false, count: dirty.count) }
}

extension Dice {
  /// An exponentially distributed wait.
  mutating func wait(_ mean: Double) -> Double {
    -mean * naturalLogarithm((Double(next() >> 12) + 0.5) * 0x1p-52)
  }

  /// One of the whole numbers from 0 to `count` - 1; errs by less than one part in 10¹².
  mutating func below(_ count: Int) -> Int {
    (Int(next() >> 22) * count) >> 42
  }
}
