/// What rounding alone leaves of nothing: a response without luck must have no variance.
enum Rounding {
  /// Whether an amount is within eight units in the last place of numbers as large as `scale`.
  static func hides(_ amount: Double, at scale: Double) -> Bool {
    abs(amount) <= 8 * .ulpOfOne * scale
  }
}
