import MigrationSim
import StudyKit

/// A calibration as JSON and text tell it.
public struct CalibrationReport: Encodable, Hashable, Sendable {
  public struct PageClass: Encodable, Hashable, Sendable {
    public let number: Int
    public let pattern: String
    public let pages: Calibration.Estimate
    public let writesPerPagePerS: Calibration.Estimate
    public let writesPagesPerS: Calibration.Estimate
    /// Whether pages and rate are each known to within a factor of 10.
    public let identified: Bool
  }

  public let toolVersion: String
  public let schemaVersion: Int
  /// The table that was fitted to.
  public let source: String
  public let memoryPages: Double
  public let sender: String
  public let classes: [PageClass]
  public let idlePages: Double
  public let counts: Int
  public let chiSquared: Double
  public let degreesOfFreedom: Int
  /// χ²/dof; absent without degrees of freedom.
  public let reducedChiSquared: Double?
  public let rSquared: Double?
  /// The root of the mean of the squares of the relative residuals.
  public let relativeError: Double
  public let residuals: [Calibration.Residual]
  public let candidates: [Calibration.Candidate]
  public let correlations: [Calibration.Correlation]
  public let converged: Bool
  public let warnings: [String]

  /// - Parameter source: what the table is called.
  public init(_ calibration: Calibration, source: String) {
    toolVersion = Release.version
    schemaVersion = Release.schemaVersion
    self.source = source
    memoryPages = calibration.migration.memory
    sender = calibration.migration.sender.rawValue
    classes = calibration.classes.enumerated().map { index, fitted in
      PageClass(
        number: index + 1, pattern: fitted.expected.pattern == .random ? "random" : "sequential",
        pages: fitted.pages, writesPerPagePerS: fitted.rate, writesPagesPerS: fitted.writes,
        identified: fitted.pages.isIdentified && fitted.rate.isIdentified)
    }
    idlePages = calibration.idlePages
    counts = calibration.counts
    chiSquared = calibration.chiSquared
    degreesOfFreedom = calibration.degreesOfFreedom
    reducedChiSquared =
      degreesOfFreedom > 0 ? calibration.chiSquared / Double(degreesOfFreedom) : nil
    rSquared = calibration.rSquared
    relativeError = calibration.relativeError
    residuals = calibration.residuals
    candidates = calibration.candidates
    correlations = calibration.correlations
    converged = calibration.hasConverged
    warnings = Self.warnings(of: calibration)
  }

  private static func warnings(of calibration: Calibration) -> [String] {
    var warnings: [String] = []
    if calibration.degreesOfFreedom == 0 {
      warnings.append("There are as many parameters as counts: nothing tells how sure they are.")
    }
    for (index, fitted) in calibration.classes.enumerated()
    where calibration.degreesOfFreedom > 0 {
      for (what, estimate) in [("pages", fitted.pages), ("rate", fitted.rate)]
      where !estimate.isIdentified {
        warnings.append(
          "The rounds do not tell the \(what) of class \(index + 1): the interval spans more than "
            + "a factor of 10.")
      }
    }
    for pair in calibration.correlations {
      warnings.append(
        "The rounds tell the \(pair.first) and the \(pair.second) mostly together: their "
          + "correlation is \(NumberText.fixed(pair.coefficient, 3)).")
    }
    if !calibration.hasConverged {
      warnings.append("The fit had not come to its end when it was broken off.")
    }
    return warnings
  }

  /// A file that a scenario's workload includes.
  ///
  /// Pages are whole ones, rounded down, so that the classes fit into the memory.
  public var workload: String {
    let fit =
      reducedChiSquared.map { ", χ²/dof \(NumberText.fixed($0, 3))" } ?? ", no degrees of freedom"
    var lines = [
      "# Page classes of \(Self.oneLine(source)), fitted by xenmotion \(toolVersion) calibrate.",
      "# Memory of \(Int64(memoryPages)) pages, sender: \(sender)\(fit), mean error "
        + "\(NumberText.fixed(100 * relativeError, 1)) %.",
      "classes:",
    ]
    for fitted in classes {
      lines.append(
        "  # pages \(Self.text(fitted.pages)), writes/s \(Self.text(fitted.writesPagesPerS))")
      lines.append(
        "  - {name: class \(fitted.number), size: \(Int64(fitted.pages.value) * 4) KiB, "
          + "writes: \(Self.significant(fitted.writesPagesPerS.value)) pages/s, "
          + "pattern: \(fitted.pattern)}")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func text(_ estimate: Calibration.Estimate) -> String {
    guard let interval = estimate.interval else { return significant(estimate.value) }
    return "\(significant(estimate.value)) (95 %: \(significant(interval.low)) to "
      + "\(significant(interval.high)))"
  }

  /// A number to six significant digits, or three of a very small or large one, as YAML takes it.
  public static func significant(_ value: Double) -> String {
    guard value > 0, value.isFinite else { return "0" }
    guard value >= 1e-6, value < 1e12 else {
      var exponent = Int(value.exponent.magnitude) * 30103 / 100_000 * (value < 1 ? -1 : 1)
      var mantissa = value
      for _ in 0..<abs(exponent) { mantissa *= exponent < 0 ? 10 : 0.1 }
      while mantissa < 1 { (mantissa, exponent) = (mantissa * 10, exponent - 1) }
      while mantissa >= 9.995 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
      return "\(NumberText.brief(mantissa, 2))e\(exponent)"
    }
    guard value < 1e6 else { return NumberText.fixed(value, 0) }
    var decimals = 0
    var scaled = value
    while scaled < 1e5, decimals < 12 {
      scaled *= 10
      decimals += 1
    }
    return NumberText.brief(value, decimals)
  }

  private static func oneLine(_ text: String) -> String {
    String(text.map { $0.isNewline || $0 == "\0" ? " " : $0 })
  }
}
