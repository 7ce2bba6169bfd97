/// A law by which a real number is drawn; its user says in what unit.
public enum Distribution: Hashable, Sendable {
  /// Always this value; draws nothing from the stream.
  case constant(Double)
  /// Equally likely everywhere in [low, high).
  case uniform(low: Double, high: Double)
  /// Memoryless, with density e^(-x/mean)/mean for x ≥ 0.
  case exponential(mean: Double)
  /// The normal law over all real numbers; see `drawDuration(_:)` where none may be negative.
  case normal(mean: Double, deviation: Double)
  /// `median` · e^(σz) with z standard normal: half lie below the median; σ is that of ln x.
  case lognormal(median: Double, sigma: Double)
  /// Density x^(shape-1) e^(-x/scale), normed, for x > 0: mean shape · scale.
  case gamma(shape: Double, scale: Double)

  /// Draws one value; a uniform or exponential takes one word of the stream, the rest take
  /// as many as their method happens to need.
  public func draw(_ stream: inout RandomStream) -> Double {
    switch self {
    case .constant(let value): value
    case .uniform(let low, let high): low + (high - low) * stream.uniform()
    case .exponential(let mean): stream.exponential(mean: mean)
    case .normal(let mean, let deviation): stream.normal(mean: mean, deviation: deviation)
    case .lognormal(let median, let sigma): stream.lognormal(median: median, sigma: sigma)
    case .gamma(let shape, let scale): stream.gamma(shape: shape, scale: scale)
    }
  }

  /// Draws a span of time, the law being over seconds and cut off below zero.
  ///
  /// A negative value is drawn again, so what comes is the law given that x ≥ 0 (not the law with
  /// its negative part heaped on zero). The mean must not be negative: then at least half of the
  /// draws serve, whichever the law. A normal so cut has mean μ + σ φ(μ/σ)/Φ(μ/σ): 1.2876 where
  /// μ = σ = 1.
  public func drawDuration(_ stream: inout RandomStream) -> SimDuration {
    precondition(mean >= 0, "a duration drawn by \(self), whose mean is below 0 s")
    while true {
      let seconds = draw(&stream)
      if seconds >= 0 { return .seconds(seconds) }
    }
  }

  /// The mean of `draw(_:)`, in the unit of the values.
  public var mean: Double {
    switch self {
    case .constant(let value): value
    case .uniform(let low, let high): low + (high - low) / 2
    case .exponential(let mean): mean
    case .normal(let mean, _): mean
    case .lognormal(let median, let sigma): median * naturalExponential(sigma * sigma / 2)
    case .gamma(let shape, let scale): shape * scale
    }
  }
}
