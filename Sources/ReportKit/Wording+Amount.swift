import MigrationSim

extension Wording {
  /// A span in the unit that suits it, as `NumberText.duration` has it.
  static func duration(_ span: SimDuration) -> Sentence {
    duration(milliseconds: span.milliseconds)
  }

  /// A span in the unit that suits it: "412 ms", "13.214 s", "4 min 12.5 s", "20 h 5 min".
  static func duration(milliseconds: Double) -> Sentence {
    switch milliseconds.magnitude {
    case ..<999.95: return AmountPhrase.milliseconds(brief(milliseconds, 1))
    case ..<120_000: return AmountPhrase.seconds(brief(milliseconds / 1000, 3))
    case ..<7_200_000:
      // In tenths of a second, so that no minute has 60 seconds.
      let tenths = Int((milliseconds / 100).rounded())
      return AmountPhrase.minutes(tenths / 600, brief(Double(tenths % 600) / 10, 1))
    default:
      let minutes = Int((milliseconds / 60_000).rounded())
      return AmountPhrase.hours(minutes / 60, minutes % 60)
    }
  }

  /// An amount of memory in the largest binary unit that keeps it whole.
  static func amount(of size: ByteCount) -> Sentence {
    let units: [AmountPhrase] = [.bytes, .kibibytes, .mebibytes, .gibibytes]
    var amount = size.bytes
    var unit = 0
    while amount >= 1024, amount % 1024 == 0, unit < units.count - 1 {
      amount /= 1024
      unit += 1
    }
    return units[unit](Int(amount))
  }

  /// An amount of data in the binary unit that suits it: "552.4 MiB".
  static func bytes(_ size: ByteCount) -> Sentence {
    let amount = Double(size.bytes)
    return switch size.bytes.magnitude {
    case ..<1024: AmountPhrase.bytes(Int(size.bytes))
    case ..<(1 << 20): AmountPhrase.kibibytes(fixed(amount / 0x1p10, 1))
    case ..<(10 << 30): AmountPhrase.mebibytes(fixed(amount / 0x1p20, 1))
    default: AmountPhrase.gibibytes(fixed(amount / 0x1p30, 1))
    }
  }

  /// A number with this many decimals.
  static func fixed(_ value: Double, _ decimals: Int) -> Sentence.Argument {
    .number(NumberText.fixed(value, decimals))
  }

  /// A number with at most this many decimals, and none that end in zero.
  static func brief(_ value: Double, _ decimals: Int) -> Sentence.Argument {
    .number(NumberText.brief(value, decimals))
  }
}
