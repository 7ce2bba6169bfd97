#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// An open file, by the number that the system knows it by.
public struct Descriptor: Sendable {
  let number: Int32

  public static let output = Descriptor(number: 1)
  public static let error = Descriptor(number: 2)

  /// Writes the whole of `text`; false where the system would not take it, and errno tells why.
  public func write(_ text: String) -> Bool {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { systemWrite(number, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        return false
      }
    }
    return true
  }
}

/// The C library's `write`, which `Descriptor.write` hides.
private func systemWrite(_ number: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(number, bytes, count)
}
