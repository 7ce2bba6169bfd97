extension Fields {
  /// The JSON Schema of what was asked for.
  var schema: JSON {
    guard variants.isEmpty else {
      return .object([("type", .string("object")), ("required", names(required))])
        .adding([("properties", .object(properties)), ("allOf", .array(variants))])
    }
    var pairs: [(String, JSON)] = [("type", .string("object"))]
    if !required.isEmpty { pairs.append(("required", names(required))) }
    return .object(
      pairs + [("additionalProperties", .boolean(false)), ("properties", .object(properties))])
  }

  private func names(_ names: [String]) -> JSON { .array(names.map(JSON.string)) }

  mutating func describe<Value>(
    _ key: String, _ form: Form<Value>, _ meaning: String, isRequired: Bool = false,
    default text: String? = nil
  ) {
    guard mode == .describing else { return }
    precondition(!properties.contains { $0.0 == key }, "\(key) is asked for twice")
    var pairs: [(String, JSON)] = [("description", .string(meaning))]
    if let text { pairs.append(("default", JSON(scalar: text))) }
    properties.append((key, form.schema().adding(pairs)))
    if isRequired { required.append(key) }
  }

  /// One rule for each word: if it stands there, these keys may, and no others.
  mutating func describe<Value>(
    variants: [Variant<Value>], key: String, own words: Form<Int>, _ meaning: String
  ) {
    let common = properties
    describe(key, words, meaning, isRequired: true)
    for variant in variants {
      var fields = Fields.describing()
      _ = variant.make(&fields)
      let word = JSON.object([
        ("const", .string(variant.word)), ("description", .string(variant.meaning)),
      ])
      let condition = JSON.object([
        ("required", names([key])),
        ("properties", .object([(key, .object([("const", .string(variant.word))]))])),
      ])
      // What the common keys look like is told once, beside the rules.
      let all = [(key, word)] + common.map { ($0.0, JSON.boolean(true)) } + fields.properties
      self.variants.append(
        .object([
          ("if", condition),
          (
            "then",
            .object([
              ("required", names([key] + fields.required)),
              ("additionalProperties", .boolean(false)), ("properties", .object(all)),
            ])
          ),
        ]))
    }
  }
}
