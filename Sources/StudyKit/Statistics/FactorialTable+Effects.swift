extension FactorialTable {
  /// A term's effects, with intervals that err on each side with the probability `tail`.
  func effects(of term: Term, tail: Double) -> [FactorialEffects.Effect] {
    guard replications >= 2 else {
      return term.deviations.map { FactorialEffects.Effect(deviation: $0, interval: nil) }
    }
    return zip(term.deviations, halfWidths(of: term, tail: tail)).map { deviation, half in
      FactorialEffects.Effect(
        deviation: deviation,
        interval: ConfidenceInterval(low: deviation - half, high: deviation + half))
    }
  }

  private func halfWidths(of term: Term, tail: Double) -> [Double] {
    guard sharesRandomNumbers else {
      let freedom = Double(errorDegreesOfFreedom)
      let variance =
        errorSumOfSquares / freedom * Double(term.degreesOfFreedom) / Double(cells * replications)
      let half = Student.quantile(tail: tail, degreesOfFreedom: freedom) * variance.squareRoot()
      return term.deviations.map { _ in half }
    }
    var moments = [Moments](repeating: Moments(), count: term.deviations.count)
    for row in rows {
      let deviations = deviations(of: term.factors, places: term.places, in: row)
      for (place, deviation) in deviations.enumerated() {
        moments[place].add(deviation, scale: scale)
      }
    }
    let factor = Student.quantile(tail: tail, degreesOfFreedom: Double(replications - 1))
    return moments.map { factor * ($0.variance / Double(replications)).squareRoot() }
  }
}
