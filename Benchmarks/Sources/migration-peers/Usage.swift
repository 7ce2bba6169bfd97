#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the process has used so far.
struct Usage {
  /// CPU time, of the user and of the system [s].
  var cpu: Double
  /// The most memory that it has had [KiB]; 0 where the system does not tell.
  var peakKibibytes: Int

  static var now: Usage {
    var usage = rusage()
    // RUSAGE_SELF, which is of another type on each system.
    getrusage(0, &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) * 1e-6 }
    return Usage(
      cpu: seconds(usage.ru_utime) + seconds(usage.ru_stime), peakKibibytes: highWaterMark)
  }

  /// Linux's VmHWM: getrusage's own figure counts what the process was before it was this program.
  private static var highWaterMark: Int {
    guard let file = fopen("/proc/self/status", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, Int32(line.count), file) != nil {
      guard strncmp(line, "VmHWM:", 6) == 0 else { continue }
      return line.withUnsafeBufferPointer { atol($0.baseAddress! + 6) }
    }
    return 0
  }
}
