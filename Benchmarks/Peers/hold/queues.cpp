// The heaps of C++ in the HOLD model: queues CONTENDER MIX PENDING DELAYS
#include "workload.hpp"
#include <boost/heap/d_ary_heap.hpp>
#include <cstring>
#include <queue>

namespace heap = boost::heap;
template <int arity>
using Boost = heap::d_ary_heap<Entry, heap::arity<arity>, heap::compare<Later>>;
template <int arity>
using Mutable =
    heap::d_ary_heap<Entry, heap::arity<arity>, heap::compare<Later>, heap::mutable_<true>>;
using Standard = std::priority_queue<Entry, std::vector<Entry>, Later>;

/// Takes the earliest event, schedules one more.
template <class Queue> struct Plain {
  Queue queue;
  Workload load;
  uint64_t sequence = 0;

  Plain(const char *path, int64_t pending) : load(path) {
    for (int64_t i = 0; i < pending; ++i) queue.push({load.draw(), sequence++, i});
  }
  void run(int64_t horizon) {
    while (queue.top().time <= horizon) {
      Entry entry = queue.top();
      queue.pop();
      load.note(entry.time, entry.item);
      queue.push({entry.time + load.draw(), sequence++, entry.item});
    }
  }
};

/// The same, and with each hold one more item is moved, and with every fourth one is called off
/// and set again. A queue that cannot move keeps what is stale until it comes up.
template <class Queue> struct Lazy {
  Queue queue;
  Workload load;
  uint64_t sequence = 0;
  std::vector<uint64_t> awaited;

  Lazy(const char *path, int64_t pending) : load(path), awaited(pending) {
    for (int64_t i = 0; i < pending; ++i) set(i, load.draw());
  }
  void set(int64_t item, int64_t time) {
    awaited[item] = sequence;
    queue.push({time, sequence++, item});
  }
  void run(int64_t horizon) {
    while (queue.top().time <= horizon) {
      Entry entry = queue.top();
      queue.pop();
      if (awaited[entry.item] != entry.sequence) continue;
      load.note(entry.time, entry.item);
      set(entry.item, entry.time + load.draw());
      uint64_t moved = load.choose(awaited.size());
      set(moved, entry.time + load.draw());
      if (load.count % 4) continue;
      uint64_t off = load.choose(awaited.size());
      awaited[off] = ~0ull;
      set(off, entry.time + load.draw());
    }
  }
};

/// The same with a heap that moves its entries and takes them out where they are.
template <class Queue> struct Moving {
  Queue queue;
  Workload load;
  uint64_t sequence = 0;
  std::vector<typename Queue::handle_type> handles;

  Moving(const char *path, int64_t pending) : load(path) {
    for (int64_t i = 0; i < pending; ++i)
      handles.push_back(queue.push({load.draw(), sequence++, i}));
  }
  void run(int64_t horizon) {
    while (queue.top().time <= horizon) {
      Entry entry = queue.top();
      queue.pop();
      load.note(entry.time, entry.item);
      handles[entry.item] = queue.push({entry.time + load.draw(), sequence++, entry.item});
      uint64_t moved = load.choose(handles.size());
      queue.update(handles[moved], {entry.time + load.draw(), sequence++, int64_t(moved)});
      if (load.count % 4) continue;
      uint64_t off = load.choose(handles.size());
      queue.erase(handles[off]);
      handles[off] = queue.push({entry.time + load.draw(), sequence++, int64_t(off)});
    }
  }
};

template <class Future> void serve(const char *path, int64_t pending) {
  Future future(path, pending);
  serve(future);
}

int main(int, char **arguments) {
  std::string name = std::string(arguments[1]) + "/" + arguments[2];
  int64_t pending = std::atoll(arguments[3]);
  const char *path = arguments[4];
  if (name == "std::priority_queue/plain") serve<Plain<Standard>>(path, pending);
  if (name == "std::priority_queue/moves") serve<Lazy<Standard>>(path, pending);
  if (name == "d_ary_heap<2>/plain") serve<Plain<Boost<2>>>(path, pending);
  if (name == "d_ary_heap<4>/plain") serve<Plain<Boost<4>>>(path, pending);
  if (name == "d_ary_heap<8>/plain") serve<Plain<Boost<8>>>(path, pending);
  if (name == "d_ary_heap<2>/moves") serve<Moving<Mutable<2>>>(path, pending);
  if (name == "d_ary_heap<4>/moves") serve<Moving<Mutable<4>>>(path, pending);
  if (name == "d_ary_heap<8>/moves") serve<Moving<Mutable<8>>>(path, pending);
}
