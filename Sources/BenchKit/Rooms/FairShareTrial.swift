import MigrationSim

/// A network by itself, with so many transfers in progress: each that ends is followed by another.
///
/// Their routes cross two to four links at random, of 1, 10 or 25 Gbit/s; their sizes are
/// exponential, 100 MB on average. All is drawn beforehand.
struct FairShareTrial: Trial {
  private var network: Network
  private let routes: [Route]
  private let sizes: [ByteCount]
  private let units: Int
  private var started = 0
  private var finished = 0
  private var hash = Fingerprint()

  init(_ scale: Workload.Scale) {
    var stream = RandomSource(seed: 1, replication: 0).stream("fair share")
    func choose(_ count: Int) -> Int { min(Int(stream.uniform() * Double(count)), count - 1) }
    var topology = Topology()
    let wire = topology.addWire("lan")
    let rates = [1.0, 10, 25]
    for _ in 0..<max(4, scale.population / 4) {
      _ = topology.addNIC(on: wire, Link(lineRate: .gigabits(rates[choose(3)])))
    }
    let links = topology.links.count
    routes = (0..<1024).map { _ in
      var route = Route()
      let length = 2 + choose(3)
      while route.count < length {
        let link = LinkID(choose(links))
        if !route.contains(link) { route.append(link) }
      }
      return route
    }
    sizes = (0..<4096).map { _ in ByteCount(Int64(stream.exponential(mean: 1e8)) + 1) }
    network = Network(topology)
    units = scale.units
    for _ in 0..<scale.population { start(at: .zero) }
  }

  private mutating func start(at time: SimTime) {
    _ = network.start(
      sizes[started % sizes.count], over: routes[started % routes.count], at: time)
    started += 1
  }

  mutating func run() {
    var done: [TransferID] = []
    while finished < units, let due = network.nextCompletion {
      done.removeAll(keepingCapacity: true)
      network.advance(to: due, finished: &done)
      finished += done.count
      hash.add(due.nanoseconds)
      hash.add(Int64(done.count))
      for _ in done { start(at: due) }
    }
  }

  var outcome: Outcome { Outcome(units: finished, events: finished, hash: hash.value) }
}
