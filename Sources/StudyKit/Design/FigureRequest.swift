/// A picture that a study asks for.
public struct FigureRequest: Sendable {
  public enum Kind: String, CaseIterable, Sendable {
    /// A response against a factor, with intervals.
    case response
    /// Two responses against each other, and what is best in both.
    case front
    /// How the memory left to send shrinks, round by round.
    case rounds
    /// Pings and their answers in time.
    case pings
    /// A response over two factors.
    case heatMap = "heat map"
  }

  public enum Axis: String, CaseIterable, Sendable { case x, y }

  public let name: String
  public let kind: Kind
  public let title: String
  /// Factors and responses by their positions.
  public var xFactor: Int?
  public var yFactor: Int?
  public var xResponse: Int?
  public var yResponse: Int?
  public var series: Int?
  public var panel: Int?
  public let logarithmic: [Axis]
  /// For each factor the level at which it is held, where it is not shown.
  public let heldAt: [Int]
  public let replication: UInt64
}
