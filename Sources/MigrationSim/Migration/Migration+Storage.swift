/// Disks, one after the other: each is prepared, then copied; the mirrors are the parent's.
extension Migration {
  /// Begins with the first disk: its copy is prepared, and a snapshot taken.
  mutating func prepareDisk() -> Wait {
    isDiskPrepared = true
    return .span(plan.profile[.copyStorage].drawDuration(&streams.durations))
  }

  /// Goes on with the copy of a disk that has been prepared, or with the next; nil after the last.
  mutating func continueStorage() -> Wait? {
    guard let storage else { return nil }
    if isDiskPrepared {
      isDiskPrepared = false
      return .copying(disksCopied)
    }
    disksCopied += 1
    return disksCopied < storage.disks ? prepareDisk() : nil
  }
}
