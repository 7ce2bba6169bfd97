import MigrationSim

/// How long something takes: always the same, or drawn anew each time.
public enum DurationLaw: Hashable, Sendable {
  case constant(SimDuration)
  /// Every duration between the two is as likely.
  case uniform(SimDuration, SimDuration)
  case exponential(mean: SimDuration)
  /// The logarithm is normal; `spread` is the standard deviation of the natural logarithm.
  case lognormal(median: SimDuration, spread: Double)
  /// Cut off at zero.
  case normal(mean: SimDuration, deviation: SimDuration)
}

extension DurationLaw {
  init(_ fields: inout Fields) {
    let uniform = fields.optional(
      "uniform", .list(of: .duration), "Two bounds: [1 s, 3 s]; all between are as likely.")
    let exponential = fields.optional(
      "exponential", .duration, "An exponential duration's mean.")
    let lognormal = fields.optional(
      "lognormal", .object("a lognormal duration") { Self.lognormal(&$0) },
      "A duration whose logarithm is normal: mostly near the median, at times much longer.")
    let normal = fields.optional(
      "normal", .object("a normal duration") { Self.normal(&$0) }, "Cut off at zero.")
    var laws: [DurationLaw] = []
    if let uniform {
      if uniform.count == 2, uniform[0] <= uniform[1] {
        laws.append(.uniform(uniform[0], uniform[1]))
      } else {
        fields.report("uniform takes two durations, the shorter first: [1 s, 3 s]")
        laws.append(.constant(.zero))
      }
    }
    if let exponential { laws.append(.exponential(mean: exponential)) }
    if let lognormal { laws.append(lognormal) }
    if let normal { laws.append(normal) }
    if laws.count != 1 {
      fields.report("a duration is one of uniform, exponential, lognormal and normal")
    }
    self = laws.first ?? .constant(.zero)
  }

  private static func lognormal(_ fields: inout Fields) -> DurationLaw {
    let median = fields.required("median", .duration, "Half of all are shorter.")
    let spread = fields.required(
      "spread", .number(0...5), "The standard deviation of the natural logarithm.")
    return .lognormal(median: median, spread: spread)
  }

  private static func normal(_ fields: inout Fields) -> DurationLaw {
    let mean = fields.required("mean", .duration, "Its mean.")
    let deviation = fields.required("deviation", .duration, "Its standard deviation.")
    return .normal(mean: mean, deviation: deviation)
  }
}

extension Form where Value == DurationLaw {
  /// A bare duration is constant.
  static var law: Form {
    .either(
      Form<SimDuration>.duration.map(DurationLaw.constant),
      or: .object("a duration", DurationLaw.init))
  }
}
