extension TextReport {
  /// The disks that moved, in the order in which they went.
  func disks(_ disks: [DiskReport]) -> [String] {
    var table = TextTable(columns: [
      .init(heading: "Disk", isNumber: false),
      .init(heading: "From", isNumber: false), .init(heading: "To", isNumber: false),
      .init(heading: "Began", unit: "s", rank: 1),
      .init(heading: "Copied in", unit: "s"),
      .init(heading: "Copied", unit: "MiB"),
      .init(heading: "Mirrored", unit: "MiB"),
      .init(heading: "Rate", unit: "Mbit/s"),
    ])
    table.rows = disks.map { disk in
      [
        "\(disk.disk)", disk.sourceSr, disk.destinationSr,
        disk.beganS.map { NumberText.fixed($0, 3) } ?? "-",
        disk.copyMs.map { NumberText.fixed($0 / 1000, 3) } ?? "-",
        NumberText.fixed(Double(disk.bytesCopied) / 0x1p20, 1),
        NumberText.fixed(Double(disk.bytesMirrored) / 0x1p20, 1),
        disk.rateMbitPerS.map { NumberText.fixed($0, 1) } ?? "-",
      ]
    }
    return table.lines(indent: 0, width: width)
  }

  /// What was moved of the storage, beside the memory; nil of a migration without.
  func storageSent(_ migration: MigrationReport) -> String? {
    guard migration.disks != nil else { return nil }
    let mirrored = migration.bytesMirrored ?? 0
    return "\(NumberText.bytes(migration.bytesCopied ?? 0)) copied"
      + (mirrored > 0 ? ", \(NumberText.bytes(mirrored)) of writes mirrored" : "")
  }
}

extension DiskReport {
  /// The mean rate of the copy; nil where it was not completed, or took no time.
  fileprivate var rateMbitPerS: Double? {
    copyMs.flatMap { $0 > 0 ? Double(bytesCopied) * 8 / $0 / 1000 : nil }
  }
}
