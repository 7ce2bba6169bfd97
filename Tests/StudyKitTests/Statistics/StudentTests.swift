import Testing

@testable import StudyKit

@Suite struct `Student's distribution` {
  /// Expected numbers from SciPy 1.17.1, stats.t.isf.
  @Test(
    arguments: [
      (0.05 / 6, 9, 2.933324088373988), (0.025, 9, 2.2621571627982053),
      (0.025, 1, 12.706204736174705), (1e-7, 4, 73.9857580477689),
      (1e-9, 99, 6.605517608957048), (0.025 / 499_500, 99, 5.748241839756614),
      (0.005, 3.7, 4.869252253227829), (0.1, 1e6, 1.2815524121299389),
    ] as [(Double, Double, Double)]) func `has quantiles far out`(
      tail: Double, freedom: Double, expected: Double
    )
  {
    let t = Student.quantile(tail: tail, degreesOfFreedom: freedom)
    #expect(isClose(t, expected, within: 1e-9))
  }

  /// Expected numbers from SciPy 1.17.1, 2 * stats.t.sf.
  @Test(
    arguments: [
      (1.5, 3.7, 0.2135981692020135), (40, 9, 1.8982998449339822e-11),
      (2.1, 1000, 0.03597887431078197), (5, 50, 7.4332122472325795e-06),
      (0.01, 17.776, 0.9921326630916849), (-1.5, 3.7, 0.2135981692020135),
    ] as [(Double, Double, Double)]) func `has p-values on both sides`(
      t: Double, freedom: Double, expected: Double
    )
  {
    let p = Student.pValue(t, degreesOfFreedom: freedom)
    #expect(abs(p / expected - 1) < 1e-8)
  }

  /// Expected numbers from SciPy 1.17.1, stats.f.sf.
  @Test(
    arguments: [
      (7.91, 2, 27, 0.001977793140024621), (28.97, 2, 27, 1.907196105842356e-07),
      (3.56, 4, 27, 0.01860115792324118), (1e5, 3, 2, 9.999916667314812e-06),
      (0.2, 9, 99, 0.993672217202938),
    ] as [(Double, Int, Int, Double)]) func `is Fisher's for several contrasts`(
      f: Double, one: Int, other: Int, expected: Double
    )
  {
    #expect(abs(Student.pValue(ofRatio: f, one, other) / expected - 1) < 1e-9)
  }
}
