/// An amount of data in bytes.
public struct ByteCount: BitwiseCopyable, Hashable, Comparable, Sendable {
  public let bytes: Int64

  @inlinable public init(_ bytes: Int64) { self.bytes = bytes }

  public static let zero = ByteCount(0)
  @inlinable public static func kibibytes(_ n: Int64) -> ByteCount { ByteCount(n << 10) }
  @inlinable public static func mebibytes(_ n: Int64) -> ByteCount { ByteCount(n << 20) }
  @inlinable public static func gibibytes(_ n: Int64) -> ByteCount { ByteCount(n << 30) }

  /// Binary megabytes (1 MiB = 1,048,576 B), as memory sizes are told.
  @inlinable public var mebibytes: Double { Double(bytes) / 1_048_576 }

  @inlinable public static func < (a: ByteCount, b: ByteCount) -> Bool { a.bytes < b.bytes }
  @inlinable public static func + (a: ByteCount, b: ByteCount) -> ByteCount {
    ByteCount(a.bytes + b.bytes)
  }
  @inlinable public static func - (a: ByteCount, b: ByteCount) -> ByteCount {
    ByteCount(a.bytes - b.bytes)
  }
  @inlinable public static func * (a: ByteCount, count: Int) -> ByteCount {
    ByteCount(a.bytes * Int64(count))
  }
  @inlinable public static func += (a: inout ByteCount, b: ByteCount) { a = a + b }
  @inlinable public static func -= (a: inout ByteCount, b: ByteCount) { a = a - b }
}

/// The size of a guest page on x86: what log-dirty tracks and a migration sends.
public enum Page {
  /// Bytes in a page [B].
  public static let bytes: Int64 = 4096
  /// The number of whole pages that hold `size`.
  @inlinable public static func count(of size: ByteCount) -> Int {
    Int((size.bytes + bytes - 1) / bytes)
  }
}

/// A rate of transfer in bits per second.
public struct BitRate: BitwiseCopyable, Hashable, Comparable, Sendable {
  public let bitsPerSecond: Double

  @inlinable public init(bitsPerSecond: Double) { self.bitsPerSecond = bitsPerSecond }
  @inlinable public init(bytesPerSecond: Double) { self.bitsPerSecond = bytesPerSecond * 8 }

  public static let zero = BitRate(bitsPerSecond: 0)
  @inlinable public static func megabits(_ n: Double) -> BitRate { BitRate(bitsPerSecond: n * 1e6) }
  @inlinable public static func gigabits(_ n: Double) -> BitRate { BitRate(bitsPerSecond: n * 1e9) }

  @inlinable public var bytesPerSecond: Double { bitsPerSecond / 8 }
  @inlinable public var megabitsPerSecond: Double { bitsPerSecond * 1e-6 }

  @inlinable public static func < (a: BitRate, b: BitRate) -> Bool {
    a.bitsPerSecond < b.bitsPerSecond
  }
  @inlinable public static func + (a: BitRate, b: BitRate) -> BitRate {
    BitRate(bitsPerSecond: a.bitsPerSecond + b.bitsPerSecond)
  }
  @inlinable public static func * (a: BitRate, share: Double) -> BitRate {
    BitRate(bitsPerSecond: a.bitsPerSecond * share)
  }
  /// How long `size` takes at this rate; the longest span there is at rate zero.
  @inlinable public func duration(of size: ByteCount) -> SimDuration {
    size.bytes == 0 ? .zero : .seconds(Double(size.bytes) / bytesPerSecond)
  }
}
