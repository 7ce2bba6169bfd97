import CGSL

// The one file of the engine that calls the GNU Scientific Library. It draws from our own streams:
// a `gsl_rng` is made on the stack over the borrowed stream and ends with the call, so the state
// of every generator stays a Swift value.

/// What GSL needs to know of a `RandomStream`, made once for the process.
///
/// Making it turns GSL's error handler off, because the default one ends the process. Nothing is
/// missed by that: the drawing functions report no errors, and arguments are checked in Swift.
nonisolated(unsafe) private let generatorType: UnsafePointer<gsl_rng_type> = {
  gsl_set_error_handler_off()
  let type = UnsafeMutablePointer<gsl_rng_type>.allocate(capacity: 1)
  type.initialize(
    to: gsl_rng_type(
      name: nil, max: UInt.max, min: 0, size: MemoryLayout<RandomStream>.size,
      set: { _, _ in },
      get: { state in UInt(state!.assumingMemoryBound(to: RandomStream.self).pointee.next()) },
      get_double: { state in
        state!.assumingMemoryBound(to: RandomStream.self).pointee.uniform()
      }))
  return UnsafePointer(type)
}()

extension RandomStream {
  private mutating func withGenerator<Result>(
    _ draw: (UnsafePointer<gsl_rng>) -> Result
  ) -> Result {
    withUnsafeMutablePointer(to: &self) { stream in
      var generator = gsl_rng(type: generatorType, state: UnsafeMutableRawPointer(stream))
      return draw(&generator)
    }
  }

  /// Normally distributed, by the ziggurat method (`gsl_ran_gaussian_ziggurat`).
  mutating func normal(mean: Double, deviation: Double) -> Double {
    withGenerator { mean + gsl_ran_gaussian_ziggurat($0, deviation) }
  }

  /// The exponential of a normally distributed number, times `median`.
  mutating func lognormal(median: Double, sigma: Double) -> Double {
    withGenerator { median * gsl_ran_lognormal($0, 0, sigma) }
  }

  /// Gamma-distributed, by Marsaglia and Tsang's method (`gsl_ran_gamma`).
  mutating func gamma(shape: Double, scale: Double) -> Double {
    withGenerator { gsl_ran_gamma($0, shape, scale) }
  }

  /// Binomially distributed; GSL counts in 32-bit integers with a sign.
  mutating func binomial(trials: Int32, probability: Double) -> Int {
    withGenerator { Int(gsl_ran_binomial($0, probability, UInt32(trials))) }
  }
}
