/// The differences between the means of any two of several samples.
struct SampleDifferences {
  private let samples: [[Double]]
  /// Of each sample, unless they are paired.
  private let moments: [Moments]?

  init(_ samples: [[Double]], isPaired: Bool) {
    self.samples = samples
    moments = isPaired ? nil : samples.map { Moments($0) }
  }

  /// The mean of one sample less that of another.
  func difference(of one: Int, from other: Int) -> MeanDifference? {
    guard let moments else { return MeanDifference(paired: samples[other], samples[one]) }
    return MeanDifference(independent: moments[other], moments[one])
  }
}
