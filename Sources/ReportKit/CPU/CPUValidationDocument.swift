import ValidationKit

/// The engine's rules on CPUs against moved processes, as a page of the documentation in Markdown.
public struct CPUValidationDocument: Sendable {
  let report: CPUValidationReport

  public init(_ report: CPUValidationReport) { self.report = report }

  /// The page, with a line feed at its end.
  public var text: String {
    [introduction, rule, rules, processes, mistakes, limits].joined(separator: "\n") + "\n"
  }

  private var introduction: String {
    """
    # Validation of the rules on CPUs

    What the model says of processes that somebody moved from one CPU to another.

    ## Overview

    \(wrapped("""
      Nobody has published which guests survived which forced migration. But ddps-lab moved \
      \(report.processes.count) programs by CRIU between \(report.types) types of Amazon EC2 \
      instances and wrote down which went on (LiveMigrate-Detector@fa60b3f5). A process is a guest \
      writ small: it asks CPUID as it starts, asks no more, and its registers have to fit.
      """))

    \(wrapped("""
      `xenmotion validate --cpu` counts this page's figures; a test sees to it that the page says \
      what the engine computes. The tables that it counts from stand in `Scenarios/validation`: \
      `cpu-types.csv`, `cpu-workloads.csv` and `cpu-outcomes.csv`. They are an excerpt: the types \
      in \(report.classes) classes that show the same features, with counts of pairs, and not all \
      that was published.
      """))

    """
  }

  private var rule: String {
    """
    ## The rule

    \(wrapped("""
      The engine's own, as for a guest (`Arrival`), with the checks of a restore and without those \
      of CR4 and EFER, which a process does not have:
      """))

    \(items([
      "The registers that the source's kernel saves (XCR0) have to be there: PKRU is always in use "
        + "where CPUID shows PKU. CRIU and the kernel refuse the rest, as Xen does.",
      "What the process has settled on has to be in the destination's silicon. A feature that "
        + "CPUID hides there is executed all the same.",
      "It settles on what CPUID shows as it starts: glibc on AVX2 and BMI2, on AVX512VL and BW, "
        + "and with RTM on variants of its string functions that end in XTEST; each program on "
        + "what stands in the table below.",
      "The vendor does not matter. A type that comes with two CPUs counts by the worse.",
    ]))

    \(wrapped("""
      What each program settles on follows from its source. That RTM matters was found in these \
      very rows, and confirmed by glibc's source: hence the line without it. That is no blind \
      test, and the figures say how well one rule explains what happened, not how well it foresees.
      """))

    """
  }

  private var rules: String {
    let rows = report.rules.map { rule in
      line([rule.meaning] + cells(rule.pairs))
    }
    let (subset, engine) = (pairs("subset"), pairs("engine"))
    let went = subset.safe + subset.forbidden
    return """
      ## Rules

      Pairs of types, times programs.

      \(line(["rule", "safe, went on", "safe, failed", "unsafe, went on", "unsafe, failed"]))
      | --- | ---: | ---: | ---: | ---: |
      \(rows.joined(separator: "\n"))

      \(wrapped("""
        The subset rule is safe and far too strict: of \(went) moves that went well it forbids \
        \(subset.forbidden), \(percent(subset.forbidden, of: went)) %. It asks for features that \
        the process never executes (SMAP, CLWB, MONITOR, MPX, VNNI), for another vendor's ways, \
        and for what is hidden and works. The engine forbids \(engine.forbidden), \
        \(percent(engine.forbidden, of: went)) %, and calls \(engine.missed) safe that failed.
        """))

      """
  }

  private var processes: String {
    let rows = report.processes.map { process in
      line(
        [process.process, process.uses.joined(separator: ", "), process.summary]
          + cells(process.engine) + ["\(process.subset.forbidden)"])
    }
    let head = [
      "program", "settles on", "what it does", "safe, went on", "safe, failed",
      "unsafe, went on", "unsafe, failed", "went on, forbidden by the subset rule",
    ]
    return """
      ## Programs

      By the engine's rules. Every program settles on what the C library does besides.

      \(line(head))
      | --- | --- | --- | ---: | ---: | ---: | ---: | ---: |
      \(rows.joined(separator: "\n"))

      """
  }

  private var mistakes: String {
    let rows = report.mistakes.map { mistake in
      line([
        mistake.to, mistake.process, mistake.from.joined(separator: ", "), "\(mistake.pairs)",
        mistake.missed ? "called safe, failed" : "forbidden, went on",
      ])
    }
    return """
      ## What it gets wrong

      \(line(["to", "program", "from", "pairs", "how"]))
      | --- | --- | --- | ---: | --- |
      \(rows.joined(separator: "\n"))

      \(items([
        "m4: the type comes with a Haswell or a Broadwell. The series in C met a Broadwell that "
          + "hides ADX, RDSEED and RTM and executes them; in the series in Python RDSEED failed "
          + "there, as on a Haswell. Judged by the worse of the two, some moves are forbidden that "
          + "met the better.",
        "c4.8xlarge, from types with RTM: every program in C failed there, and every one in Python "
          + "went on. Haswell's microcode took TSX away, and XTEST with it; why the second series "
          + "was spared is not known. Another machine of that type would explain it.",
      ]))

      """
  }

  private var limits: String {
    """
    ## What this does not show

    \(items([
      "When a process died: only whether it went on was written down. How often instructions are "
        + "executed stays assumed.",
      "Kernels: CRIU moves processes, so nothing is said of CR4, EFER, or what a kernel patches.",
      "What Xen checks before: the vendor and the leaves of the stream's head.",
      "What the silicon hides is told for Intel's CPUs from what other types show of the same one.",
    ]))
    """
  }

  private func pairs(_ rule: String) -> ConfusionMatrix {
    report.rules.first { $0.rule == rule }?.pairs ?? ConfusionMatrix()
  }

  private func cells(_ pairs: ConfusionMatrix) -> [String] {
    [pairs.safe, pairs.missed, pairs.forbidden, pairs.failed].map { "\($0)" }
  }

  private func percent(_ count: Int, of total: Int) -> String {
    NumberText.fixed(100 * Double(count) / Double(max(total, 1)), 1)
  }

  private func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }

  private func wrapped(_ text: String) -> String {
    Layout.wrap(text, width: 100).joined(separator: "\n")
  }

  private func items(_ texts: [String]) -> String {
    texts.map { Layout.wrap("- \($0)", width: 98).joined(separator: "\n  ") }
      .joined(separator: "\n")
  }
}
