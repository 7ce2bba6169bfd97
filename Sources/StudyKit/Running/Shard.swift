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
  /// there: GNU parallel's sequence, a rank of MPI or of Slurm's srun, the index of Slurm's array
  /// or of Kubernetes's job.
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
    let places = Launcher.all.compactMap { $0.place(in: environment) }
    // One of one says nothing where another launcher speaks: srun gives that to each task of an
    // array.
    guard let place = places.first(where: { $0.count != 1 }) ?? places.first else {
      let names = Launcher.all.map(\.index).joined(separator: ", ")
      throw Failure(description: "none of \(names) is set: say which shard, such as 0/8.")
    }
    let index = place.launcher.index
    guard let count = given ?? place.count else {
      throw Failure(description: "\(index) tells which shard, but not of how many: auto/8.")
    }
    // Were a part of an array submitted again, its first number would be no longer the first's.
    if let told = place.count, told != count {
      throw Failure(
        description:
          "\(place.launcher.count ?? "")=\(told) is not \(count): say which shard, such as "
          + "$\(index)/\(count).")
    }
    guard place.number >= place.first, let shard = Shard(place.number - place.first, of: count)
    else {
      throw Failure(
        description:
          "\(index)=\(place.number) is none of \(count) shards that begin at \(place.first).")
    }
    return shard
  }

  /// What a launcher puts into the environment of what it launches.
  private struct Launcher {
    let index: String
    var count: String?
    /// Whether it is there only where the count is: srun's index is in batch scripts too.
    var needsCount = false
    /// What tells the number of the first, where it is not `firstNumber`.
    var firstName: String?
    var firstNumber = 0

    /// The innermost first: a rank of MPI may be inside a job of Slurm.
    static let all = [
      Launcher(index: "PARALLEL_SEQ", firstNumber: 1),
      Launcher(index: "OMPI_COMM_WORLD_RANK", count: "OMPI_COMM_WORLD_SIZE"),
      Launcher(index: "PMI_RANK", count: "PMI_SIZE"),
      Launcher(index: "SLURM_PROCID", count: "SLURM_STEP_NUM_TASKS", needsCount: true),
      Launcher(
        index: "SLURM_ARRAY_TASK_ID", count: "SLURM_ARRAY_TASK_COUNT",
        firstName: "SLURM_ARRAY_TASK_MIN"),
      Launcher(index: "JOB_COMPLETION_INDEX"),
    ]

    /// Nil where it launched nothing.
    func place(in environment: [String: String]) -> Place? {
      // None is below 0, nor so large that a difference would not be a number.
      func number(_ name: String?) -> Int? {
        name.flatMap { environment[$0] }.flatMap { UInt32($0) }.map(Int.init)
      }
      guard let own = number(index) else { return nil }
      let count = number(count)
      guard count != nil || !needsCount else { return nil }
      return Place(
        launcher: self, number: own, count: count, first: number(firstName) ?? firstNumber)
    }
  }

  /// Where a process stands among those that were launched together.
  private struct Place {
    let launcher: Launcher
    let number: Int
    let count: Int?
    let first: Int
  }
}

extension Shard.Failure {
  fileprivate init(unreadable text: String) {
    description = "\"\(text)\" is no shard: it is 3/8 for the fourth of eight, auto, or auto/8."
  }
}
