// The HOLD model's workload: what every contender of this folder draws, notes and serves.
// Delays are drawn beforehand by `run`, which gives every contender the same file of them.
#pragma once
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

/// Delays drawn beforehand, and the hash over all events so far.
struct Workload {
  static constexpr uint64_t mask = (1 << 16) - 1;
  std::vector<int64_t> delays;
  uint64_t next = 0;
  uint64_t hash = 0;
  uint64_t count = 0;
  uint64_t choices = 1;

  explicit Workload(const char *path) : delays(mask + 1) {
    FILE *file = std::fopen(path, "rb");
    if (!file || std::fread(delays.data(), 8, delays.size(), file) != delays.size()) {
      std::fprintf(stderr, "no 65,536 delays in %s\n", path);
      std::exit(1);
    }
    std::fclose(file);
  }
  int64_t draw() { return delays[++next & mask]; }
  void note(int64_t time, int64_t item) {
    ++count;
    hash = (hash ^ (uint64_t(time) + (uint64_t(item) << 40))) * 0x100000001B3;
  }
  /// The number of an item, for those that are moved and called off.
  uint64_t choose(uint64_t count) {
    choices = choices * 6364136223846793005u + 1442695040888963407u;
    return uint64_t((unsigned __int128)(choices) * count >> 64);
  }
};

/// An event as every queue of this folder keeps it: 24 bytes, ordered by time, then by sequence.
struct Entry {
  int64_t time;
  uint64_t sequence;
  int64_t item;
};
struct Later {
  bool operator()(const Entry &a, const Entry &b) const {
    return a.time != b.time ? a.time > b.time : a.sequence > b.sequence;
  }
};

inline int64_t cpuNanoseconds() {
  timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec * 1000000000ll + t.tv_nsec;
}

/// Answers each line on standard input, an instant to run through, with CPU nanoseconds, the
/// number of events so far and the hash over them.
template <class Future> void serve(Future &future) {
  std::puts("ready");
  std::fflush(stdout);
  long long horizon;
  while (std::scanf("%lld", &horizon) == 1) {
    int64_t begin = cpuNanoseconds();
    future.run(horizon);
    int64_t span = cpuNanoseconds() - begin;
    std::printf("%lld %llu %llx\n", (long long)span, (unsigned long long)future.load.count,
                (unsigned long long)future.load.hash);
    std::fflush(stdout);
  }
}
