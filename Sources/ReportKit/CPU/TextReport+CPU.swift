import MigrationSim
import ScenarioKit

extension TextReport {
  /// The page for one CPU, with a line feed at its end.
  ///
  /// - Parameter isLong: whether each feature is told on a line of its own.
  public func text(_ report: CPUReport, isLong: Bool = false) -> String {
    let registers = report.registers.flatMap { register in
      let place =
        register.leaf.hasPrefix("msr")
        ? register.leaf : "\(register.leaf):\(register.subleaf) \(register.register)"
      let aside = register.mirrored > 0 ? " (and \(register.mirrored) bits of leaf 1 again)" : ""
      return paragraph(
        (register.features.isEmpty ? "none" : register.features.joined(separator: " ")) + aside,
        indent: 31,
        lead: Layout.right("\(register.word)", 2) + "  " + Layout.left(place, 16) + "  "
          + register.value + " ")
    }
    return page(
      [
        about(report.cpu), heading("Features by CPUID leaf") + registers, backing(report),
        audiences(report), isLong ? table(report) : [], strings(report),
      ].filter { !$0.isEmpty })
  }

  private func backing(_ report: CPUReport) -> [String] {
    func line(_ title: String, _ names: [String]) -> [String] {
      named(title, names.isEmpty ? "none" : names.joined(separator: " "))
    }
    let count = report.backing.instruction.count
    let others = report.backing.others.dropFirst().flatMap { title, names in
      names.isEmpty ? [] : line(title, names)
    }
    return heading("What stands behind them")
      + line("CR4", report.backing.cr4) + line("XCR0", report.backing.xcr0)
      + line("EFER", report.backing.efer)
      + named(
        "instruction",
        "\(count): no restore can tell that they are in use; a guest that uses one where it is "
          + "gone finds out by a fault: \(report.backing.instruction.joined(separator: " "))")
      + others
      + named("XSAVE", "components \(report.xcr0), \(report.xsaveBytes) bytes")
      + named(
        "masks",
        "maskable in the XCP era: \(report.maskable ?? "not known"); Xen "
          + (report.levelsPv ? "can" : "cannot") + " hide features from PV guests")
  }

  private func audiences(_ report: CPUReport) -> [String] {
    heading("Which guests Xen shows them")
      + report.audiences.flatMap { audience in
        [audience.guests] + paragraph(audience.features.joined(separator: " "), indent: 4)
      }
  }

  private func table(_ report: CPUReport) -> [String] {
    heading("One by one")
      + report.features.flatMap { row in
        let parts = [row.meaning, row.backing, row.guests].filter { !$0.isEmpty }
        return paragraph(
          parts.joined(separator: "; "), indent: 20, lead: Layout.left(row.name, 19) + " ")
      }
  }

  private func strings(_ report: CPUReport) -> [String] {
    heading("As xe prints it")
      + named("four words", "\(report.cpu.legacyFeatures) (XCP era, ECX first)")
      + named(
        "words", Self.foldable(report.cpu.features) + " (today, EDX first)")
  }

  /// A term and what is said of it.
  func named(_ title: String, _ text: String) -> [String] {
    paragraph(text, indent: 14, lead: Layout.left(title, 14))
  }

  /// A featureset on lines of six words, so that it can be read; a hyphen ends each line.
  static func foldable(_ text: String) -> String {
    let words = text.split(separator: "-")
    return stride(from: 0, to: words.count, by: 6).map { start in
      words[start..<min(start + 6, words.count)].joined(separator: "-")
        + (start + 6 < words.count ? "-" : "")
    }.joined(separator: " ")
  }
}
