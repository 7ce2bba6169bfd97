import Foundation
import MigrationSim
import Testing

/// Against the C library's functions, whose error is below one unit in the last place.
@Suite struct `Elementary functions` {
  var stream = RandomSource(seed: 1, replication: 0).stream("arguments")

  func error(_ found: Double, _ true: Double) -> Double {
    found == `true` ? 0 : abs(found - `true`) / abs(`true`)
  }

  @Test mutating func `the logarithm agrees with the C library's`() {
    var worst = 0.0
    for _ in 0..<100_000 {
      let x = stream.openUniform()
      worst = max(worst, error(naturalLogarithm(x), log(x)))
      worst = max(worst, error(naturalLogarithm(1 / x), log(1 / x)))
      let wide = pow(10, 600 * x - 300)
      worst = max(worst, error(naturalLogarithm(wide), log(wide)))
      let near = 1 + (x - 0.5) * 1e-6
      worst = max(worst, error(naturalLogarithm(near), log(near)))
    }
    #expect(worst < 5e-16)
    #expect(naturalLogarithm(1) == 0)
    #expect(naturalLogarithm(10) == 2.302585092994046)
  }

  @Test mutating func `the exponential agrees with the C library's`() {
    var worst = 0.0
    for _ in 0..<100_000 {
      let x = (stream.uniform() - 0.5) * 1400
      worst = max(worst, error(naturalExponential(x), exp(x)))
      let small = (stream.uniform() - 0.5) * 4
      worst = max(worst, error(naturalExponential(small), exp(small)))
    }
    #expect(worst < 5e-16)
    #expect(naturalExponential(0) == 1)
    #expect(naturalExponential(-1) == 0.36787944117144233)
    #expect(naturalExponential(-1000) == 0)
    #expect(naturalExponential(1000) == .infinity)
    #expect(naturalExponential(-.infinity) == 0)
  }

  @Test mutating func `the exponential less one keeps its precision near zero`() {
    var worst = 0.0
    for _ in 0..<100_000 {
      let x = pow(10, 16 * stream.uniform() - 15)
      worst = max(worst, error(naturalExponentialMinusOne(x), expm1(x)))
      worst = max(worst, error(naturalExponentialMinusOne(-x), expm1(-x)))
    }
    #expect(worst < 6e-16)
    #expect(naturalExponentialMinusOne(0) == 0)
    #expect(naturalExponentialMinusOne(-1000) == -1)
  }
}
