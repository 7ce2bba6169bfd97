// Logarithm and exponential by arithmetic alone. A C library picks its versions by processor (with
// or without fused multiply-add), so their last bits can differ between machines; these are the
// same everywhere, and the times of events hang on them.

/// The natural logarithm of a positive, normal, finite number.
///
/// With x = 2ᵏ m, √½ ≤ m < √2 and s = (m - 1)/(m + 1): ln x = k ln 2 + 2 artanh s, and the series
/// artanh s = s + s³/3 + s⁵/5 + … is cut after s²¹/21, the rest being below 2⁻⁵³ of the sum as
/// |s| < 0.172. Check value: ln 10 = 2.302585092994046. Error: below 5 · 10⁻¹⁶ of the result.
@inlinable public func naturalLogarithm(_ x: Double) -> Double {
  var exponent = Double(x.exponent)
  var mantissa = x.significand
  if mantissa >= 0x1.6A09E667F3BCDp0 {
    mantissa *= 0.5
    exponent += 1
  }
  let s = (mantissa - 1) / (mantissa + 1)
  let z = s * s
  var series = 1.0 / 21
  series = series * z + 1.0 / 19
  series = series * z + 1.0 / 17
  series = series * z + 1.0 / 15
  series = series * z + 1.0 / 13
  series = series * z + 1.0 / 11
  series = series * z + 1.0 / 9
  series = series * z + 1.0 / 7
  series = series * z + 1.0 / 5
  series = series * z + 1.0 / 3
  // ln 2 in two parts: the first has 33 bits, so its product with the exponent is exact.
  return exponent * 0x1.62E42FEEp-1
    + (2 * s + (2 * s * z * series + exponent * 0x1.A39EF35793C76p-33))
}

/// e to the power of `x`.
///
/// Check value: e^-1 = 0.36787944117144233. Error: below 5 · 10⁻¹⁶ of the result; zero below
/// x = -745.2 and infinite above 709.8.
@inlinable public func naturalExponential(_ x: Double) -> Double {
  if x < -746 { return 0 }
  if x > 710 { return .infinity }
  let (power, rest) = exponentialParts(x)
  return scaled(1 + rest, by: power)
}

/// e to the power of `x`, less one: precise for small `x`, unlike `naturalExponential(x) - 1`.
///
/// 1 - e^(-x), the share of pages that a Poisson stream of x writes a page touches, is
/// `-naturalExponentialMinusOne(-x)`. Check value: e^(10⁻¹⁰) - 1 = 1.00000000005 · 10⁻¹⁰.
@inlinable public func naturalExponentialMinusOne(_ x: Double) -> Double {
  if x < -40 { return -1 }
  if x > 40 { return naturalExponential(x) }
  let (power, rest) = exponentialParts(x)
  let scale = scaled(1, by: power)
  return scale * rest + (scale - 1)
}

/// k and e^r - 1, where x = k ln 2 + r and |r| ≤ ½ ln 2, for |x| < 1000.
///
/// The series r + r²/2! + r³/3! + … is cut after r¹³/13!, the rest being below 2⁻⁵³ of the sum.
@inlinable func exponentialParts(_ x: Double) -> (power: Int, rest: Double) {
  let k = (x * 1.4426950408889634).rounded()
  let r = (x - k * 0x1.62E42FEEp-1) - k * 0x1.A39EF35793C76p-33
  // Even and odd powers apart: two chains of products that the processor follows side by side.
  let square = r * r
  var even = 1.0 / 479_001_600
  even = even * square + 1.0 / 3_628_800
  even = even * square + 1.0 / 40_320
  even = even * square + 1.0 / 720
  even = even * square + 1.0 / 24
  even = even * square + 1.0 / 2
  var odd = 1.0 / 6_227_020_800
  odd = odd * square + 1.0 / 39_916_800
  odd = odd * square + 1.0 / 362_880
  odd = odd * square + 1.0 / 5_040
  odd = odd * square + 1.0 / 120
  odd = odd * square + 1.0 / 6
  return (Int(k), r + square * (even + r * odd))
}

/// `x` · 2^power, in two steps so that a result below the normal range is reached too.
@inlinable func scaled(_ x: Double, by power: Int) -> Double {
  let half = power / 2
  return x * powerOfTwo(half) * powerOfTwo(power - half)
}

/// 2^exponent for a result in the normal range, put together bit by bit.
@inlinable func powerOfTwo(_ exponent: Int) -> Double {
  Double(bitPattern: UInt64(1023 + exponent) << 52)
}
