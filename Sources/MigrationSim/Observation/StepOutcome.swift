/// How a step of the timeline ended.
public enum StepOutcome: Int, BitwiseCopyable, Hashable, Sendable {
  case done, refused, failed
  /// It had not ended when the run did.
  case unfinished
}
