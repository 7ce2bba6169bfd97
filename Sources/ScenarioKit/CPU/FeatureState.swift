/// What stands behind a feature, as the data tells it.
///
/// More than the engine's `FeatureBacking`, which has what a restore of Xen's looks at: the bits of
/// CR4, EFER and XCR0 agree with it.
public struct FeatureState: Hashable, Sendable {
  /// Bits of CR4 that need the feature.
  public var cr4: UInt64 = 0
  /// Components of XCR0 that need it.
  public var xcr0: UInt64 = 0
  /// Bits of EFER that need it.
  public var efer: UInt64 = 0
  /// The first MSRs that it brings.
  public var msrs: [UInt32] = []
  /// Whether it is a form of page tables.
  public var isPaging = false
  /// Whether it brings an instruction, or a form of one, that faults elsewhere.
  public var isInstruction = false
  /// Whether it only tells: no program can trip over its loss.
  public var isInformation = false

  public init() {}

  /// The kinds of thing that may stand behind a feature, those that a restore can see first.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    case cr4, xcr0, efer, instruction, msr, paging, information
    /// Nothing of these is known.
    case other
  }

  /// Where a list by kinds has the feature: each register that has state of it, or else the first
  /// thing that a program would trip over.
  public var kinds: [Kind] {
    let registers: [(Kind, UInt64)] = [(.cr4, cr4), (.xcr0, xcr0), (.efer, efer)]
    let state = registers.filter { $0.1 != 0 }.map(\.0)
    if !state.isEmpty { return state }
    if isInstruction { return [.instruction] }
    if !msrs.isEmpty { return [.msr] }
    if isPaging { return [.paging] }
    return [isInformation ? .information : .other]
  }
}

extension FeatureState {
  /// Reads a cell of the data: `cr4:16 instruction`, `xcr0:5+6+7`, `msr:48+49`, `information`.
  init?(_ text: Substring) {
    self.init()
    // Most cells are one of two words: every start of the program reads them all.
    if text == "instruction" {
      isInstruction = true
      return
    }
    if text == "information" {
      isInformation = true
      return
    }
    for part in text.utf8.split(separator: UInt8(ascii: " ")) {
      guard read(Substring(part)) else { return nil }
    }
  }

  private mutating func read(_ part: Substring) -> Bool {
    switch part {
    case "instruction": isInstruction = true
    case "information": isInformation = true
    case "paging": isPaging = true
    default:
      guard let colon = part.firstIndex(of: ":") else { return false }
      let numbers = part[part.index(after: colon)...]
        .split(separator: "+", omittingEmptySubsequences: false)
      switch part[..<colon] {
      case "cr4": return Self.set(numbers, in: &cr4)
      case "xcr0": return Self.set(numbers, in: &xcr0)
      case "efer": return Self.set(numbers, in: &efer)
      case "msr":
        let read = numbers.compactMap { UInt32($0, radix: 16) }
        msrs += read
        return read.count == numbers.count
      default: return false
      }
    }
    return true
  }

  private static func set(_ numbers: [Substring], in bits: inout UInt64) -> Bool {
    for number in numbers {
      guard let bit = UInt64(number), bit < 64 else { return false }
      bits |= 1 << bit
    }
    return !numbers.isEmpty
  }
}

extension FeatureState: CustomStringConvertible {
  /// In words: "CR4 bit 16, instruction"; empty where nothing is known.
  public var description: String {
    func bits(_ title: String, _ value: UInt64) -> [String] {
      guard value != 0 else { return [] }
      let numbers = (0..<64).filter { value >> UInt64($0) & 1 == 1 }
      return ["\(title) \(numbers.map(String.init).joined(separator: "+"))"]
    }
    let addresses = msrs.map { "0x" + String($0, radix: 16) }.joined(separator: "+")
    let parts =
      bits("CR4", cr4) + bits("XCR0", xcr0) + bits("EFER", efer)
      + (msrs.isEmpty ? [] : ["MSR \(addresses)"])
      + (isPaging ? ["paging"] : []) + (isInstruction ? ["instruction"] : [])
      + (isInformation ? ["information"] : [])
    return parts.joined(separator: ", ")
  }
}
