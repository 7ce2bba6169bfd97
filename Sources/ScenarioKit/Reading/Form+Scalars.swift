import MigrationSim

extension Form where Value == String {
  /// Any text, over several lines too.
  static var text: Form {
    scalar(.object([("type", .array([.string("string"), .string("number")]))]), placeholder: "") {
      $0
    }
  }
}

extension Form where Value == Name {
  /// The name of a thing: a line of at most 100 letters.
  static var name: Form {
    let form = Form<String>.scalar(
      .object([
        ("type", .array([.string("string"), .string("number")])), ("minLength", .integer(1)),
        ("maxLength", .integer(100)),
      ]), placeholder: ""
    ) { text throws(Quantity.Problem) in
      guard !text.allSatisfy(\.isWhitespace) else { throw .init(message: "a name is empty") }
      guard text.unicodeScalars.count <= 100, !text.contains(where: \.isNewline) else {
        throw .init(message: "a name is one line of at most 100 letters")
      }
      return text
    }
    return .placed(form)
  }
}

extension Form where Value == Bool {
  static var flag: Form {
    scalar(.object([("type", .string("boolean"))]), placeholder: false) {
      text throws(Quantity.Problem) in
      switch text {
      case "true": return true
      case "false": return false
      default:
        let lower = text.lowercased()
        let meant: String? =
          ["yes", "on", "true"].contains(lower)
          ? "true" : ["no", "off", "false"].contains(lower) ? "false" : nil
        throw .init(message: "\"\(text)\" is neither true nor false", suggestion: meant)
      }
    }
  }
}

extension Form where Value == Int {
  static func count(_ range: ClosedRange<Int>) -> Form {
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
    ) { text throws(Quantity.Problem) in
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
  static func number(_ range: ClosedRange<Double>) -> Form {
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
    ) { text throws(Quantity.Problem) in
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

  /// A part of a whole, "5 %".
  static var share: Form { quantity(Quantity.share, in: 0...1) }

  /// Pages that a guest writes, "2000 pages/s" [pages/s].
  static var pageRate: Form { quantity(Quantity.pageRate, in: 0...1e12) }

  fileprivate static func quantity(_ kind: Quantity.Kind, in range: ClosedRange<Double>) -> Form {
    let units = kind.units.map(\.name).joined(separator: "|")
    return scalar(
      .object([
        ("type", .string("string")),
        ("pattern", .string("^ *\(Quantity.numberPattern) *(\(units)) *$")),
        ("examples", .array([.string(kind.example)])),
      ]), placeholder: range.lowerBound
    ) { text throws(Quantity.Problem) in
      let value = try Quantity.parse(text, as: kind)
      guard range.contains(value) else {
        let low = Quantity.text(range.lowerBound, as: kind)
        let high = Quantity.text(range.upperBound, as: kind)
        throw .init(message: "\(text) is out of range: from \(low) to \(high)")
      }
      return value
    }
  }
}

extension Form where Value == ByteCount {
  /// An amount of data, "512 MiB"; the placeholder is zero.
  static func size(_ range: ClosedRange<ByteCount>) -> Form {
    Form<Double>.quantity(
      Quantity.size, in: Double(range.lowerBound.bytes)...Double(range.upperBound.bytes)
    )
    .map { ByteCount(Int64($0.rounded())) }
    .withPlaceholder(.zero)
  }

  /// Of a disk or a storage repository: to 1 PiB.
  static var storageSize: Form { size(.zero ... .gibibytes(1 << 20)) }
  /// Of a memory: 4 MiB to 64 TiB, well past what Xen gives one host.
  static var memorySize: Form { size(.mebibytes(4) ... .gibibytes(1 << 16)) }
}

extension Form where Value == BitRate {
  /// From 1 kbit/s to 10 Tbit/s: "1 Gbit/s".
  static var rate: Form {
    Form<Double>.quantity(Quantity.rate, in: 1e3...1e13).map(BitRate.init(bitsPerSecond:))
  }
}

extension Form where Value == SimDuration {
  /// Up to a year: "300 ms".
  static var duration: Form { duration(0...Self.year) }
  /// Forwards or back, up to a year.
  static var offset: Form { duration(-year...year) }

  private static var year: Double { 365 * 86_400e9 }

  private static func duration(_ range: ClosedRange<Double>) -> Form {
    Form<Double>.quantity(Quantity.duration, in: range)
      .map { SimDuration(nanoseconds: Int64($0.rounded())) }
  }
}

extension Form {
  func withPlaceholder(_ value: @escaping @autoclosure () -> Value) -> Form {
    Form(schema: schema(), placeholder: value(), read: read)
  }

  /// One of a few words.
  static func choice(_ choices: [(word: String, value: Value)]) -> Form {
    precondition(!choices.isEmpty, "a choice needs words to choose from")
    return scalar(
      .object([("enum", .array(choices.map { .string($0.word) }))]),
      placeholder: choices[0].value
    ) { text throws(Quantity.Problem) in
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
  static var anyCase: Form { choice(Value.allCases.map { ($0.rawValue, $0) }) }
}
