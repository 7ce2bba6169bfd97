/// A part of a study that one process runs: "3/8" is the fourth of eight.
public struct Shard: Hashable, Sendable {
  /// From 0.
  public let index: Int
  public let count: Int

  public static let whole = Shard(index: 0, count: 1)

  /// Nil where `index` is not among the shards, or there are more than a million.
  public init?(_ index: Int, of count: Int) {
    guard count >= 1, count <= 1_000_000, index >= 0, index < count else { return nil }
    self.init(index: index, count: count)
  }

  private init(index: Int, count: Int) {
    self.index = index
    self.count = count
  }

  /// Whether a unit of work is this shard's; they are dealt out in turn.
  func has(_ unit: Int) -> Bool { unit % count == index }

  /// "3-of-8", for files.
  var fileName: String { "\(index)-of-\(count)" }
}

extension Shard {
  /// Why a shard cannot be told.
  public struct Failure: Error, CustomStringConvertible {
    public let description: String
  }

  /// Reads "3/8", or "auto", or "auto/8", which take from the environment what the launcher put
  /// there: Slurm's array, Kubernetes's indexed job, MPI's rank, or GNU parallel's sequence.
  ///
  /// Where a launcher does not tell how many there are, "auto/8" must. Slurm's array may begin at
  /// any number and GNU parallel counts from 1; shards count from 0.
  public static func read(
    _ text: String, environment: [String: String]
  ) throws(Failure) -> Shard {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    if parts.first == "auto", parts.count <= 2 {
      let given = parts.count == 2 ? Int(parts[1]) : nil
      guard parts.count == 1 || given != nil else { throw Failure(unreadable: text) }
      return try automatic(given, environment)
    }
    guard parts.count == 2, let index = Int(parts[0]), let count = Int(parts[1]) else {
      throw Failure(unreadable: text)
    }
    guard let shard = Shard(index, of: count) else {
      throw Failure(description: "there is no shard \(text): they are 0/\(count) and so on.")
    }
    return shard
  }

  private static func automatic(
    _ given: Int?, _ environment: [String: String]
  ) throws(Failure) -> Shard {
    for launcher in Launcher.all {
      guard let text = environment[launcher.index], let number = Int(text) else { continue }
      let first = launcher.first(environment)
      guard let count = given ?? launcher.count.flatMap({ environment[$0] }).flatMap(Int.init)
      else {
        throw Failure(
          description: "\(launcher.index) tells which shard, but not of how many: auto/8.")
      }
      guard let shard = Shard(number - first, of: count) else {
        throw Failure(
          description:
            "\(launcher.index)=\(number) is none of \(count) shards that begin at \(first).")
      }
      return shard
    }
    let names = Launcher.all.map(\.index).joined(separator: ", ")
    throw Failure(description: "none of \(names) is set: say which shard, such as 0/8.")
  }

  /// What a launcher puts into the environment of what it launches.
  private struct Launcher {
    let index: String
    let count: String?
    /// The number of the first, where it is not 0.
    var firstName: String?
    var firstNumber = 0

    func first(_ environment: [String: String]) -> Int {
      firstName.flatMap { environment[$0] }.flatMap(Int.init) ?? firstNumber
    }

    /// The innermost first: a rank of MPI may be inside a job of Slurm.
    static let all = [
      Launcher(index: "PARALLEL_SEQ", count: nil, firstNumber: 1),
      Launcher(index: "OMPI_COMM_WORLD_RANK", count: "OMPI_COMM_WORLD_SIZE"),
      Launcher(index: "PMI_RANK", count: "PMI_SIZE"),
      Launcher(
        index: "SLURM_ARRAY_TASK_ID", count: "SLURM_ARRAY_TASK_COUNT",
        firstName: "SLURM_ARRAY_TASK_MIN"),
      Launcher(index: "JOB_COMPLETION_INDEX", count: nil),
    ]
  }
}

extension Shard.Failure {
  fileprivate init(unreadable text: String) {
    description = "\"\(text)\" is no shard: it is 3/8 for the fourth of eight, auto, or auto/8."
  }
}
