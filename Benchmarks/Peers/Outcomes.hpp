// What came of every migration, and the line that each of these programs prints of it.
#pragma once
#include <sys/resource.h>

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <vector>

struct Outcome {
  double total;     // from the request to the end [s]
  double downtime;  // of that, with the guest paused [s]
  double bytes;     // on the wire [B]
  int transfers;
};

// CPU time of the process so far, of the user and of the system [s].
inline double cpu_seconds() {
  rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  auto seconds = [](timeval time) { return time.tv_sec + time.tv_usec * 1e-6; };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

// The most memory that the process has had [KiB]: Linux's VmHWM, for getrusage's own figure counts
// what the process was before it was this program. 0 where the system does not tell.
inline long peak_kibibytes() {
  long peak = 0;
  if (FILE* file = fopen("/proc/self/status", "r")) {
    char line[256];
    while (fgets(line, sizeof line, file))
      if (sscanf(line, "VmHWM: %ld", &peak) == 1) break;
    fclose(file);
  }
  return peak;
}

inline void print_outcomes(const std::vector<Outcome>& outcomes, double cpu, double set_up,
                           long set_up_kibibytes, long pings) {
  double bytes = 0, simulated = 0, downtime = 0;
  long transfers = 0;
  uint64_t hash = 0xcbf29ce484222325;  // FNV-1a, a word at a time
  for (const Outcome& one : outcomes) {
    bytes += one.bytes;
    simulated += one.total;
    downtime += one.downtime;
    transfers += one.transfers;
    for (double value : {one.total, one.downtime, one.bytes}) {
      uint64_t word;
      memcpy(&word, &value, sizeof word);
      hash = (hash ^ word) * 0x100000001b3;
      hash ^= hash >> 29;
    }
  }
  printf("{\"migrations\": %zu, \"transfers\": %ld, \"bytes\": %.0f, \"simulated_s\": %.9g, "
         "\"downtime_s\": %.9g, \"pings\": %ld, \"cpu_s\": %.6f, \"setup_cpu_s\": %.6f, "
         "\"setup_kib\": %ld, \"peak_kib\": %ld, \"hash\": \"%016llx\"}\n",
         outcomes.size(), transfers, bytes, simulated, downtime, pings, cpu, set_up,
         set_up_kibibytes, peak_kibibytes(), static_cast<unsigned long long>(hash));
}
