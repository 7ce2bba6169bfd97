import MigrationSim

/// What must hold when the run has ended.
public struct ExpectationSpec: Sendable {
  public var machines: [MachineExpectation]
  public var storage: [StorageExpectation]
  public var hosts: [HostExpectation]

  static let none = ExpectationSpec()

  private init() {
    machines = []
    storage = []
    hosts = []
  }

  init(_ fields: inout Fields) {
    machines = fields.list(
      "vms", of: "what is expected of a VM", "What must be true of VMs.", MachineExpectation.init)
    storage = fields.list(
      "srs", of: "what is expected of an SR", "What must be true of SRs.",
      StorageExpectation.init)
    hosts = fields.list(
      "hosts", of: "what is expected of a host", "What must be true of hosts.",
      HostExpectation.init)
  }
}

/// What must be true of a VM; what is nil is not asked.
public struct MachineExpectation: Sendable {
  public enum State: String, CaseIterable, Hashable, Sendable {
    case halted, running, paused, suspended, crashed
    /// It was never made, or is no more.
    case absent
  }

  public enum Migration: String, CaseIterable, Hashable, Sendable {
    case completed, refused, failed
  }

  public var vm: Name
  public var state: State?
  public var host: Name?
  /// The host on which it ran last, running or not.
  public var lastHost: Name?
  /// How its last migration ended.
  public var migration: Migration?
  /// Over all of its pings.
  public var lostPings: Int?
  /// Of its last migration.
  public var downtime: DurationBound?
  /// Instructions that its CPU no longer had.
  public var faults: Int?

  init(_ fields: inout Fields) {
    vm = fields.required("vm", .name, "The VM.")
    state = fields.optional("state", .anyCase, "Its state; absent: it was never made.")
    host = fields.optional("host", .name, "The host on which it runs.")
    lastHost = fields.optional(
      "last_host", .name, "The host on which it ran last, whether it still runs or not.")
    migration = fields.optional("migration", .anyCase, "How its last migration ended.")
    lostPings = fields.optional(
      "lost_pings", .count(0...100_000_000), "Pings lost, over all of its pings.")
    downtime = fields.optional(
      "downtime", .durationBound, "Of its last migration, such as \"< 1 s\".")
    faults = fields.optional(
      "faults", .count(0...100_000_000), "Instructions it used that its CPU no longer had.")
  }
}

/// What must be true of an SR at a host.
public struct StorageExpectation: Sendable {
  public var sr: Name
  public var host: Name
  public var isAttached: Bool

  init(_ fields: inout Fields) {
    sr = fields.required("sr", .name, "The SR.")
    host = fields.required("host", .name, "The host.")
    isAttached = fields.required("attached", .flag, "Whether it is attached there.")
  }
}

/// What must be true of a host; what is nil is not asked.
public struct HostExpectation: Sendable {
  public enum State: String, CaseIterable, Hashable, Sendable { case live, maintenance, off }

  public var host: Name
  public var state: State?
  public var pool: Name?

  init(_ fields: inout Fields) {
    host = fields.required("host", .name, "The host.")
    state = fields.optional("state", .anyCase, "Its state.")
    pool = fields.optional("pool", .name, "The name of the pool that it is part of.")
  }
}

/// A bound on a duration: "< 1 s".
public struct DurationBound: Hashable, Sendable {
  public enum Comparison: String, CaseIterable, Hashable, Sendable {
    case less = "<"
    case atMost = "<="
    case more = ">"
    case atLeast = ">="
  }

  public let comparison: Comparison
  public let limit: SimDuration

  public func holds(for duration: SimDuration) -> Bool {
    switch comparison {
    case .less: duration < limit
    case .atMost: duration <= limit
    case .more: duration > limit
    case .atLeast: duration >= limit
    }
  }
}

extension Form where Value == DurationBound {
  static var durationBound: Form {
    let units = Quantity.duration.units.map(\.name).joined(separator: "|")
    return scalar(
      .object([
        ("type", .string("string")),
        ("pattern", .string("^(<|<=|>|>=) *\(Quantity.numberPattern) *(\(units))$")),
      ]), placeholder: DurationBound(comparison: .less, limit: .zero)
    ) { text throws(FormError) in
      let sign = text.prefix { "<>=".contains($0) }
      guard let comparison = DurationBound.Comparison(rawValue: String(sign)) else {
        throw .init(
          message: "\"\(text)\" is not a bound, such as \"< 1 s\"",
          suggestion: sign.isEmpty ? "< \(text)" : nil)
      }
      let rest = String(text.dropFirst(sign.count))
      let limit = try Quantity.parse(rest, as: Quantity.duration)
      guard limit >= 0, limit <= 0x1p62 else {
        throw .init(message: "\(text) is out of range: the bound is from 0 s to a century")
      }
      return DurationBound(
        comparison: comparison, limit: SimDuration(nanoseconds: Int64(limit)))
    }
  }
}
