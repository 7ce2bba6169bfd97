import Foundation

/// What this process calls files by that are its own: the host, and its number there.
///
/// On a file system that machines share, two of them may have processes of the same number.
enum ProcessName {
  static let own: String = {
    let process = ProcessInfo.processInfo
    return "\(process.hostName.prefix { $0 != "." && $0 != "/" })-\(process.processIdentifier)"
  }()
}
