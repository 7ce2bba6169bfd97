import MigrationSim

extension Form where Value == Bound {
  /// A bound on a duration, held in milliseconds: "< 1 s".
  static var durationBound: Form {
    let units = Quantity.duration.units.map(\.name).joined(separator: "|")
    return bound(
      .object([
        ("type", .string("string")),
        ("pattern", .string("^(<|<=|=|>=|>) *\(Quantity.numberPattern) *(\(units))$")),
      ])
    ) { text, relation, rest throws(FormError) in
      guard let relation else {
        throw .init(
          message: "\"\(text)\" is not a bound, such as \"< 1 s\"", suggestion: "< \(text)")
      }
      let limit = try Quantity.parse(rest, as: Quantity.duration)
      guard limit >= 0, limit <= 0x1p62 else {
        throw .init(message: "\(text) is out of range: the bound is from 0 s to a century")
      }
      return Bound(relation, limit * 1e-6)
    }
  }

  /// A count, or a bound on one: "3" or "<= 3".
  static var countBound: Form {
    let count = Form<Int>.count(0...100_000_000)
    return bound(
      .object([
        (
          "anyOf",
          .array([
            count.schema(),
            .object([
              ("type", .string("string")), ("pattern", .string("^(<|<=|=|>=|>) *[0-9]+$")),
            ]),
          ])
        )
      ])
    ) { text, relation, rest throws(FormError) in
      guard let number = Int(rest.replacing("_", with: "")), 0...100_000_000 ~= number else {
        throw .init(message: "\"\(text)\" is neither a count nor a bound on one, such as \"<= 3\"")
      }
      return Bound(relation ?? .exactly, Double(number))
    }
  }

  /// Splits the relation off, if there is one that is known, and the spaces after it.
  private static func bound(
    _ schema: @escaping @autoclosure () -> JSON,
    parse: @escaping (String, Bound.Relation?, String) throws(FormError) -> Bound
  ) -> Form {
    scalar(schema(), placeholder: Bound(.exactly, 0)) { text throws(FormError) in
      let sign = text.prefix { "<>=".contains($0) }
      let relation = Bound.Relation(rawValue: String(sign))
      guard sign.isEmpty || relation != nil else {
        let all = Bound.Relation.allCases.map(\.rawValue).joined(separator: ", ")
        throw .init(message: "\"\(sign)\" is no relation; there are \(all)")
      }
      let rest = text.dropFirst(sign.count).drop { $0 == " " }
      return try parse(text, relation, String(rest))
    }
  }
}
