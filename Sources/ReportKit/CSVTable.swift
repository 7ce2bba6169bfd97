/// A tidy table: one row per observation, one column per variable, units in the columns' names.
///
/// Fields are quoted as RFC 4180 asks; lines end with a line feed. Numbers have a decimal point
/// and no separators; what is absent is an empty field.
public enum CSVTable: String, CaseIterable, Sendable {
  case steps, migrations, phases, rounds, disks, pings
  /// The sums of a study: one row per response.
  case summary

  /// The header's line.
  public var header: String { Self.line(columns) }

  var columns: [String] {
    switch self {
    case .steps:
      Self.run + [
        "step", "title", "operation", "began_s", "ended_s", "outcome", "expected", "as_expected",
        "reason_codes",
      ]
    case .migrations:
      Self.run + Self.migration + [
        "source", "destination", "network", "strategy", "policy", "profile", "outcome",
        "failed_phase", "stop", "converged", "reason_codes", "requested_s", "ended_s",
        "total_time_ms", "downtime_ms", "brownout_ms", "log_dirty_ms", "rounds", "pages_sent",
        "pages_faulted", "bytes", "memory_bytes", "ratio_to_memory", "storage",
        "bytes_copied", "bytes_mirrored",
      ]
    case .phases:
      Self.run + Self.migration + ["phase", "downtime", "began_s", "duration_ms"]
    case .rounds:
      Self.run + Self.migration + [
        "round", "live", "kind", "began_s", "duration_ms", "pages_to_send", "pages_sent",
        "pages_skipped", "pages_zero", "bytes", "rate_mbit_per_s", "pages_dirtied",
        "dirty_rate_pages_per_s", "throttle_percent",
      ]
    case .disks:
      Self.run + Self.migration + [
        "disk", "source_sr", "destination_sr", "allocated_bytes", "began_s", "copy_ms",
        "bytes_copied", "bytes_mirrored",
      ]
    case .pings:
      Self.run + [
        "ping", "vm", "from", "peer", "interval_ms", "sent", "answered", "lost", "pending",
      ] + PingReport.causes.map { "lost_\($0)" } + [
        "rtt_min_ms", "rtt_mean_ms", "rtt_max_ms", "gap_ms",
      ]
    case .summary:
      [
        "scenario", "seed", "response", "subject", "n", "mean", "standard_deviation",
        "interval95_low", "interval95_high", "minimum", "percentile5", "percentile25", "median",
        "percentile75", "percentile95", "percentile99", "maximum",
      ]
    }
  }

  /// What tells a run from others: the first columns of every table of runs.
  private static let run = ["scenario", "seed", "replication"]
  private static let migration = ["migration", "vm"]

  /// A line of `fields`, quoted where a field holds a comma, a quotation mark or a line break.
  static func line(_ fields: [String]) -> String {
    fields.map { field in
      // By scalar: a carriage return and a line feed are one Character together.
      field.unicodeScalars.contains { ",\"\n\r".unicodeScalars.contains($0) }
        ? "\""
          + field.split(separator: "\"", omittingEmptySubsequences: false)
          .joined(separator: "\"\"") + "\"" : field
    }.joined(separator: ",") + "\n"
  }
}
