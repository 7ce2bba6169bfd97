#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the process has used so far.
struct Usage {
  /// CPU time, of the user and of the system [s].
  var cpu: Double
  /// The most memory that it has had [KiB].
  var peakKibibytes: Int

  static var now: Usage {
    var usage = rusage()
    // RUSAGE_SELF, which is of another type on each system.
    getrusage(0, &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) * 1e-6 }
    return Usage(
      cpu: seconds(usage.ru_utime) + seconds(usage.ru_stime),
      peakKibibytes: Int(usage.ru_maxrss))
  }
}
