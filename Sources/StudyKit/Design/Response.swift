import MigrationSim
import ScenarioKit

/// What a study looks at in each run: one number.
public struct Response: Sendable {
  public enum Measure: String, CaseIterable, Sendable {
    case downtime
    case totalTime = "total time"
    case brownout
    case sent = "bytes sent"
    case sentRatio = "sent ratio"
    case rounds
    case pagesSent = "pages sent"
    case copied = "bytes copied"
    case lostPings = "lost pings"
    case lostShare = "lost share"
    case pingGap = "ping gap"
    case roundTrip = "round trip"
    case completed
    case refused
    case failed
    case notConverged = "not converged"
    case crashed
    case servicesDied = "services died"
    case processDied = "process died"
    case asExpected = "as expected"
    case simulated = "simulated time"
    case events
  }

  /// What is made of several migrations or pings in one run.
  public enum Summary: String, CaseIterable, Sendable {
    /// All together: their sum; of shares and ratios that of all, of gaps the longest.
    case total
    case mean, largest, smallest
  }

  public let name: String
  /// The column: "downtime_ms".
  public let column: String
  public let measure: Measure
  /// Of these virtual machines alone; nil for all.
  let vm: Name?
  let summary: Summary
  let place: SourcePlace

  init(
    name: String, measure: Measure, vm: Name? = nil, summary: Summary = .total, place: SourcePlace
  ) {
    self.name = name
    column = Column.name(name, suffix: measure.unit.suffix)
    self.measure = measure
    self.vm = vm
    self.summary = summary
    self.place = place
  }

  /// What it measures, in words, whatever it is called: "largest downtime of db".
  var subject: String {
    (summary == .total ? "" : "\(summary.rawValue) ") + measure.rawValue
      + (vm.map { " of \($0.value)" } ?? "")
  }

  /// Its subject with its unit at the end: "largest_total_time_of_web_s".
  ///
  /// Lines of runs have their numbers under it, so that a number is never taken for another one
  /// that was called the same when the study was run before.
  var key: String {
    // What a virtual machine is called stays as it is, or two names could become one.
    let words = [
      summary == .total ? nil : summary.rawValue, measure.rawValue.replacing(" ", with: "_"),
      vm.map { "of_\($0.value)" }, unit.suffix.isEmpty ? nil : unit.suffix,
    ]
    return words.compactMap { $0 }.joined(separator: "_")
  }

  /// For readers: "how long guests stood still while they moved".
  public var meaning: String {
    subject == name ? measure.meaning : "\(subject): \(measure.meaning)"
  }

  /// Whether each run answers with yes or no, 1 or 0.
  public var isBinary: Bool { measure.unit == .truth }
  public var unit: Unit { measure.unit }

  /// What the number counts.
  public enum Unit: String, Sendable {
    case milliseconds = "ms"
    case seconds = "s"
    case mebibytes = "MiB"
    case count = ""
    case ratio = "× memory"
    case percent = "%"
    case truth = "yes or no"

    var suffix: String {
      switch self {
      case .milliseconds: "ms"
      case .seconds: "s"
      case .mebibytes: "mib"
      case .percent: "percent"
      case .count, .ratio, .truth: ""
      }
    }
  }
}

extension Response.Measure {
  public var unit: Response.Unit {
    switch self {
    case .downtime, .brownout, .pingGap, .roundTrip: .milliseconds
    case .totalTime, .simulated: .seconds
    case .sent, .copied: .mebibytes
    case .sentRatio: .ratio
    case .rounds, .pagesSent, .lostPings, .events: .count
    case .lostShare: .percent
    case .completed, .refused, .failed, .notConverged, .crashed, .servicesDied, .processDied,
      .asExpected:
      .truth
    }
  }

  var meaning: String {
    switch self {
    case .downtime: "how long guests stood still while they moved"
    case .totalTime: "from the request to the end of the migration"
    case .brownout: "time that guests lost while they ran"
    case .sent: "memory on the wire"
    case .sentRatio: "memory on the wire, in multiples of the guest's"
    case .rounds: "passes over the memory, the last included"
    case .pagesSent: "pages sent"
    case .copied: "bytes of disks that were copied and mirrored"
    case .lostPings: "requests without an answer"
    case .lostShare: "requests without an answer, of those sent"
    case .pingGap: "the longest time between two answers to a ping"
    case .roundTrip: "the mean round trip of the pings that were answered"
    case .completed: "whether every migration was completed"
    case .refused: "whether a migration was refused"
    case .failed: "whether a migration failed once it had begun"
    case .notConverged: "whether a pre-copy was ended by anything but its own convergence"
    case .crashed: "whether a guest ended crashed"
    case .servicesDied: "whether a guest lost its services to what its CPU lacks, or ended crashed"
    case .processDied: "whether a guest lost a process, or more, to what its CPU lacks"
    case .asExpected: "whether all held that the scenario expects"
    case .simulated: "the length of the run"
    case .events: "events handled"
    }
  }
}

/// How columns are called: in small letters and digits, the unit at the end.
enum Column {
  static func name(_ text: String, suffix: String) -> String {
    var name = ""
    for scalar in text.lowercased().unicodeScalars {
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        name.unicodeScalars.append(scalar)
      } else if !name.hasSuffix("_"), !name.isEmpty {
        name += "_"
      }
    }
    while name.hasSuffix("_") { name.removeLast() }
    return name.isEmpty || suffix.isEmpty || name.hasSuffix("_\(suffix)")
      ? name : "\(name)_\(suffix)"
  }
}
