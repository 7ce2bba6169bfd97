/// The JSON Schema of scenario files, for editors: draft-07, as `yaml-language-server` reads it.
public enum ScenarioSchema {
  /// Always the same text, ending in a line break.
  public static var text: String {
    var fields = Fields.describing()
    _ = Scenario(&fields)
    let head: [(String, JSON)] = [
      ("$schema", .string("http://json-schema.org/draft-07/schema#")),
      ("title", .string("XenMotion scenario")),
      (
        "description",
        .string("Hosts, networks, storage and VMs, what is done, and what comes of it.")
      ),
    ]
    return JSON.object(head).adding(pairs(of: fields.schema)).text() + "\n"
  }

  private static func pairs(of schema: JSON) -> [(String, JSON)] {
    guard case .object(let pairs) = schema else { return [] }
    return pairs
  }
}
