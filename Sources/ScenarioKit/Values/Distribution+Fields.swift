import MigrationSim

/// Durations as files tell them: always the same, or drawn anew each time [s].
extension Distribution {
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
    var laws: [Distribution] = []
    if let uniform {
      if uniform.count == 2, uniform[0] <= uniform[1] {
        laws.append(.uniform(low: uniform[0].seconds, high: uniform[1].seconds))
      } else {
        fields.report("uniform takes two durations, the shorter first: [1 s, 3 s]")
        laws.append(.constant(0))
      }
    }
    if let exponential { laws.append(.exponential(mean: exponential.seconds)) }
    if let lognormal { laws.append(lognormal) }
    if let normal { laws.append(normal) }
    if laws.count != 1 {
      fields.report("a duration is one of uniform, exponential, lognormal and normal")
    }
    self = laws.first ?? .constant(0)
  }

  private static func lognormal(_ fields: inout Fields) -> Distribution {
    let median = fields.required("median", .duration, "Half of all are shorter.")
    let spread = fields.required(
      "spread", .number(0...5), "The standard deviation of the natural logarithm.")
    return .lognormal(median: median.seconds, sigma: spread)
  }

  private static func normal(_ fields: inout Fields) -> Distribution {
    let mean = fields.required("mean", .duration, "Its mean.")
    let deviation = fields.required("deviation", .duration, "Its standard deviation.")
    return .normal(mean: mean.seconds, deviation: deviation.seconds)
  }
}

extension Form where Value == Distribution {
  /// A bare duration is constant.
  static var law: Form {
    .either(
      Form<SimDuration>.duration.map { Distribution.constant($0.seconds) },
      or: .object("a duration", Distribution.init))
  }
}
