#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What the system says that this process has cost.
enum ProcessCosts {
  /// CPU time of all its threads, of the user and of the system [ns].
  static var cpuNanoseconds: Int {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)
  }

  /// Forgets the most memory that it has had, so that `peakKibibytes` is of what comes next.
  ///
  /// Linux takes a 5 in `clear_refs` for that (proc(5)). What is free goes back to the system
  /// first.
  /// - Returns: Whether the system has done so.
  static func forgetPeak() -> Bool {
    returnFreeMemory()
    guard let file = fopen("/proc/self/clear_refs", "w") else { return false }
    let isWritten = fputs("5", file) >= 0
    return fclose(file) == 0 && isWritten
  }

  /// Gives what is free back to the system, where the C library has a way to: glibc has, and does
  /// not declare it where Swift looks.
  private static func returnFreeMemory() {
    guard let symbol = dlsym(nil, "malloc_trim") else { return }
    typealias Trim = @convention(c) (Int) -> Int32
    _ = unsafeBitCast(symbol, to: Trim.self)(0)
  }

  /// The most memory that it has had [KiB], Linux's VmHWM; nil where the system does not tell.
  static var peakKibibytes: Int? {
    guard let file = fopen("/proc/self/status", "r") else { return nil }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, Int32(line.count), file) != nil {
      guard strncmp(line, "VmHWM:", 6) == 0 else { continue }
      return line.withUnsafeBufferPointer { atol($0.baseAddress! + 6) }
    }
    return nil
  }
}
