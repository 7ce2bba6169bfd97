import Foundation
import MigrationSim
import Testing

@Suite struct `One minus the exponential` {
  @Test(arguments: [1e-300, 1e-12, 1e-3, 0.1, 0.34, 0.35, 0.5, 1, 2, 5, 20, 37.9])
  func `agrees with the C library's expm1`(x: Double) {
    let expected = -expm1(-x)
    #expect(abs(oneMinusExponential(ofMinus: x) / expected - 1) < 5e-16)
  }

  @Test func `is zero at and below zero and one far out`() {
    #expect(oneMinusExponential(ofMinus: 0) == 0)
    #expect(oneMinusExponential(ofMinus: -1) == 0)
    #expect(oneMinusExponential(ofMinus: 1e9) == 1)
  }

  // 1 - 1/e.
  @Test func `has its check value at one`() {
    #expect(oneMinusExponential(ofMinus: 1) == 0.6321205588285577)
  }
}
