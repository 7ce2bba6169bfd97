/// How the program was built.
public enum BuildKind {
  /// Whether it checks its assertions, as debug builds do: what it measures then tells little.
  public static var hasAssertions: Bool {
    var isOn = false
    assert(
      {
        isOn = true
        return true
      }())
    return isOn
  }
}
