import BenchKit

/// Measurements that nobody made.
enum Sample {
  static func measurement(
    _ name: String, _ outcome: Outcome, cpuNanoseconds: [Double], peakKibibytes: Int? = nil
  ) -> Measurement {
    guard let workload = Workload.standard.first(where: { $0.name == name }) else {
      preconditionFailure("no workload \(name)")
    }
    return Measurement(
      workload, workload.scale(.full), outcome, cpuNanoseconds: cpuNanoseconds,
      peakKibibytes: peakKibibytes)
  }

  /// Eight repetitions of one that has events, and two of one that has none.
  static let two = [
    measurement(
      "migration", Outcome(units: 500, events: 24_521, hash: 0x06d4_f78d_3e18_8cbc),
      cpuNanoseconds: [40_100, 40_769, 41_250, 39_900, 47_000, 40_500.5, 40_200, 43_000],
      peakKibibytes: 31_016),
    measurement(
      "reading-6.J", Outcome(units: 5, events: nil, hash: 0xcdbb_de2f_ede5_c0ba),
      cpuNanoseconds: [5_113_454, 4_000_000]),
  ]

  /// Limits of which the first of the two is past three, and the other past none.
  static let limits = Thresholds(
    size: .full,
    limits: [
      Limits(
        "migration", hash: 0x06d4_f78d_3e18_8cbd, events: 24_521,
        cpuNanoseconds: Ceiling(maximum: 40_000, baseline: 30_000, tolerance: 0.25),
        peakKibibytes: Ceiling(baseline: 31_000, tolerance: 0.01)),
      Limits("reading-6.J", hash: 0xcdbb_de2f_ede5_c0ba),
    ])
}
