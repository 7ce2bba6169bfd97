/// A host's processors.
public struct CPUSpec: Sendable {
  public enum Vendor: String, CaseIterable, Hashable, Sendable {
    case intel, amd, hygon, centaur, shanghai
  }

  /// A model or a real CPU of the data: "Westmere", "Xeon-E5-2650-v3"; nil where its features are
  /// given.
  public var model: Name?
  /// Its features in any form that `CPUReader` reads; nil where a model or a file is given.
  public var features: PlacedLines?
  /// What a file says of it; nil where a model or features are given.
  public var file: PlacedLines?
  public var vendor: Vendor?
  /// Names of features that it has beside those, and lacks of those.
  public var added: [Name]
  public var removed: [Name]
  /// Logical processors.
  public var count: Int
  /// Whether it can run HVM guests: VT-x or AMD-V, enabled.
  public var hasHVM: Bool
  public var place: SourcePlace

  init(_ fields: inout Fields) {
    place = fields.place
    model = fields.optional(
      "model", .name, "A model or a real CPU of the bundled tables, such as Westmere.")
    features = fields.optional(
      "features", .cpuFeatures,
      """
      Instead of a model: the featureset as xe host-cpu-info prints it, in four words (ECX first) \
      or in more (EDX first), or a list of names, such as [sse4.1, pclmuldq].
      """)
    file = fields.optional(
      "file", .cpuFile,
      """
      Instead of a model: the path of a saved /proc/cpuinfo, xe host-cpu-info or virsh \
      capabilities, from this file's folder.
      """)
    vendor = fields.optional(
      "vendor", .anyCase, "Who made it; needed where its features do not tell it.")
    added =
      fields.optional(
        "add", .list(of: .name), "Features that it has beside the model's, such as [aes].") ?? []
    removed =
      fields.optional(
        "remove", .list(of: .name), "Features of the model that it lacks, such as [avx].") ?? []
    count = fields.optional("count", .count(1...4096), default: "1", "Logical processors.")
    hasHVM = fields.optional(
      "hvm", .flag, default: "true", "Whether it can run HVM guests (VT-x or AMD-V enabled).")
  }
}

extension Form where Value == PlacedLines {
  /// More than any CPU's flags take.
  private static var longest: Int { 20_000 }

  /// A CPU's features: text in any form, or a list of names.
  static var cpuFeatures: Form {
    let text = Form<String>.scalar(
      .object([
        ("type", .string("string")), ("minLength", .integer(1)), ("maxLength", .integer(longest)),
      ]), placeholder: ""
    ) { text throws(FormError) in
      guard text.unicodeScalars.count <= longest else {
        throw .init(message: "a CPU's features are at most \(longest) letters")
      }
      return text
    }
    let one = Form<Name>.placed(text).map { PlacedLines($0) }.withPlaceholder(.none)
    let names = Form<[Name]>.list(of: .name)
    let list = Form(schema: names.schema(), placeholder: .none) { node, findings in
      names.read(node, findings).map { PlacedLines($0, at: node.place) }
    }
    return .either(one, or: list)
  }

  /// A file that tells of a CPU.
  static var cpuFile: Form {
    .file(placeholder: .none) { source, _, _ in PlacedLines(source) }
  }
}
