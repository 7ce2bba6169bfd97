import CDigest

/// A SHA-256, by which texts are told apart (FIPS 180-4).
///
/// Check value: "abc" gives ba7816bf…f20015ad.
struct Digest: Hashable, Sendable {
  let bytes: [UInt8]

  init(_ text: String) {
    var context = SHA2_CTX()
    SHA256Init(&context)
    var text = text
    text.withUTF8 { SHA256Update(&context, $0.baseAddress, $0.count) }
    var bytes = [UInt8](repeating: 0, count: 32)
    SHA256Final(&bytes, &context)
    self.bytes = bytes
  }

  /// 64 digits, as sha256sum prints them.
  var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(2 * bytes.count)
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
