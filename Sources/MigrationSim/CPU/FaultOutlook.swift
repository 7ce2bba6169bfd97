/// What lost features come to within a span: a race of first uses, new processes, and layers.
///
/// A use of rate λ is lost, and the process behind it makes room at rate μ for one that does not
/// use it. The two race, so that it survives t without a fault with
///
///     S(t) = (μ + λ e^(−(λ+μ)t)) / (λ + μ);  a fault by t: λ/(λ+μ) · (1 − e^(−(λ+μ)t))
///
/// Uses are independent: survival of several is the product. What a kernel's crash ends can happen
/// no more, so services die by t, the machine still up, with ∫₀ᵗ −S′(u) K(u) du, where S is the
/// survival of the services' uses and K of the kernel's. Both products are sums of exponentials,
/// so the integral is one too.
///
/// λ, μ in 1/s; t in s from the guest's resumption; valid while the rates hold and the guest stays
/// on that CPU. Source: competing risks with constant hazards (Cox and Oakes, Analysis of Survival
/// Data, chapter 9). Check: λ = 2, μ = 3, t = 0.2 give 0.4 (1 − 1/e) = 0.252848; λ = 3 beside a
/// kernel of 1 give services dead by 0.25 with 0.75 (1 − 1/e) = 0.474090.
public struct FaultOutlook: Hashable, Sendable {
  public let lost: [LostFeature]

  public init(_ lost: [LostFeature]) {
    self.lost = lost.filter { $0.usesPerSecond > 0 }
  }

  /// That anything has died within `span`.
  public func probability(within span: SimDuration) -> Double {
    -naturalExponentialMinusOne(logarithmOfSurvival(SoftwareLayer.allCases, span))
  }

  /// That `consequence` has come about within `span`, before the machine crashed.
  ///
  /// Of the machine's own crash nothing can come before. Complexity: at worst two to the number of
  /// uses in the layer that are renewed; sums below 10⁻¹⁸ are left out.
  public func probability(
    of consequence: FaultConsequence, within span: SimDuration
  ) -> Double {
    guard span > .zero else { return 0 }
    if consequence == .machineCrashes {
      return -naturalExponentialMinusOne(logarithmOfSurvival([.kernel], span))
    }
    let kernel = terms(of: .kernel)
    return terms(of: consequence.layer).reduce(0) { sum, own in
      kernel.reduce(sum) { sum, other in
        let rate = own.rate + other.rate
        guard own.rate > 0 else { return sum }
        return sum + own.weight * other.weight * own.rate / rate
          * -naturalExponentialMinusOne(-rate * span.seconds)
      }
    }
  }

  /// That `consequence` is the worst that has come about by the end of `span`.
  ///
  /// These exclude each other: with the probability that nothing has died they make one.
  public func probability(
    worst consequence: FaultConsequence, within span: SimDuration
  ) -> Double {
    let worse = SoftwareLayer.allCases.filter {
      $0.consequence.rawValue < consequence.rawValue
    }
    return naturalExponential(logarithmOfSurvival(worse, span))
      * -naturalExponentialMinusOne(logarithmOfSurvival([consequence.layer], span))
  }

  /// That `consequence`, or worse, has come about within `span`.
  public func probability(
    atLeast consequence: FaultConsequence, within span: SimDuration
  ) -> Double {
    let layers = SoftwareLayer.allCases.filter {
      $0.consequence.rawValue <= consequence.rawValue
    }
    return -naturalExponentialMinusOne(logarithmOfSurvival(layers, span))
  }

  private func logarithmOfSurvival(_ layers: [SoftwareLayer], _ span: SimDuration) -> Double {
    guard span > .zero else { return 0 }
    return lost.reduce(0) { sum, feature in
      layers.contains(feature.layer) ? sum + feature.logarithmOfSurvival(span.seconds) : sum
    }
  }

  /// The survival of a layer's uses as Σ weight · e^(−rate · t).
  private func terms(of layer: SoftwareLayer) -> [(weight: Double, rate: Double)] {
    var terms = [(weight: 1.0, rate: 0.0)]
    for use in lost where use.layer == layer {
      let (uses, renewals) = (use.usesPerSecond, use.renewalsPerSecond)
      let rate = uses + renewals
      let used = terms.map { (weight: $0.weight * uses / rate, rate: $0.rate + rate) }
      guard renewals > 0 else {
        terms = used
        continue
      }
      terms = terms.map { (weight: $0.weight * renewals / rate, rate: $0.rate) } + used
      terms.removeAll { $0.weight < 1e-18 }
    }
    return terms
  }
}

extension LostFeature {
  /// ln S(t), with its digits where a fault is rare.
  fileprivate func logarithmOfSurvival(_ seconds: Double) -> Double {
    guard renewalsPerSecond > 0 else { return -usesPerSecond * seconds }
    let rate = usesPerSecond + renewalsPerSecond
    let fault = usesPerSecond / rate * -naturalExponentialMinusOne(-rate * seconds)
    if fault < 1e-5 { return -fault - fault * fault / 2 - fault * fault * fault / 3 }
    return naturalLogarithm(
      (renewalsPerSecond + usesPerSecond * naturalExponential(-rate * seconds)) / rate)
  }
}
