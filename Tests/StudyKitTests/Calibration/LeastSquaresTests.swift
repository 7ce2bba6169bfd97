import Foundation
import Testing

@testable import StudyKit

@Suite struct `A least-squares fit` {
  // y = ax through the origin: a = Σxy/Σx² = 28.5/14, Σ(ax - y)² = Σy² - (Σxy)²/Σx², and the
  // variance of a is 1/Σx², that of ln a 1/(a²Σx²).
  @Test func `of a line through the origin is the closed form's`() throws {
    let points = [(1.0, 2.1), (2.0, 3.9), (3.0, 6.2)]
    let fit = try #require(
      LeastSquares(from: [0], count: 3) { parameters in
        points.map { exp(parameters[0]) * $0.0 - $0.1 }
      })
    let a = 28.5 / 14
    #expect(fit.hasConverged)
    #expect(abs(exp(fit.parameters[0]) / a - 1) < 1e-9)
    #expect(abs(fit.chiSquared - (58.06 - 28.5 * 28.5 / 14)) < 1e-9)
    let variance = try #require(fit.covariance[0][0])
    #expect(abs(variance * a * a * 14 - 1) < 1e-6)
  }

  @Test func `knows nothing of a parameter that changes nothing`() throws {
    let fit = try #require(
      LeastSquares(from: [5, 1], count: 3) { parameters in
        [1.0, 2, 3].map { parameters[0] - $0 }
      })
    #expect(abs(fit.parameters[0] - 2) < 1e-9)
    #expect(fit.covariance[1][1] == nil)
    // (JᵀJ)⁻¹ = 1/3.
    #expect(abs((fit.covariance[0][0] ?? 0) - 1.0 / 3) < 1e-6)
  }

  @Test func `needs as many residuals as parameters`() {
    #expect(LeastSquares(from: [1, 2], count: 1) { _ in [0] } == nil)
  }

  @Test func `survives residuals that are no numbers`() throws {
    let fit = try #require(
      LeastSquares(from: [1], count: 2) { parameters in
        [parameters[0] < 0.5 ? .nan : parameters[0] - 1, 0]
      })
    #expect(abs(fit.parameters[0] - 1) < 1e-6)
  }
}
