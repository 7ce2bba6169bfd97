/// What a run writes down as it goes.
public struct Journal: Sendable {
  /// Whether records are kept; the fingerprint follows them all the same.
  public let keepsRecords: Bool
  public private(set) var records: [Record] = []
  public private(set) var fingerprint = Fingerprint()

  public init(keepsRecords: Bool) { self.keepsRecords = keepsRecords }

  public mutating func note(_ fact: Fact, at time: SimTime) {
    let record = Record(time: time, fact: fact)
    record.add(to: &fingerprint)
    if keepsRecords { records.append(record) }
  }
}
