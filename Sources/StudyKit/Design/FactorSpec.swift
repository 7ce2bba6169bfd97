import ScenarioKit

/// A factor as a study's file tells it: where it stands, and which values it takes.
struct FactorSpec {
  let name: Name
  let paths: [ValuePath]
  let values: [SourceNode]?
  let range: RangeSpec?
  let normal: (mean: Written, deviation: Written, place: SourcePlace)?
  let lognormal: (median: Written, spread: Double, place: SourcePlace)?
  let triangular: [Written]?
  let cases: [CaseSpec]?
  let isWhole: Bool
  let place: SourcePlace

  /// A number with its unit, where it was written.
  typealias Written = Sourced<UnitNumber>

  init(_ fields: inout Fields) {
    place = fields.place
    name = fields.required("name", .name, "What the factor is called in tables and figures.")
    let written = fields.optional(
      "path", .onePathOrMore,
      "Where its value stands in the scenario: vms[web].memory; or a list of such places.")
    paths = written ?? []
    values = fields.optional(
      "values", .list(of: .anything).filled(), "The values, one after the other.")
    range = fields.optional(
      "range", .object("a range", RangeSpec.init), "Values from one number to another.")
    normal = fields.optional(
      "normal",
      .object("a normal law") { fields in
        (
          fields.required("mean", .numberWithUnit, "Its mean."),
          fields.required("deviation", .numberWithUnit, "Its standard deviation."), fields.place
        )
      }, "Of a sampled design: normally distributed.")
    lognormal = fields.optional(
      "lognormal",
      .object("a lognormal law") { fields in
        (
          fields.required("median", .numberWithUnit, "Half of all are smaller."),
          fields.required(
            "spread", .number(1e-6...10), "The standard deviation of the natural logarithm."),
          fields.place
        )
      }, "Of a sampled design: its logarithm is normally distributed.")
    triangular = fields.optional(
      "triangular", .list(of: .numberWithUnit).filled(),
      "Of a sampled design: the lowest, the likeliest and the highest value.")
    cases = fields.optional(
      "cases", .list(of: .object("a case", CaseSpec.init)).filled(),
      "Values that are more than one number or word, each with a name.")
    isWhole =
      fields.optional("whole", .flag, "Whether numbers are rounded to whole ones; not.") ?? false
    let ways = [
      values != nil, range != nil, normal != nil, lognormal != nil, triangular != nil,
      cases != nil,
    ]
    if ways.count(where: { $0 }) != 1 {
      fields.report(
        "a factor takes one of values, range, normal, lognormal, triangular and cases")
    }
    if cases != nil, written != nil {
      fields.report("the cases of a factor tell their paths themselves")
    }
    if cases == nil, written == nil, !ways.allSatisfy({ !$0 }) {
      fields.report("a factor needs a path: where in the scenario its values go")
    }
  }
}

/// A range of numbers.
struct RangeSpec {
  enum Scale: String, CaseIterable { case linear, log }

  let from: Sourced<UnitNumber>
  let to: Sourced<UnitNumber>
  let steps: Int?
  let scale: Scale
  let place: SourcePlace

  init(_ fields: inout Fields) {
    place = fields.place
    from = fields.required("from", .numberWithUnit, "The first value.")
    to = fields.required("to", .numberWithUnit, "The last value.")
    steps = fields.optional(
      "steps", .count(2...10_000), "How many values, both ends included; not in sampled designs.")
    scale =
      fields.optional(
        "scale", .anyCase, "linear for equal steps, log for equal factors; linear.") ?? .linear
  }
}

/// A value that is more than one number or word.
struct CaseSpec {
  let name: Name
  let settings: Settings

  init(_ fields: inout Fields) {
    name = fields.required("name", .name, "What it is called in tables and figures.")
    settings =
      fields.optional(
        "set", .settings, "What it changes: paths, each with a value; nothing if left out.")
      ?? Settings([])
  }
}

extension Form where Value == Sourced<UnitNumber> {
  /// "100 Mbit/s", "0.5".
  fileprivate static var numberWithUnit: Form {
    .placed(
      Form<UnitNumber>.scalar(
        .object([("type", .array([.string("string"), .string("number")]))]),
        placeholder: UnitNumber(1, unit: "")
      ) { text throws(FormError) in
        guard let number = UnitNumber(text) else {
          throw .init(message: "\"\(text)\" is no number, and no quantity with a unit")
        }
        return number
      })
  }
}

extension Form where Value == [ValuePath] {
  fileprivate static var onePathOrMore: Form {
    .either(Form<ValuePath>.path.map { [$0] }, or: .list(of: .path).filled())
  }
}
