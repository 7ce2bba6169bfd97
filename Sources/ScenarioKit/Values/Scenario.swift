import MigrationSim

/// A scenario as its file tells it: what there is, what is done, and what must come of it.
public struct Scenario: Sendable {
  /// What the scenario is called by: "6.J".
  public var id: Name
  public var title: String
  public var about: String
  /// From which every random number of a run is made, together with the replication's number; no
  /// larger than numbers can be in YAML without losing digits.
  public var seed: UInt64
  public var toolstack: ToolstackSpec
  public var wires: [WireSpec]
  public var stations: [StationSpec]
  public var hosts: [HostSpec]
  public var networks: [NetworkSpec]
  public var storage: [StorageSpec]
  public var templates: [TemplateSpec]
  public var machines: [MachineSpec]
  public var migration: MigrationSpec
  public var background: [BackgroundSpec]
  public var timeline: [StepSpec]
  /// How long the run goes on after its last step.
  public var aftermath: SimDuration
  public var expectations: ExpectationSpec

  init(_ fields: inout Fields) {
    id = fields.required("scenario", .name, "What the scenario is called by, such as 6.J.")
    title = fields.optional("title", .text, "A line for headings.") ?? ""
    about =
      fields.optional("about", .text, "What it shows, and which of its values are assumed.")
      ?? ""
    seed = UInt64(
      fields.optional(
        "seed", .count(0...1 << 53), default: "1",
        "From which every random number is made: the same seed gives the same run."))
    toolstack =
      fields.optional(
        "toolstack", .object("a toolstack", ToolstackSpec.init),
        "Which Xen toolstack runs the hosts.") ?? .standard
    wires = fields.list(
      "wires", of: "a wire", "Segments of cable and switches to which NICs are plugged.",
      WireSpec.init)
    stations = fields.list(
      "stations", of: "a station",
      "Machines on the wires that are no hosts: NAS, PC, router.", StationSpec.init)
    hosts = fields.list("hosts", of: "a host", "Servers that run Xen.", HostSpec.init)
    networks = fields.list(
      "networks", of: "a network",
      "Networks besides those that the hosts' NICs name: internal ones, and more on one NIC.",
      NetworkSpec.init)
    storage = fields.list(
      "srs", of: "an SR", "Storage repositories there are at the start.", StorageSpec.init)
    templates = fields.list(
      "templates", of: "a template", "What new VMs are made from.", TemplateSpec.init)
    machines = fields.list("vms", of: "a VM", "Virtual machines there are at the start.") {
      MachineSpec(&$0)
    }
    migration =
      fields.optional(
        "migration", .object("migration settings", MigrationSpec.init),
        "How memory is migrated, unless a step says otherwise.") ?? .standard
    background = fields.list(
      "background", of: "a background transfer", "Other traffic on the wires.",
      BackgroundSpec.init)
    timeline = fields.list(
      "timeline", of: "a step", "What is done, in order.", StepSpec.init)
    aftermath = fields.optional(
      "aftermath", .partOfRun, default: "1 min",
      "How long the run goes on after its last step, to see what still happens to the guests.")
    expectations =
      fields.optional(
        "expect", .object("the expectations", ExpectationSpec.init),
        "What must hold when the run has ended; the command exits with an error otherwise.")
      ?? .none
  }
}
