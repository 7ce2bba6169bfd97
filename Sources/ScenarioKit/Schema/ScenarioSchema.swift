/// The JSON Schema of scenario files, for editors: draft-07, as `yaml-language-server` reads it.
public enum ScenarioSchema {
  /// Always the same text, ending in a line break.
  public static var text: String {
    SchemaText.of(
      "XenMotion scenario", "Hosts, networks, storage and VMs, what is done, and what comes of it.",
      Form<Scenario>.object("a scenario", Scenario.init))
  }
}

/// A form's schema as a document of its own.
package enum SchemaText {
  package static func of<Value>(
    _ title: String, _ description: String, _ form: Form<Value>
  ) -> String {
    let head: [(String, JSON)] = [
      ("$schema", .string("http://json-schema.org/draft-07/schema#")),
      ("title", .string(title)), ("description", .string(description)),
    ]
    return JSON.object(head).adding(pairs(of: form.schema())).text() + "\n"
  }

  private static func pairs(of schema: JSON) -> [(String, JSON)] {
    guard case .object(let pairs) = schema else { return [] }
    return pairs
  }
}
