/// What a host runs, as xapi's `host.software_version` and its patches tell.
public struct SoftwareVersion: Hashable, Sendable {
  /// "XCP", "XenServer".
  public var brand: String
  /// "1.6.10".
  public var version: String
  /// "61809c".
  public var build: String
  /// Names of the updates applied, in any order.
  public var patches: [String]

  public init(brand: String, version: String, build: String = "", patches: [String] = []) {
    self.brand = brand
    self.version = version
    self.build = build
    self.patches = patches
  }

  var text: String { [brand, version, build].filter { !$0.isEmpty }.joined(separator: " ") }

  /// Whether its version comes before another's.
  func isOlder(than other: SoftwareVersion) -> Bool { Self.comes(version, before: other.version) }

  /// Whether one version comes before another: number by number, as `compare_int_lists` has it
  /// (`ocaml/xapi/helpers.ml`), and what is no number counts as 0.
  static func comes(_ version: String, before other: String) -> Bool {
    func numbers(_ version: String) -> [Int] { version.split(separator: ".").map { Int($0) ?? 0 } }
    return version != other && numbers(version).lexicographicallyPrecedes(numbers(other))
  }
}
