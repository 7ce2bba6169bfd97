extension Form where Value == String {
  /// Any text, over several lines too.
  package static var text: Form {
    scalar(.object([("type", .array([.string("string"), .string("number")]))]), placeholder: "") {
      $0
    }
  }
}

extension Form where Value == Name {
  // Forms are made anew for every value that is read: these capture nothing, so that they cost
  // nothing.

  /// The name of a thing: a line of at most 100 letters.
  package static var name: Form {
    .placed(
      .scalar(line(longest: 100), placeholder: "") { text throws(FormError) in
        try checked(text, "a name", longest: 100)
      })
  }

  /// The name of a bundled file, or the path of another.
  package static var fileName: Form {
    .placed(
      .scalar(line(longest: 1000), placeholder: "") { text throws(FormError) in
        try checked(text, "a file's name", longest: 1000)
      })
  }

  private static func line(longest: Int) -> JSON {
    .object([
      ("type", .array([.string("string"), .string("number")])), ("minLength", .integer(1)),
      ("maxLength", .integer(longest)),
    ])
  }

  private static func checked(
    _ text: String, _ noun: StaticString, longest: Int
  ) throws(FormError) -> String {
    guard !text.allSatisfy(\.isWhitespace) else { throw .init(message: "\(noun) is empty") }
    guard text.unicodeScalars.count <= longest, !text.contains(where: \.isNewline) else {
      throw .init(message: "\(noun) is one line of at most \(longest) letters")
    }
    return text
  }
}

extension Form where Value == Bool {
  /// `true` or `false`; other words for them are reported, and read as what they mean.
  package static var flag: Form {
    Form(schema: .object([("type", .string("boolean"))]), placeholder: false) { node, findings in
      guard case .scalar(let text, _, let place) = node else {
        findings.report("true or false is wanted here, not \(node.noun)", at: node.place)
        return nil
      }
      if text == "true" || text == "false" { return text == "true" }
      let meanings = [
        "yes": true, "on": true, "true": true, "no": false, "off": false, "false": false,
      ]
      let meant = meanings[text.lowercased()]
      findings.report(
        "\"\(text)\" is neither true nor false", at: place, suggestion: meant.map { "\($0)" })
      return meant
    }
  }
}

extension Form where Value == Int {
  package static func count(_ range: ClosedRange<Int>) -> Form {
    scalar(
      .object([
        (
          "anyOf",
          .array([
            .object([
              ("type", .string("integer")), ("minimum", .integer(range.lowerBound)),
              ("maximum", .integer(range.upperBound)),
            ]),
            .object([
              ("type", .string("string")), ("pattern", .string("^[+-]?[0-9]+(_[0-9]+)*$")),
            ]),
          ])
        )
      ]), placeholder: range.lowerBound
    ) { text throws(FormError) in
      guard let number = try Quantity.number(text) else {
        throw .init(message: "\"\(text)\" is not a whole number")
      }
      guard number.rounded() == number else {
        throw .init(message: "\"\(text)\" is not a whole number")
      }
      guard number >= Double(range.lowerBound), number <= Double(range.upperBound),
        let count = Int(exactly: number)
      else {
        throw .init(
          message: "\(text) is out of range: from \(range.lowerBound) to \(range.upperBound)")
      }
      return count
    }
  }
}

extension Form where Value == Double {
  /// A plain number.
  package static func number(_ range: ClosedRange<Double>) -> Form {
    scalar(
      .object([
        (
          "anyOf",
          .array([
            .object([("type", .string("number"))]),
            .object([
              ("type", .string("string")), ("pattern", .string("^\(Quantity.numberPattern)$")),
            ]),
          ])
        )
      ]), placeholder: range.lowerBound
    ) { text throws(FormError) in
      guard let number = try Quantity.number(text) else {
        throw .init(message: "\"\(text)\" is not a number")
      }
      guard range.contains(number) else {
        throw .init(
          message: "\(text) is out of range: from \(range.lowerBound) to \(range.upperBound)")
      }
      return number
    }
  }
}

extension Form {
  /// One of a few words.
  package static func choice(_ choices: [(word: String, value: Value)]) -> Form {
    precondition(!choices.isEmpty, "a choice needs words to choose from")
    return scalar(
      .object([("enum", .array(choices.map { .string($0.word) }))]),
      placeholder: choices[0].value
    ) { text throws(FormError) in
      if let choice = choices.first(where: { $0.word == text }) { return choice.value }
      let words = choices.map(\.word)
      if let near = Spelling.nearest(to: text, among: words) {
        throw .init(message: "\"\(text)\" may not stand here", suggestion: near)
      }
      throw .init(message: "\"\(text)\" is none of \(words.joined(separator: ", "))")
    }
  }
}

extension Form where Value: CaseIterable & RawRepresentable<String> {
  /// One of the cases, by its raw value.
  package static var anyCase: Form { choice(Value.allCases.map { ($0.rawValue, $0) }) }
}
