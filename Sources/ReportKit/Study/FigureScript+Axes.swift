import StudyKit

/// The numbers of an axis: where it begins and ends, and which it names.
struct AxisScale {
  let axis: Figure.Axis
  let low: Double
  let high: Double

  /// Over all `values`, so that panels can be compared; nil where there is nothing to show.
  init?(_ axis: Figure.Axis, _ values: [Double]) {
    let shown = axis.isLogarithmic ? values.filter { $0 > 0 } : values
    guard let least = shown.min(), let most = shown.max(), least.isFinite, most.isFinite else {
      return nil
    }
    self.axis = axis
    // A little more than the values take, so that no mark stands on the frame.
    if axis.isLogarithmic {
      low = least / 1.15
      high = most * 1.15
    } else {
      let margin = (most - least) * 0.03
      low = least - (margin > 0 ? margin : 0.5)
      high = most + (margin > 0 ? margin : 0.5)
    }
  }

  /// 1, 2 and 5 of each power of ten, or powers alone where there are many.
  var logarithmicTics: [Double] {
    var powers: [Double] = []
    var power = 1.0
    while power > low { power /= 10 }
    while power * 10 <= low { power *= 10 }
    while power <= high {
      powers.append(power)
      power *= 10
    }
    let steps: [Double] = powers.count > 4 ? [1] : [1, 2, 5]
    return powers.flatMap { power in steps.map { $0 * power } }.filter { $0 >= low && $0 <= high }
  }
}

extension FigureScript {
  /// The settings of an axis over all `values` that stand along it.
  func axis(_ name: String, _ axis: Figure.Axis, _ values: [Double]) -> [String] {
    var lines = ["set \(name)label \(Self.label(axis))"]
    if let categories = axis.categories {
      lines.append(Self.tics(name, categories))
      lines.append("set \(name)range [-0.5:\(Double(categories.count) - 0.5)]")
      return lines
    }
    guard let scale = AxisScale(axis, values) else { return lines }
    if axis.isLogarithmic {
      let tics = scale.logarithmicTics.map { "\"\(NumberText.significant($0, 3))\" \($0)" }
      lines.append("set logscale \(name)")
      lines.append("set \(name)tics (\(tics.joined(separator: ", ")))")
      lines.append("set \(name)range [\(scale.low):\(scale.high)]")
    } else if name == "x" {
      lines.append("set xrange [\(scale.low):\(scale.high)]")
    } else {
      // Heights are compared from nothing on.
      lines.append("set yrange [0:\(axis.isShare ? 1.02 : scale.high)]")
    }
    return lines
  }
}
