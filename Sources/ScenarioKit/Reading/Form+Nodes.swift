extension Form where Value == SourceNode {
  /// Any value, to be read by others later.
  package static var anything: Form {
    Form(
      schema: .object([]),
      placeholder: .scalar("", isQuoted: false, SourcePlace(file: ""))
    ) { node, _ in node }
  }
}

/// Values of a scenario by their paths, as a mapping has them.
package struct Settings: Sendable {
  package struct Setting: Sendable {
    package let path: ValuePath
    package let value: SourceNode
  }

  package var all: [Setting]

  package init(_ all: [Setting]) { self.all = all }
}

extension Settings.Setting {
  package init(_ path: ValuePath, _ value: SourceNode) {
    self.path = path
    self.value = value
  }
}

extension Form where Value == Settings {
  /// A mapping whose keys are paths: `{migration.policy: xen}`.
  package static var settings: Form {
    Form(
      schema: .object([("type", .string("object")), ("minProperties", .integer(1))]),
      placeholder: Settings([])
    ) { node, findings in
      guard case .mapping(let entries, let place) = node else {
        findings.report("paths and values are wanted here, not \(node.noun)", at: node.place)
        return nil
      }
      if entries.isEmpty { findings.report("no value is set here", at: place) }
      return Settings(
        entries.compactMap { key, value in
          let path = SourceNode.scalar(key.value, isQuoted: false, key.place)
          return Form<ValuePath>.path.read(path, findings).map { .init($0, value) }
        })
    }
  }
}

extension Form {
  /// The same list, if it has an item at all.
  package func filled<Element>() -> Form where Value == [Element] {
    Form(schema: schema().adding([("minItems", .integer(1))]), placeholder: placeholder()) {
      node, findings in
      if case .list(let items, let place) = node, items.isEmpty {
        findings.report("this list is empty", at: place)
        return nil
      }
      return read(node, findings)
    }
  }
}
