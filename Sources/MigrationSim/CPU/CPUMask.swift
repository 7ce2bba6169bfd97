/// A mask of CPU features as an operator types it: 32 hexadecimal digits, ECX before EDX.
///
/// What is no mask is kept as what is wrong with it, since it is the toolstack that judges it.
/// Source: `string_to_features`, `cpuid/cpuid.ml` (xapi-project/xen-api-libs), which passes over
/// spaces and hyphens wherever they stand.
public enum CPUMask: BitwiseCopyable, Hashable, Sendable {
  /// The four words as typed: leaf 1 ECX, EDX, leaf 80000001 ECX, EDX.
  case words(SIMD4<UInt32>)
  case illegalCharacter
  case wrongLength

  public init(text: some StringProtocol) {
    var digits: [UInt32] = []
    for character in text where character != " " && character != "-" {
      guard character.isASCII, let digit = character.hexDigitValue else {
        self = .illegalCharacter
        return
      }
      digits.append(UInt32(digit))
    }
    guard digits.count == 32 else {
      self = .wrongLength
      return
    }
    var words = SIMD4<UInt32>()
    for (place, digit) in digits.enumerated() { words[place / 8] = words[place / 8] << 4 | digit }
    self = .words(words)
  }

  /// The features that it lets through; nil for what is no mask.
  public var features: FeatureSet? {
    guard case .words(let words) = self else { return nil }
    return FeatureSet(words: [words[1], words[0], words[3], words[2]])
  }
}
