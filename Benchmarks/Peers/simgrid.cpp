// The same migrations in SimGrid, through its S4U interface.
//
//   simgrid single MIGRATIONS                one VM, an actor that sends pass after pass
//   simgrid actors MIGRATIONS                one VM, an actor for each migration
//   simgrid crowd MIGRATIONS SIZE            SIZE such actors at a time on one link
//   simgrid plugin MIGRATIONS                one VM, migrated by SimGrid's live-migration plugin
//   simgrid fleet MIGRATIONS SIZE            one at a time of SIZE live VMs, by the plugin
//   simgrid live MIGRATIONS SIZE             the same VMs, by an actor that sends pass after pass
//   simgrid idle MIGRATIONS SIZE             so too, with VMs that compute nothing
//
// Plain bandwidth sharing without latency, TCP's slow start or cross traffic, so that a transfer
// takes what the other programs say it takes.
#include <simgrid/plugins/live_migration.h>
#include <simgrid/s4u.hpp>
#include <simgrid/s4u/VirtualMachine.hpp>
#include <simgrid/version.h>

#include <algorithm>
#include <cstdlib>
#include <string>

#include "Outcomes.hpp"

namespace sg4 = simgrid::s4u;

namespace {

constexpr double page = 4096;
constexpr double line = 125e6;
constexpr double dirtying = 62.5e6;
constexpr int passes = 10;
constexpr double period = 1100;
constexpr double memory = 1073741824;
constexpr double speed = 1e9;  // of a host's core [flop/s]

std::vector<Outcome> outcomes;
double ready = 0;
double cpu = 0;

template <class Code>
sg4::ActorPtr start_actor(const char* name, sg4::Host* host, Code code) {
#if SIMGRID_VERSION_MAJOR >= 4
  return host->add_actor(name, code);
#else
  return sg4::Actor::create(name, host, code);
#endif
}

// Hosts around a switch, each on a link of its own.
std::vector<sg4::Host*> make_hosts(sg4::Engine& engine, int count) {
  std::vector<sg4::Host*> hosts;
#if SIMGRID_VERSION_MAJOR >= 4
  auto* zone = engine.get_netzone_root()->add_netzone_star("pool");
#else
  (void)engine;
  auto* zone = sg4::create_star_zone("pool");
#endif
  for (int number = 0; number < count; number++) {
    const std::string name = "host" + std::to_string(number);
#if SIMGRID_VERSION_MAJOR >= 4
    auto* host = zone->add_host(name, speed)->set_core_count(64);
    const auto* link = zone->add_link(name, line);
    zone->add_route(host, static_cast<const sg4::Host*>(nullptr), {sg4::LinkInRoute(link)}, true);
#else
    auto* host = zone->create_host(name, speed)->set_core_count(64)->seal();
    const auto* link = zone->create_link(name, line)->seal();
    zone->add_route(host->get_netpoint(), nullptr, nullptr, nullptr, {sg4::LinkInRoute(link)},
                    true);
#endif
    hosts.push_back(host);
  }
  zone->seal();
  return hosts;
}

// One migration of a guest of so many pages, of which it dirties `written` a second.
void migrate(sg4::Host* source, sg4::Host* destination, double pages, double written) {
  const double most = pages, began = sg4::Engine::get_clock();
  double sent = 0, pass_began = began;
  int pass = 0;
  for (bool paused = false;;) {
    pass_began = sg4::Engine::get_clock();
    sg4::Comm::sendto(source, destination, static_cast<uint64_t>(pages * page));
    sent += pages;
    pass++;
    if (paused) break;
    const double span = sg4::Engine::get_clock() - pass_began;
    pages = std::min(std::floor(written * span + 0.5), most);
    paused = pass == passes - 1 || pages == 0;
  }
  const double now = sg4::Engine::get_clock();
  outcomes.push_back({now - began, now - pass_began, sent * page, pass});
}

void run_single(sg4::Engine& engine, long migrations) {
  auto hosts = make_hosts(engine, 2);
  start_actor("operator", hosts[0], [hosts, migrations] {
    for (long number = 0; number < migrations; number++)
      migrate(hosts[number % 2], hosts[1 - number % 2], 262144, dirtying / page);
  });
}

void run_actors(sg4::Engine& engine, long migrations) {
  auto hosts = make_hosts(engine, 2);
  start_actor("operator", hosts[0], [hosts, migrations] {
    for (long number = 0; number < migrations; number++)
      start_actor("migration", hosts[number % 2], [hosts, number] {
        migrate(hosts[number % 2], hosts[1 - number % 2], 262144, dirtying / page);
      })->join();
  });
}

void run_crowd(sg4::Engine& engine, long migrations, int size) {
  auto hosts = make_hosts(engine, 2);
  start_actor("operator", hosts[0], [hosts, migrations, size] {
    for (long number = 0; number < migrations; number += size) {
      const int way = static_cast<int>(number / size % 2);
      for (int vm = 0; vm < size && number + vm < migrations; vm++) {
        const double share = size > 1 ? 0.9 + 0.2 * vm / (size - 1) : 1;
        start_actor("migration", hosts[way], [hosts, way, share, size] {
          migrate(hosts[way], hosts[1 - way], std::round(262144 * share),
                  dirtying / page / size);
        });
      }
      if (number + size < migrations) sg4::this_actor::sleep_for(period);
    }
  });
}

// A VM of the plugin's: its guest computes for 30 years, and so dirties half of the line's rate.
sg4::VirtualMachine* make_vm(sg4::Host* host, int number, bool is_idle) {
  const std::string name = "vm" + std::to_string(number);
  auto* vm = host->create_vm(name, 1, static_cast<size_t>(memory));
  sg_vm_set_dirty_page_intensity(vm, dirtying / line);
  sg_vm_set_working_set_memory(vm, static_cast<sg_size_t>(memory));
  sg_vm_set_migration_speed(vm, line);
  vm->start();
  if (!is_idle) start_actor("guest", vm, [] { sg4::this_actor::execute(1e18); });
  return vm;
}

void run_fleet(sg4::Engine& engine, long migrations, int size, bool by_plugin, bool is_idle) {
  sg_vm_live_migration_plugin_init();
  const int count = std::max(2, size / 10);
  auto hosts = make_hosts(engine, count);
  start_actor("operator", hosts[0], [=] {
    std::vector<sg4::VirtualMachine*> vms;
    std::vector<int> homes;
    for (int number = 0; number < size; number++) {
      homes.push_back(static_cast<int>(static_cast<long>(number) * count / size));
      vms.push_back(make_vm(hosts[homes.back()], number, is_idle));
    }
    sg4::this_actor::sleep_for(1);
    ready = cpu_seconds();
    for (long number = 0; number < migrations; number++) {
      const int vm = static_cast<int>(number * 7919 % size);
      auto* source = hosts[homes[vm]];
      homes[vm] = (homes[vm] + 1) % count;
      if (!by_plugin) {
        migrate(source, hosts[homes[vm]], 262144, dirtying / page);
        vms[vm]->set_pm(hosts[homes[vm]]);
        continue;
      }
      const double began = sg4::Engine::get_clock();
      sg_vm_migrate(vms[vm], hosts[homes[vm]]);
      // The plugin keeps neither bytes nor downtime: with the line to itself, both follow from
      // the passes, the last of which is 2^-9 of the memory.
      const double total = sg4::Engine::get_clock() - began;
      const double last = memory / (1 << (passes - 1));
      outcomes.push_back({total, last / line, total * line, passes});
    }
    cpu = cpu_seconds() - ready;
    for (auto* vm : vms) vm->destroy();
  });
}

}  // namespace

int main(int count, char** words) {
  const double begin = cpu_seconds();
  const long before = peak_kibibytes();
  sg4::Engine engine(&count, words);
  // After its own options are taken out of the words.
  if (count < 3) {
    fprintf(stderr, "usage: simgrid single|actors|crowd|plugin|fleet|live|idle MIGRATIONS [SIZE]\n");
    return 64;
  }
  sg4::Engine::set_config("network/model:CM02");
  sg4::Engine::set_config("network/crosstraffic:0");
  sg4::Engine::set_config("network/TCP-gamma:0");
  const std::string workload = words[1];
  const long migrations = atol(words[2]);
  const int size = count > 3 ? atoi(words[3]) : 1;
  outcomes.reserve(migrations);
  if (workload == "single") run_single(engine, migrations);
  else if (workload == "actors") run_actors(engine, migrations);
  else if (workload == "crowd") run_crowd(engine, migrations, size);
  else
    run_fleet(engine, migrations, workload == "plugin" ? 1 : size,
              workload == "plugin" || workload == "fleet", workload == "idle");
  ready = cpu_seconds();
  const long memory_of_set_up = peak_kibibytes() - before;
  engine.run();
  if (cpu == 0) cpu = cpu_seconds() - ready;
  print_outcomes(outcomes, cpu, ready - begin, memory_of_set_up, 0);
}
