import MigrationSim
import Testing

private func lost(_ rate: Double, _ layer: SoftwareLayer = .libc) -> LostFeature {
  LostFeature(feature: .sse42, layer: layer, usesPerSecond: rate)
}

@Suite struct `The time to the first fault` {
  // 1 - exp(-1) = 0.632120558828558; 1 - exp(-0.5 · 3) = 0.776869839851570.
  @Test func `follows the exponential law of the summed rates`() {
    let features = [lost(0.2), lost(0.3)]
    let two = InstructionFault.probability(within: .seconds(2), of: features)
    let three = InstructionFault.probability(within: .seconds(3), of: features)
    #expect(abs(two - 0.632120558828558) < 1e-12)
    #expect(abs(three - 0.776869839851570) < 1e-12)
  }

  @Test func `never comes where nothing is executed`() {
    #expect(InstructionFault.probability(within: .seconds(1e9), of: []) == 0)
    #expect(InstructionFault.probability(within: .seconds(1e9), of: [lost(0)]) == 0)
    #expect(InstructionFault.first(of: [], time: 0.5, cause: 0.5) == nil)
    #expect(InstructionFault.first(of: [lost(0)], time: 0.5, cause: 0.5) == nil)
  }

  @Test func `is not at once`() {
    #expect(InstructionFault.probability(within: .zero, of: [lost(5)]) == 0)
  }

  // A tiny probability keeps its digits: 1e-12 uses a second over a second.
  @Test func `keeps its digits where it is rare`() {
    let rare = InstructionFault.probability(within: .seconds(1), of: [lost(1e-12)])
    #expect(abs(rare - 1e-12) < 1e-20)
  }

  // The median of an exponential law is ln 2 / Λ: 0.693147181 s at one use a second.
  @Test func `is drawn by inversion`() {
    let fault = InstructionFault.first(of: [lost(0.25), lost(0.75)], time: 0.5, cause: 0)
    #expect(fault?.delay == .seconds(0.693147181))
  }

  @Test func `is of a feature in proportion to its rate`() {
    let features = [lost(0), lost(1, .kernel), lost(3, .application)]
    func layer(_ cause: Double) -> SoftwareLayer? {
      InstructionFault.first(of: features, time: 0.5, cause: cause)?.layer
    }
    #expect(layer(0) == .kernel)
    #expect(layer(0.2499) == .kernel)
    #expect(layer(0.25) == .application)
    #expect(layer(0.9999999999999999) == .application)
  }

  // The slow twin draws a time for each feature and takes the least. 20,000 draws: the standard
  // error of a mean of 0.25 s is 0.0018 s, of a share of 3/4 it is 0.0031; four of each allowed.
  @Test func `is the least of the features' own times`() {
    var cases = FeatureCases(state: 6)
    let features = [lost(1, .kernel), lost(3, .application)]
    let draws = 20_000
    var (fast, slow) = (0.0, 0.0)
    var (fastShare, slowShare) = (0, 0)
    for _ in 0..<draws {
      let (u, v) = (
        Double.random(in: 0..<1, using: &cases), Double.random(in: 0..<1, using: &cases)
      )
      let fault = InstructionFault.first(of: features, time: u, cause: v)!
      fast += fault.delay.seconds
      fastShare += fault.layer == .application ? 1 : 0
      let own = features.map {
        InstructionFault.first(of: [$0], time: Double.random(in: 0..<1, using: &cases), cause: 0)!
      }
      slow += own.map(\.delay.seconds).min()!
      slowShare += own[1].delay < own[0].delay ? 1 : 0
    }
    #expect(abs(fast / Double(draws) - 0.25) < 0.0072)
    #expect(abs(slow / Double(draws) - 0.25) < 0.0072)
    #expect(abs(Double(fastShare) / Double(draws) - 0.75) < 0.0124)
    #expect(abs(Double(slowShare) / Double(draws) - 0.75) < 0.0124)
  }

  @Test func `takes down what its layer carries`() {
    #expect(SoftwareLayer.kernel.consequence == .machineCrashes)
    #expect(SoftwareLayer.libc.consequence == .servicesDie)
    #expect(SoftwareLayer.application.consequence == .processDies)
  }
}
