/// The network at work: a topology, the transfers in progress over it, and their fair rates.
///
/// A value that is told the time. Whoever holds it asks `nextCompletion`, calls `advance` then, and
/// learns which transfers have finished. Rates follow `FairShare`; they are found anew
/// only for the links and transfers that a change can reach, and only once for all changes
/// of one instant, since nothing moves in no time.
///
/// Bytes are conserved: a finished transfer has moved exactly its bytes, and each link has counted
/// them once. An instant of completion is rounded up to a nanosecond.
public struct Network: Sendable {
  /// What is wired to what. It is changed through the network, which must know.
  public internal(set) var topology: Topology
  /// The instant that the network was last told.
  public internal(set) var now = SimTime.zero

  var transfers: [Transfer] = []
  /// The places in `transfers` that none is in.
  var freeSlots: [Int32] = []
  var nextNumber: Int64 = 0
  /// Where each transfer stands in the heap of its bundle.
  var placesInBundles: [Int32] = []

  var bundles: [Bundle] = []
  /// The places in `bundles` that none is in.
  var freeBundles: [Int32] = []
  /// When the first transfer of each bundle is through.
  var completions = MovableHeap<SimTime>()
  var placesInCompletions: [Int32] = []

  var links: [LinkLoad]
  /// What links may carry [bit/s], by their numbers.
  var capacities: [Double]
  /// The links whose transfers may have other rates now; some more than once.
  var changedLinks: [LinkID] = []
  /// The open transfers that ran dry at this instant: with more to move, they keep their rates.
  var idling: [TransferID] = []
  var search = Search()
  var filling: ProgressiveFilling

  /// What the network knows of one link.
  struct LinkLoad: Sendable {
    /// The bundles of transfers that share it.
    var sharing: [Int32] = []
    /// Whole bytes that it has carried [B].
    var carried: Int64 = 0
    /// Whether it holds some transfer back, so that its buffer stands full.
    var isSaturated = false
    /// The last search that came upon it.
    var visit = 0
  }

  /// The rate of a transfer between two places on one host, where no link limits it.
  ///
  /// An assumption: what one core copies through a loopback stream on servers of the 2010s.
  public static let localRate = BitRate.gigabits(40)

  /// The network on `topology`, with nothing under way.
  public init(_ topology: Topology) {
    self.topology = topology
    links = topology.links.map { _ in LinkLoad() }
    capacities = topology.links.map(\.capacity.bitsPerSecond)
    filling = ProgressiveFilling(linkCount: links.count)
  }
}
