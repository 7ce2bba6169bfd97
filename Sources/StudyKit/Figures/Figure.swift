import ScenarioKit

/// A picture of a study as plain data: what stands on which axes, and how it is marked.
public struct Figure: Sendable {
  /// An axis, and what its numbers are.
  public struct Axis: Sendable {
    public let label: String
    /// Empty for plain numbers.
    public let unit: String
    public let isLogarithmic: Bool
    /// Whether its numbers are shares, from 0 to 1.
    public let isShare: Bool
    /// What the places 0, 1, 2 and so on are called; nil where places are numbers.
    public let categories: [String]?

    init(
      _ label: String, unit: String = "", isLogarithmic: Bool = false, isShare: Bool = false,
      categories: [String]? = nil
    ) {
      self.label = label
      self.unit = unit
      self.isLogarithmic = isLogarithmic
      self.isShare = isShare
      self.categories = categories
    }
  }

  /// A place on both axes, with the interval around it where there is one.
  public struct Point: Sendable {
    public let x: Double
    public let y: Double
    public var xInterval: ConfidenceInterval?
    public var yInterval: ConfidenceInterval?
  }

  /// Points that belong together.
  public struct Series: Sendable {
    public enum Marks: Sendable {
      /// Points with their intervals, and a line from each to the next.
      case line
      /// Points with their intervals.
      case points
      /// A stair: what none of its points beats lies above and to the right of it.
      case stair
      /// Crosses, for what went wrong.
      case crosses
    }

    public let name: String
    public let marks: Marks
    /// Which colour and shape, from 0; the same number means the same thing in every panel.
    public let style: Int
    public let points: [Point]
  }

  /// A stretch of the x axis that stands out.
  public struct Span: Sendable {
    public let from: Double
    public let to: Double
  }

  /// What is drawn on one pair of axes.
  public struct Panel: Sendable {
    /// Empty where there is one panel alone.
    public let title: String
    public var series: [Series] = []
    public var spans: [Span] = []
    /// Of a heat map: a value for each place, by the number of y, then of x; nil for none.
    public var cells: [[Double?]] = []
  }

  public let name: String
  public let title: String
  /// What the marks mean: "means of 50 runs, bars are 95 % intervals".
  public let caption: String
  public let x: Axis
  public let y: Axis
  /// What the names of series are; empty where there is one.
  public let legend: String
  /// Of a heat map: what its colours mean; nil for other pictures.
  public var value: Axis?
  /// What the stretches that stand out are; empty without any.
  public var spanMeaning = ""
  public let panels: [Panel]
}

extension Figure {
  /// Draws what was asked for of a study's results.
  ///
  /// - Throws: ``ScenarioError`` where a run has to be made once more, and its values make no valid
  ///   scenario.
  public init(_ results: StudyResults, _ request: FigureRequest) throws(ScenarioError) {
    let drawing = FigureDrawing(results, request)
    switch request.kind {
    case .response: self = drawing.response()
    case .front: self = drawing.front()
    case .heatMap: self = drawing.heatMap()
    case .rounds: self = try drawing.rounds()
    case .pings: self = try drawing.pings()
    }
  }
}
