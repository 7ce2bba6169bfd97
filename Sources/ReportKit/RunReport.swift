/// One run told in plain values: names resolved, units in the names, ready for JSON and CSV.
///
/// A property's name is its JSON key in camel case, so units end the names here too: `_s` seconds,
/// `_ms` milliseconds, `_mbit_per_s` 10^6 bits a second. What a run does not have is absent.
/// Times count from the beginning of the run. Every number follows from the run alone, so equal
/// runs give equal bytes.
public struct RunReport: Hashable, Codable, Sendable {
  public var schemaVersion: Int
  public var toolVersion: String
  /// The scenario's name.
  public var scenario: String
  public var title: String
  /// What the scenario shows, in paragraphs with blank lines between; absent where it says nothing.
  public var about: String?
  public var seed: UInt64
  public var replication: UInt64
  /// A hash over everything recorded, 16 hexadecimal digits.
  public var fingerprint: String
  public var endedS: Double
  public var eventCount: Int
  /// Whether every expectation held, of the steps and at the end.
  public var asExpected: Bool
  public var steps: [StepReport]
  /// What happened in the course of the steps, for people to follow.
  public var story: [StoryReport]
  public var migrations: [MigrationReport]
  public var pings: [PingReport]
  public var machines: [MachineReport]
  /// What xapi left for operators, in order of time.
  public var alerts: [AlertReport]
  /// What high availability started; absent where it started nothing.
  public var restarts: [RestartReport]?
  public var checks: [CheckReport]
  /// Everything that was recorded, one by one; absent unless asked for.
  public var records: [StoryReport]?
}

/// One step of the timeline.
public struct StepReport: Hashable, Codable, Sendable {
  /// From 1.
  public var number: Int
  public var title: String
  /// What was done, in words.
  public var operation: String
  public var beganS: Double
  public var endedS: Double
  /// done, refused, failed or unfinished.
  public var outcome: String
  /// How it was expected to end; absent where nothing was asked.
  public var expected: String?
  public var asExpected: Bool
  /// Every reason for a refusal or failure, the one xapi answers first.
  public var reasons: [ReasonReport]
  public var warnings: [ReasonReport]
  public var notes: [String]
}

/// An error as xapi gives it, and what it means.
public struct ReasonReport: Hashable, Codable, Sendable {
  public var code: String
  public var parameters: [String]
  public var explanation: String
}

/// One thing that happened, in words.
public struct StoryReport: Hashable, Codable, Sendable {
  public var atS: Double
  /// The step that had begun last; absent before the first.
  public var step: Int?
  /// What sort of thing: vm_changed, host_changed, ping_lost, ...
  public var kind: String
  public var text: String
}

/// What became of a virtual machine.
public struct MachineReport: Hashable, Codable, Sendable {
  public var vm: String
  public var state: String
  public var host: String?
  /// Instructions it met that its CPU no longer had.
  public var faults: [FaultReport]
  /// Features in use that its host lacks, and what the first use of each would take down.
  public var lostFeatures: [LostFeatureReport]
  /// What its host shows it, and the one that it booted on did not; absent where there is nothing.
  public var appearedFeatures: [String]?
  /// What of that the next process to start will use; absent where there is nothing.
  public var latchingLater: [String]?
  /// Processes that started anew and decided differently; absent where there were none.
  public var renewals: [RenewalReport]?
}

/// A process that started anew on another CPU, and what it decided.
public struct RenewalReport: Hashable, Codable, Sendable {
  public var atS: Double
  public var feature: String
  public var layer: String
  /// Whether it uses the feature, which the one before it did not; else the other way round.
  public var uses: Bool
}

/// An instruction that a guest used and its CPU no longer had.
public struct FaultReport: Hashable, Codable, Sendable {
  public var atS: Double
  public var feature: String
  /// kernel, libc or application.
  public var layer: String
}

/// A message that xapi leaves for operators.
public struct AlertReport: Hashable, Codable, Sendable {
  public var atS: Double
  /// The step that brought it about; absent where high availability did.
  public var step: Int?
  /// As xapi calls it, such as POOL_CPU_FEATURES_DOWN.
  public var alert: String
  /// From 1, the most urgent.
  public var priority: Int
  /// The host, pool or VM that it is of.
  public var of: String
  public var body: String
}

/// A start by high availability.
public struct RestartReport: Hashable, Codable, Sendable {
  public var vm: String
  public var beganS: Double
  /// Absent while it was under way.
  public var endedS: Double?
  /// Where it was to run; absent where no host was found.
  public var host: String?
  /// done, refused, failed or unfinished.
  public var outcome: String
  /// Why it did not start, what xapi finds first standing first.
  public var reasons: [ReasonReport]
}

/// A feature in use that the CPU lacks.
public struct LostFeatureReport: Hashable, Codable, Sendable {
  public var feature: String
  public var layer: String
  public var usesPerS: Double
}

/// A statement on the end of a run, and whether it held.
public struct CheckReport: Hashable, Codable, Sendable {
  public var expectation: String
  public var found: String
  public var holds: Bool
}
