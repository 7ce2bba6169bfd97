import MigrationSim

/// How a guest writes to its memory.
public struct WorkloadSpec: Sendable {
  /// Pages that no class takes are never written.
  public var classes: [PageClassSpec]
  /// In order of time; before the first, the intensity is 1.
  public var phases: [WorkloadPhaseSpec]

  public var layout: PageLayout

  static let idle = WorkloadSpec(classes: [], phases: [])

  init(classes: [PageClassSpec], phases: [WorkloadPhaseSpec]) {
    self.classes = classes
    self.phases = phases
    layout = .scattered
  }

  init(_ fields: inout Fields) {
    classes = fields.list(
      "classes", of: "a page class", "Parts of its memory and how each is written.",
      PageClassSpec.init)
    phases = fields.list(
      "phases", of: "a workload phase", "From when on it writes more or less.",
      WorkloadPhaseSpec.init)
    layout = fields.optional(
      "layout", .choice([("scattered", .scattered), ("contiguous", .contiguous)]),
      default: "scattered",
      "Where the classes lie: mixed, or one after the other, as the sender comes by them.")
  }
}

/// A part of a guest's memory that is written in one way.
public struct PageClassSpec: Sendable {
  public enum Pattern: String, CaseIterable, Hashable, Sendable { case random, sequential }

  public enum Extent: Hashable, Sendable {
    case size(ByteCount)
    /// Of the VM's memory, as a part of one.
    case share(Double)
  }

  public var name: String
  /// nil where neither or both were given, which has been reported.
  public var extent: Extent?
  /// Writes to the class as a whole [pages/s].
  public var writes: Double
  public var pattern: Pattern
  /// Touches that are not writes [pages/s].
  public var reads: Double
  public var contents: PageContents
  /// The share of its bytes that compression leaves.
  public var compressed: Double
  /// The share of a page that differs from what was last sent of it.
  public var changed: Double
  public var place: SourcePlace

  init(_ fields: inout Fields) {
    place = fields.place
    name = fields.optional("name", .text, "What it is: heap, page cache.") ?? ""
    let size = fields.optional("size", .storageSize, "How much memory it takes; or give a share.")
    let share = fields.optional("share", .share, "The part of the VM's memory that it takes.")
    writes = fields.required("writes", .pageRate, "Page writes to the class, as 2000 pages/s.")
    pattern = fields.optional(
      "pattern", .anyCase, default: "random", "Which pages: at random, or one after the other.")
    reads = fields.optional(
      "reads", .pageRate, default: "0 pages/s",
      "Touches of its pages besides the writes, for which post-copy makes the guest wait.")
    contents = fields.optional(
      "contents", .choice(PageContents.allCases.map { ("\($0)", $0) }), default: "data",
      "What its pages hold: data, zero until it is written to, ballooned, or hole.")
    compressed = fields.optional(
      "compresses_to", .share, default: "100 %", "The share of its bytes that compression leaves.")
    changed = fields.optional(
      "changes", .share, default: "100 %",
      "The share of a page that differs from what was last sent of it, for XBZRLE.")
    switch (size, share) {
    case (let size?, nil): extent = .size(size)
    case (nil, let share?): extent = .share(share)
    default:
      extent = nil
      fields.report("a page class takes either a size or a share of the memory")
    }
  }
}

/// From when on a guest writes at another intensity.
public struct WorkloadPhaseSpec: Sendable {
  public var at: Sourced<SimDuration>
  /// By which every write rate is multiplied.
  public var intensity: Double

  init(_ fields: inout Fields) {
    at = fields.required("at", .placed(.duration), "When it begins, since the VM was started.")
    intensity = fields.required(
      "intensity", .number(0...1e6), "By how much every write rate is multiplied.")
  }
}
