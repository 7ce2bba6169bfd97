import MigrationSim

/// One step of the timeline: what an operator does, when, and how it must end.
public struct StepSpec: Sendable {
  public var title: String
  public var start: StepStartSpec
  public var expectation: StepExpectation?
  public var operation: OperationSpec
  public var place: SourcePlace

  init(_ fields: inout Fields) {
    place = fields.place
    title = fields.optional("title", .text, "What the manual or the teacher says of it.") ?? ""
    let at = fields.optional(
      "at", .placed(.duration), "When it begins, since the run began; whatever else goes on.")
    let after = fields.optional(
      "after", .duration,
      "How long after the end of the step before; at once if neither this nor at is given.")
    start = at.map(StepStartSpec.at) ?? .afterPrevious(after ?? .zero)
    if at != nil, after != nil {
      fields.report("a step begins either at a time or after the step before: give one of the two")
    }
    expectation = fields.optional(
      "expect", .stepExpectation,
      "How it must end: done, {refused: CODE} or {failed: CODE}; nothing is asked if left out.")
    operation = OperationSpec(&fields)
  }
}

/// When a step begins.
public enum StepStartSpec: Sendable {
  /// Since the run began.
  case at(Sourced<SimDuration>)
  case afterPrevious(SimDuration)
}

extension Form where Value == StepExpectation {
  static var stepExpectation: Form {
    .either(
      .choice([
        ("done", .done), ("refused", .refused(code: nil)), ("failed", .failed(code: nil)),
      ]), or: .object("an expectation", StepExpectation.init))
  }
}

extension StepExpectation {
  init(_ fields: inout Fields) {
    let refused = fields.optional(
      "refused", .errorCode, "The error code with which it is refused before anything changes.")
    let failed = fields.optional("failed", .errorCode, "The error code with which it fails.")
    switch (refused, failed) {
    case (let code?, nil): self = .refused(code: code)
    case (nil, let code?): self = .failed(code: code)
    default:
      self = .done
      fields.report("an expectation is done, {refused: CODE} or {failed: CODE}")
    }
  }
}

extension Form where Value == String {
  /// An error code of xapi: capitals, digits and underscores.
  fileprivate static var errorCode: Form {
    scalar(
      .object([("type", .string("string")), ("pattern", .string("^[A-Z][A-Z0-9_]*$"))]),
      placeholder: ""
    ) { text throws(FormError) in
      guard text.wholeMatch(of: /[A-Z][A-Z0-9_]*/) != nil else {
        let upper = text.uppercased().replacing(" ", with: "_")
        throw .init(
          message: "\"\(text)\" is not an error code, such as HOSTS_NOT_HOMOGENEOUS",
          suggestion: upper.wholeMatch(of: /[A-Z][A-Z0-9_]*/) == nil ? nil : upper)
      }
      return text
    }
  }
}
