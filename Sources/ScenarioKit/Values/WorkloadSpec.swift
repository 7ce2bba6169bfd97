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

  /// What is written here comes after what is included.
  init(_ fields: inout Fields) {
    let included =
      fields.optional(
        "include", .included("a workload", placeholder: .idle, WorkloadSpec.init),
        "A file with a workload's keys, by its path from this file's folder.") ?? .idle
    classes =
      included.classes
      + fields.list(
        "classes", of: "a page class", "Parts of its memory and how each is written.",
        PageClassSpec.init)
    phases =
      included.phases
      + fields.list(
        "phases", of: "a workload phase", "From when on it writes more or less.",
        WorkloadPhaseSpec.init)
    layout =
      fields.optional(
        "layout", .choice([("scattered", .scattered), ("contiguous", .contiguous)]),
        """
        Where the classes lie, as the sender comes by them: scattered, which is mixed, or \
        contiguous, one after the other; scattered if left out.
        """) ?? included.layout
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
  /// Writes to the class as a whole [pages/s]; nil where there is a trace instead.
  public var writes: Double?
  /// What was seen to be written instead of writes at one rate.
  public var trace: Sourced<DirtyTraceSpec>?
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
    writes = fields.optional(
      "writes", .pageRate, "Page writes to the class, as 2000 pages/s; or give a trace.")
    trace = fields.optional(
      "trace", .dirtyTrace,
      "A table of time_s and pages_dirtied, as a file or as a list of [time, pages].")
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
    if (writes == nil) == (trace == nil) {
      fields.report("a page class takes either a rate of writes or a trace")
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
