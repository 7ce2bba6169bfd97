/// A limit that a workload is past.
public struct Breach: Hashable, Codable, Sendable {
  /// What was limited, as reports name it: "cpu_ns".
  public let measure: String
  /// What was found, and what may be.
  public let message: String

  public init(_ measure: String, _ message: String) {
    self.measure = measure
    self.message = message
  }
}

extension Limits {
  /// Which of the limits the workload is past.
  ///
  /// A cost is past its ceiling where even the lower end of its median's interval is: noise alone
  /// seldom is that.
  public func breaches(by found: Measurement) -> [Breach] {
    var breaches: [Breach] = []
    if let hash, hash != found.outcome.hash {
      breaches.append(
        Breach(
          "hash", "came to hash \(found.outcome.hash.hexadecimal) instead of \(hash.hexadecimal)"))
    }
    if let events, events != found.outcome.events {
      breaches.append(
        Breach("events", "came to \(found.outcome.events ?? 0) events instead of \(events)"))
    }
    if let cpuNanoseconds {
      let low = Estimate(found.cpuNanoseconds).low
      breaches += cpuNanoseconds.breaches(by: low, "cpu_ns")
    }
    if let peakKibibytes, let peak = found.peakKibibytes {
      breaches += peakKibibytes.breaches(by: Double(peak), "peak_kib")
    }
    return breaches
  }
}

extension Ceiling {
  /// What the cost, which is at least so much, is past.
  func breaches(by cost: Double, _ measure: String) -> [Breach] {
    var breaches: [Breach] = []
    if let maximum, cost > maximum {
      breaches.append(
        Breach(measure, "\(measure) is at least \(cost.plain), past its maximum \(maximum.plain)"))
    }
    if let baseline, let tolerance, cost > baseline * (1 + tolerance) {
      let above = ((cost / baseline - 1) * 100).plain
      breaches.append(
        Breach(
          measure,
          "\(measure) is at least \(cost.plain), \(above)\u{A0}% above its baseline "
            + "\(baseline.plain), and \((tolerance * 100).plain)\u{A0}% is allowed"))
    }
    return breaches
  }
}

extension UInt64 {
  /// Sixteen hexadecimal digits.
  public var hexadecimal: String {
    let digits = String(self, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

extension Double {
  /// To a tenth below a thousand, whole above.
  var plain: String {
    let rounded = self < 1000 ? (self * 10).rounded() / 10 : self.rounded()
    return rounded == rounded.rounded() && rounded.magnitude < 0x1p53
      ? "\(Int(rounded))" : "\(rounded)"
  }
}
