// ns-3's Simulator in the HOLD model: ns3 SCHEDULER MIX PENDING DELAYS
#include "workload.hpp"
#include <ns3/core-module.h>

using namespace ns3;

/// Each event notes itself and schedules its successor.
/// Delays are even and horizons odd, so that the event that stops the loop has no ties.
struct Future {
  Workload load;
  bool moves;
  std::vector<EventId> events;

  Future(const char *path, int64_t pending, bool moves)
      : load(path), moves(moves), events(moves ? pending : 0) {
    for (int64_t i = 0; i < pending; ++i) schedule(i);
  }
  void schedule(int64_t item) {
    EventId event = Simulator::Schedule(NanoSeconds(load.draw()), &Future::happen, this, item);
    if (moves) events[item] = event;
  }
  void happen(int64_t item) {
    load.note(Simulator::Now().GetNanoSeconds(), item);
    schedule(item);
    if (moves) {
      uint64_t moved = load.choose(events.size());
      Simulator::Cancel(events[moved]);
      schedule(moved);
      if (load.count % 4 == 0) {
        uint64_t off = load.choose(events.size());
        Simulator::Cancel(events[off]);
        schedule(off);
      }
    }
  }
  void run(int64_t horizon) {
    Simulator::Stop(NanoSeconds(horizon) - Simulator::Now());
    Simulator::Run();
  }
};

int main(int, char **arguments) {
  Time::SetResolution(Time::NS);
  ObjectFactory factory;
  factory.SetTypeId(std::string("ns3::") + arguments[1]);
  Simulator::SetScheduler(factory);
  Future future(arguments[4], std::atoll(arguments[3]), std::string(arguments[2]) == "moves");
  serve(future);
}
