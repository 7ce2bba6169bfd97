/// What a value looks like in a scenario file: how it is read, and how the schema describes it.
///
/// Both come from the one place, so that the schema cannot promise what the reader refuses.
package struct Form<Value> {
  /// The JSON Schema of the value, without its description.
  let schema: () -> JSON
  /// Stands where the value is missing or wrong, which is then reported; no rule objects to it.
  let placeholder: () -> Value
  /// The value; nil where the node is no such value, which has then been reported.
  package let read: (SourceNode, Findings) -> Value?

  package init(
    schema: @escaping @autoclosure () -> JSON, placeholder: @escaping @autoclosure () -> Value,
    read: @escaping (SourceNode, Findings) -> Value?
  ) {
    self.schema = schema
    self.placeholder = placeholder
    self.read = read
  }

  /// The same form with another stand-in.
  func withPlaceholder(_ value: @escaping @autoclosure () -> Value) -> Form {
    Form(schema: schema(), placeholder: value(), read: read)
  }

  /// The same text, made into another value.
  package func map<Other>(_ transform: @escaping (Value) -> Other) -> Form<Other> {
    Form<Other>(schema: schema(), placeholder: transform(placeholder())) { node, findings in
      read(node, findings).map(transform)
    }
  }

  /// The same value together with its place.
  package static func placed<Plain>(_ form: Form<Plain>) -> Form where Value == Sourced<Plain> {
    Form(
      schema: form.schema(), placeholder: Sourced(form.placeholder(), at: SourcePlace(file: ""))
    ) { node, findings in
      form.read(node, findings).map { Sourced($0, at: node.place) }
    }
  }

  /// A value written as one word or line; `parse` reads its text.
  package static func scalar(
    _ schema: @escaping @autoclosure () -> JSON, placeholder: @escaping @autoclosure () -> Value,
    parse: @escaping (String) throws(FormError) -> Value
  ) -> Form {
    Form(schema: schema(), placeholder: placeholder()) { node, findings in
      guard case .scalar(let text, _, let place) = node else {
        findings.report("one value is wanted here, not \(node.noun)", at: node.place)
        return nil
      }
      do throws(FormError) {
        return try parse(text)
      } catch {
        findings.report(error.message, at: place, suggestion: error.suggestion)
        return nil
      }
    }
  }

  /// A mapping, whose fields `make` asks for. `noun` names it in messages: "a host".
  package static func object(_ noun: String, _ make: @escaping (inout Fields) -> Value) -> Form {
    Form(
      schema: {
        var fields = Fields.describing()
        _ = make(&fields)
        return fields.schema
      }(),
      placeholder: {
        var fields = Fields.absent()
        return make(&fields)
      }()
    ) { node, findings in
      guard case .mapping(let entries, let place) = node else {
        findings.report("\(noun) is a mapping of keys and values, not \(node.noun)", at: node.place)
        return nil
      }
      var fields = Fields.reading(entries, of: noun, at: place, findings: findings)
      let value = make(&fields)
      fields.reportUnknownAndMissingKeys()
      return value
    }
  }

  /// A short form, one word, beside the full one.
  package static func either(_ short: Form, or full: Form) -> Form {
    Form(
      schema: .object([("anyOf", .array([short.schema(), full.schema()]))]),
      placeholder: full.placeholder()
    ) { node, findings in
      if case .scalar = node { return short.read(node, findings) }
      return full.read(node, findings)
    }
  }

  /// A list of values; those that are wrong are reported and left out.
  package static func list<Element>(of element: Form<Element>) -> Form where Value == [Element] {
    Form(
      schema: .object([("type", .string("array")), ("items", element.schema())]), placeholder: []
    ) { node, findings in
      guard case .list(let nodes, _) = node else {
        findings.hasUnreadableList = true
        findings.report(
          "a list is wanted here, each item after \"- \", not \(node.noun)", at: node.place)
        return nil
      }
      guard nodes.count <= Self.longestList else {
        findings.hasUnreadableList = true
        findings.report("a list has at most \(Self.longestList) items", at: node.place)
        return nil
      }
      return nodes.compactMap { element.read($0, findings) }
    }
  }

  /// Rules compare items with each other: longer lists would take them long.
  private static var longestList: Int { 5000 }
}

/// Why a text is no value of its form.
package struct FormError: Error {
  let message: String
  var suggestion: String?

  package init(message: String, suggestion: String? = nil) {
    self.message = message
    self.suggestion = suggestion
  }
}
