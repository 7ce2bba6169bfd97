/// How a sender puts pages on the wire.
///
/// A batch of d pages with data, z that hold zeros and a with no memory behind them takes
///
///     batchHeader + pageHeader (d + z + a) + zeroMark z + payload   bytes,
///
/// where the payload is 4096 d, or less where pages are compressed or sent as differences.
public struct WireFormat: Hashable, Sendable {
  /// Pages in a full batch [pages].
  public var batchPages: Int
  /// What a batch takes beside its pages [B].
  public var batchHeader: Int64
  /// What names one page [B].
  public var pageHeader: Int64
  /// What says that a page holds zeros [B].
  public var zeroMark: Int64
  /// Whether a page of zeros goes as its mark alone; otherwise it goes like any other.
  public var detectsZeros: Bool
  /// Whether pages without memory are named all the same.
  public var namesAbsentPages: Bool
  /// Whether pages are compressed, each class to its own share.
  public var compresses: Bool
  /// Pages whose last sent contents are kept, to send their differences; nil if none are [pages].
  public var deltaCachePages: Int?

  public init(
    batchPages: Int, batchHeader: Int64, pageHeader: Int64, zeroMark: Int64 = 0,
    detectsZeros: Bool = false, namesAbsentPages: Bool = true, compresses: Bool = false,
    deltaCachePages: Int? = nil
  ) {
    self.batchPages = batchPages
    self.batchHeader = batchHeader
    self.pageHeader = pageHeader
    self.zeroMark = zeroMark
    self.detectsZeros = detectsZeros
    self.namesAbsentPages = namesAbsentPages
    self.compresses = compresses
    self.deltaCachePages = deltaCachePages
  }

  /// Xen's stream: batches of at most 1024 pages, with 16 bytes of headers and 8 bytes a pfn.
  ///
  /// Source: docs/specs/libxc-migration-stream.pandoc (PAGE_DATA) and MAX_BATCH_SIZE in
  /// tools/libs/guest/xg_save_restore.h (xen-project/xen). The legacy stream differs by a few bytes
  /// a batch; neither looks for zeros. Check value: 1024 pages take 4,202,512 bytes, 0.196 % more
  /// than their data.
  public static let xen = WireFormat(batchPages: 1024, batchHeader: 16, pageHeader: 8)

  /// QEMU's stream: 8 bytes of address and flags a page, one byte more for a page of zeros.
  ///
  /// Source: migration/ram.c (qemu/qemu), `save_page_header` and `save_zero_page`; what is not
  /// in a RAM block is not named. Check value: 1024 pages take 4,202,496 bytes.
  public static let qemu = WireFormat(
    batchPages: 1024, batchHeader: 0, pageHeader: 8, zeroMark: 1, detectsZeros: true,
    namesAbsentPages: false)

  /// Pages and nothing else, as the formulas of papers and other simulators have it.
  public static let plain = WireFormat(
    batchPages: 1024, batchHeader: 0, pageHeader: 0, namesAbsentPages: false)

  /// Bytes of a batch, or of many that follow one another, each as full as can be.
  public func bytes(of batch: Batch) -> ByteCount {
    let named = batch.sent + batch.zero + batch.absent
    let batches = (named + batchPages - 1) / batchPages
    return ByteCount(
      Int64(batches) * batchHeader + Int64(named) * pageHeader + Int64(batch.zero) * zeroMark)
      + batch.payload
  }

  /// Bytes of `pages` pages that all carry their data whole.
  public func bytes(pages: Int) -> ByteCount { bytes(of: Batch(sent: pages)) }
}

/// What one batch of a pass took from the set.
public struct Batch: BitwiseCopyable, Hashable, Sendable {
  /// Pages sent with data [pages].
  public var sent = 0
  /// Pages passed over, for they had been dirtied again [pages].
  public var skipped = 0
  /// Pages of which nothing was sent but that they hold zeros [pages].
  public var zero = 0
  /// Pages named that have no memory behind them [pages].
  public var absent = 0
  /// The bytes that stand for the data of `sent`.
  public var payload: ByteCount

  /// A batch; without a payload its pages go whole.
  public init(
    sent: Int = 0, skipped: Int = 0, zero: Int = 0, absent: Int = 0, payload: ByteCount? = nil
  ) {
    self.sent = sent
    self.skipped = skipped
    self.zero = zero
    self.absent = absent
    self.payload = payload ?? ByteCount(Int64(sent) * Page.bytes)
  }

  /// Pages that left the set [pages].
  public var taken: Int { sent + skipped + zero + absent }

  static func += (a: inout Batch, b: Batch) {
    a.sent += b.sent
    a.skipped += b.skipped
    a.zero += b.zero
    a.absent += b.absent
    a.payload += b.payload
  }
}
