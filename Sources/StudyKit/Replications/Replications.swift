import Synchronization

/// Independent runs of one experiment, told apart by the number of the replication alone.
public enum Replications {
  /// How many replications a task takes at a time: a task costs microseconds, so short runs are
  /// handed out in batches; long ones still share out evenly.
  static let batch = 4

  /// Runs `body` for the replications 0 ..< `count` and returns what it gave, in their order.
  ///
  /// The result depends on `body` alone, not on the number of threads nor on who finished first:
  /// each task keeps its batches apart, and they are joined by number at the end.
  ///
  /// - Parameters:
  ///   - count: how many replications; none gives an empty array.
  ///   - threads: how many run at a time, at least 1; no more run than the machine has processors.
  ///   - body: one replication, given its number. It must draw nothing from outside.
  public static func run<R: Sendable>(
    _ count: UInt64, threads: Int, _ body: @Sendable @escaping (UInt64) -> R
  ) async -> [R] {
    precondition(threads >= 1, "replications need at least 1 thread, not \(threads)")
    let batches = Int((count + UInt64(batch) - 1) / UInt64(batch))
    let counter = BatchCounter()

    let parts = await withTaskGroup(of: [(batch: Int, results: [R])].self) { group in
      for _ in 0..<min(threads, batches) {
        group.addTask {
          var mine: [(batch: Int, results: [R])] = []
          while case let number = counter.next(), number < batches {
            let first = UInt64(number * batch)
            let last = min(first + UInt64(batch), count)
            mine.append((number, (first..<last).map(body)))
          }
          return mine
        }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
    return parts.sorted { $0.batch < $1.batch }.flatMap(\.results)
  }
}

/// Hands out the numbers of the batches, each once.
private final class BatchCounter: Sendable {
  private let value = Atomic<Int>(0)

  func next() -> Int { value.wrappingAdd(1, ordering: .relaxed).oldValue }
}
