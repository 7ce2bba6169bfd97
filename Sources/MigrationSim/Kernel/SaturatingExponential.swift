/// 1 - e^(-x) for x ≥ 0, by arithmetic alone: the chance of at least one event when x are expected.
///
/// Like the logarithm, it does not ask the C library, whose last bit may differ between processors.
///
/// With x = k ln 2 + r, |r| ≤ ½ ln 2, and E = e^(-r) - 1 by its Taylor series to r¹⁴:
/// 1 - e^(-x) = (1 - 2⁻ᵏ) - 2⁻ᵏ E, which keeps its precision for small x, where k = 0. Below
/// 3 · 10⁻¹⁶ relative error. Check value: x = 1: 0.6321205588285577.
@inlinable public func oneMinusExponential(ofMinus x: Double) -> Double {
  guard x > 0 else { return 0 }
  // e^(-38) is below half a unit in the last place of 1.
  guard x < 38 else { return 1 }
  let k = (x * 1.4426950408889634).rounded()
  // ln 2 in two parts, so that k ln 2 is exact to the last bit.
  let r = (x - k * 0.6931471803691238) - k * 1.9082149292705877e-10
  let y = -r
  var series = 1.0
  for n in stride(from: 14.0, to: 1.0, by: -1.0) { series = 1 + y / n * series }
  let change = y * series
  let scale = Double(sign: .plus, exponent: -Int(k), significand: 1)
  return (1 - scale) - scale * change
}
