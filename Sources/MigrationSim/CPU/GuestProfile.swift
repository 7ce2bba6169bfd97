/// A kind of guest, told by what its software does with the CPU's features.
public struct GuestProfile: Hashable, Sendable {
  public var name: String
  public var uses: [FeatureUse]
  /// How such guests are virtualised, where the kind settles it.
  public var mode: GuestMode?

  public init(name: String, uses: [FeatureUse], mode: GuestMode? = nil) {
    self.name = name
    self.uses = uses
    self.mode = mode
  }
}
