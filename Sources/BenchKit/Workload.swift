import MigrationSim

/// Something that is measured: how it is set up, and what one unit of it is.
///
/// It is deterministic: equal scales do the same work and come to the same hash, in every
/// repetition and on every machine.
public struct Workload: Sendable {
  /// What part of the program it exercises.
  public enum Group: String, CaseIterable, Sendable {
    /// The queue of events.
    case kernel
    /// A room of the engine by itself.
    case rooms
    /// Whole runs.
    case runs
  }

  /// How much of it there is to do.
  public struct Scale: Hashable, Sendable {
    /// How often the unit is done in one repetition.
    public var units: Int
    /// How many there are beside each other, of what `about` tells.
    public var population: Int

    public init(units: Int, population: Int = 1) {
      self.units = units
      self.population = population
    }
  }

  /// By which limits and reports name it.
  public let name: String
  public let group: Group
  /// What its costs are divided by: "migration".
  public let unit: String
  /// Whether it counts events of its own.
  public let hasEvents: Bool
  private let text: String
  private let full: Scale
  private let smoke: Scale
  private let make: @Sendable (Scale) -> any Trial

  /// - Parameters:
  ///   - about: What it does, in a few words; `#` stands for the population.
  ///   - make: Sets it up, which is not measured.
  init(
    _ name: String, _ group: Group, unit: String, about: String, full: Scale, smoke: Scale,
    hasEvents: Bool = true, make: @escaping @Sendable (Scale) -> any Trial
  ) {
    self.name = name
    self.group = group
    self.unit = unit
    self.hasEvents = hasEvents
    text = about
    self.full = full
    self.smoke = smoke
    self.make = make
  }

  public func scale(_ size: BenchSize) -> Scale {
    switch size {
    case .full: full
    case .smoke: smoke
    }
  }

  /// What it does, in a few words.
  public func about(_ scale: Scale) -> String {
    text.split(separator: "#", omittingEmptySubsequences: false)
      .joined(separator: "\(scale.population)")
  }

  /// Sets it up, for one repetition.
  public func prepare(_ scale: Scale) -> any Trial { make(scale) }
}

/// How large the workloads are.
public enum BenchSize: String, CaseIterable, Sendable {
  /// For measuring.
  case full
  /// For trying out: a few of everything, soon done even without optimisation.
  case smoke
}

/// A workload that is set up: `run` is measured, once, and then it tells what came of it.
public protocol Trial {
  mutating func run()
  var outcome: Outcome { get }
}

/// What came of a repetition; equal in every one.
public struct Outcome: Hashable, Sendable {
  /// How often the unit was done.
  public var units: Int
  /// Events handled; nil where the workload has none.
  public var events: Int?
  /// Over all that was found.
  public var hash: UInt64

  public init(units: Int, events: Int?, hash: UInt64) {
    self.units = units
    self.events = events
    self.hash = hash
  }
}
