import BenchKit

/// What the command line asks for.
struct Arguments {
  static let usage = """
    usage: migration-peers WORKLOAD NUMBER [--pings] [--drawn] [--records] [--size N] [--apart]
      single      that many migrations of one VM, to and fro
      crowd       that many, of which --size go together over one link
      fleet       that many, one at a time, of --size live VMs
      evacuation  that many of --size hosts are emptied, one after the other
      --apart     each migration in a run of its own, set-up included
    """

  let workload: String
  let count: Int
  let pings: Bool
  let drawn: Bool
  let records: Bool
  let apart: Bool
  let size: Int

  init(_ words: [String]) {
    var words = words
    func flag(_ name: String) -> Bool {
      guard let place = words.firstIndex(of: name) else { return false }
      words.remove(at: place)
      return true
    }
    pings = flag("--pings")
    drawn = flag("--drawn")
    records = flag("--records")
    apart = flag("--apart")
    var size = 64
    if let place = words.firstIndex(of: "--size"), place + 1 < words.count,
      let value = Int(words[place + 1])
    {
      size = value
      words.removeSubrange(place...(place + 1))
    }
    guard words.count == 2, let count = Int(words[1]), count > 0, size > 0 else {
      fatalError(Self.usage)
    }
    self.size = size
    self.count = count
    workload = words[0]
  }

  /// The load, with so many migrations or evacuations.
  func world(_ count: Int) -> MigrationLoad {
    switch workload {
    case "single": .single(count, drawn: drawn, pings: pings)
    case "crowd": .crowd(count, size: size, pings: pings)
    case "fleet": .fleet(count, vms: size)
    case "evacuation": .evacuation(of: count, hosts: size)
    default: fatalError(Self.usage)
    }
  }
}
