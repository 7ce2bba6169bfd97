// The least that a program could do: loops written for one workload, with nothing beside it.
//
//   bare rounds MIGRATIONS                     one VM, passes one after the other, no events
//   bare crowd MIGRATIONS SIZE [--pings]       SIZE VMs at a time share one link
//   bare drawn MIGRATIONS                      one VM, four classes drawn by GSL, one ping a second
//
// The crowd's link is shared by virtual time: V is what each transfer has been given since the
// beginning, and a transfer of S bytes that began at V ends at V + S, however many come and go.
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

#include <algorithm>
#include <cstdlib>
#include <queue>
#include <string>

#include "Outcomes.hpp"

namespace {

constexpr double page = 4096;
constexpr double line = 125e6;       // what the link carries [B/s]
constexpr double dirtying = 62.5e6;  // what all guests together dirty [B/s]
constexpr int passes = 10;           // the last of them with the guest paused
constexpr double period = 1100;      // crowds set out so often [s]
constexpr double round_trip = 2e-4;  // of a ping [s]

std::vector<Outcome> outcomes;

// One event a request: its reply is known to come, unless the guest is paused before.
struct Echo {
  double sent, returned;  // the latter negative where the reply is lost
};

// One VM alone: a pass of n pages takes n/rate, and so many are dirtied in it.
void run_rounds(long migrations) {
  const double rate = line / page, written = dirtying / page;
  for (long number = 0; number < migrations; number++) {
    double pages = 262144, total = 0, sent = 0, last = 0;
    for (int pass = 0; pass < passes; pass++) {
      last = pages / rate;
      total += last;
      sent += pages;
      pages = std::floor(written * last + 0.5);
    }
    outcomes.push_back({total, last, sent * page, passes});
  }
}

enum Kind : int { set_out, ping_due };

struct Event {
  double time;
  uint32_t number;  // at one instant, in the order scheduled
  Kind kind;
  int vm;
  bool operator<(const Event& other) const {
    return time != other.time ? time > other.time : number > other.number;
  }
};

struct Finish {
  double tag;  // the virtual time at which it ends [B]
  int vm;
  bool operator<(const Finish& other) const {
    return tag != other.tag ? tag > other.tag : vm > other.vm;
  }
};

struct Guest {
  double pages = 0, written = 0;         // in its memory; dirtied a second [1/s]
  double to_send = 0, pass_began = 0, began = 0, sent = 0;
  int pass = 0, transfers = 0;
  bool paused = false, held = false;
  double written_in_class[4], pages_in_class[4];
  std::vector<Echo> echoes;
};

// The event list, the link and the guests.
struct World {
  std::priority_queue<Event> events;
  std::priority_queue<Finish> finishing;
  std::vector<Guest> guests;
  double now = 0, given = 0;  // the instant [s], and the virtual time V then [B]
  int sharing = 0;
  uint32_t scheduled = 0;
  long left, rounds_left = 0, pings = 0;
  gsl_rng* luck = nullptr;  // of four classes; none where pages are swept

  void at(double time, Kind kind, int vm) { events.push({time, scheduled++, kind, vm}); }

  // The link has given each transfer its share up to `time`.
  void advance(double time) {
    if (sharing > 0) given += (time - now) * line / sharing;
    now = time;
  }

  void send(int vm, double pages) {
    Guest& guest = guests[vm];
    guest.to_send = pages;
    guest.pass_began = now;
    guest.transfers++;
    finishing.push({given + pages * page, vm});
    sharing++;
  }

  void begin(int vm) {
    Guest& guest = guests[vm];
    guest.began = now;
    guest.pass = guest.transfers = 0;
    guest.sent = 0;
    send(vm, guest.pages);
  }

  // Pages that the guest has dirtied since its pass began.
  double dirtied(const Guest& guest) {
    const double span = now - guest.pass_began;
    if (!luck) return std::min(std::floor(guest.written * span + 0.5), guest.pages);
    double sum = 0;
    for (int kind = 0; kind < 4; kind++) {
      const double pages = guest.pages_in_class[kind];
      const double chance = -std::expm1(-guest.written_in_class[kind] * span / pages);
      sum += gsl_ran_binomial(luck, chance, static_cast<unsigned>(pages));
    }
    return sum;
  }

  void pause(Guest& guest) {
    guest.paused = true;
    if (!guest.echoes.empty() && guest.echoes.back().returned > now)
      guest.echoes.back().returned = -1;
  }

  void pass_ended(int vm) {
    Guest& guest = guests[vm];
    sharing--;
    guest.sent += guest.to_send;
    guest.pass++;
    if (!guest.paused) {
      const double pages = dirtied(guest);
      if (guest.pass == passes - 1 || pages == 0) pause(guest);
      send(vm, pages);
      return;
    }
    guest.paused = false;
    outcomes.push_back(
        {now - guest.began, now - guest.pass_began, guest.sent * page, guest.transfers});
    if (guest.held) {
      guest.held = false;
      ping(vm);
    }
    left--;
    if (guests.size() == 1 && left > 0) begin(vm);
  }

  void ping(int vm) {
    Guest& guest = guests[vm];
    guest.echoes.push_back({now, now + round_trip});
    pings++;
  }

  void handle(const Event& event) {
    Guest& guest = guests[event.vm];
    switch (event.kind) {
      case set_out:
        for (size_t vm = 0; vm < guests.size() && left > 0; vm++) begin(vm);
        if (--rounds_left > 0) at(now + period, set_out, 0);
        break;
      case ping_due:
        if (guest.paused) guest.held = true; else ping(event.vm);
        at(now + 1, ping_due, event.vm);
        break;
    }
  }

  void run() {
    while (left > 0) {
      const double next = events.empty() ? INFINITY : events.top().time;
      if (sharing > 0) {
        const Finish first = finishing.top();
        const double due = now + std::max(first.tag - given, 0.0) * sharing / line;
        if (due <= next) {
          finishing.pop();
          advance(due);
          given = first.tag;
          pass_ended(first.vm);
          continue;
        }
      }
      const Event event = events.top();
      events.pop();
      advance(event.time);
      handle(event);
    }
  }
};

}  // namespace

int main(int count, char** words) {
  if (count < 3) {
    fprintf(stderr, "usage: bare rounds|crowd|drawn MIGRATIONS [SIZE] [--pings]\n");
    return 64;
  }
  const std::string workload = words[1];
  const long migrations = atol(words[2]);
  const int size = count > 3 && words[3][0] != '-' ? atoi(words[3]) : 1;
  const bool with_pings = std::string(words[count - 1]) == "--pings" || workload == "drawn";
  const double begin = cpu_seconds();
  const long before = peak_kibibytes();
  outcomes.reserve(migrations);

  World world;
  world.left = migrations;
  world.guests.resize(size);
  for (int vm = 0; vm < size; vm++) {
    Guest& guest = world.guests[vm];
    const double share = size > 1 ? 0.9 + 0.2 * vm / (size - 1) : 1;
    guest.pages = std::round(262144 * share);
    guest.written = dirtying / page / size;
    const double parts[] = {2, 4, 8, 8}, writes[] = {0.1, 0.2, 0.3, 0.4};
    for (int kind = 0; kind < 4; kind++) {
      guest.pages_in_class[kind] = guest.pages / parts[kind];
      guest.written_in_class[kind] = guest.written * writes[kind];
    }
  }
  if (workload == "drawn") {
    world.luck = gsl_rng_alloc(gsl_rng_taus2);
    gsl_rng_set(world.luck, 1);
  }
  const double ready = cpu_seconds();
  const long memory = peak_kibibytes() - before;
  if (workload == "rounds") {
    run_rounds(migrations);
  } else {
    if (with_pings)
      for (int vm = 0; vm < size; vm++) world.at(0, ping_due, vm);
    world.rounds_left = size > 1 ? (migrations + size - 1) / size : 1;
    world.at(0, set_out, 0);
    world.run();
  }
  print_outcomes(outcomes, cpu_seconds() - ready, ready - begin, memory, world.pings);
}
