"""The same migrations in SimPy.

    simpy_peer.py single MIGRATIONS [--pings] [--drawn]    one VM, to and fro
    simpy_peer.py crowd MIGRATIONS SIZE [--pings]          SIZE VMs at a time share one link

The lone VM's passes are time-outs, for it has the link to itself. The crowd's link is shared by
virtual time: what each transfer has been given since the beginning.
"""

import heapq
import json
import math
import resource
import struct
import sys

import simpy

PAGE = 4096
LINE = 125e6  # what the link carries [B/s]
DIRTYING = 62.5e6  # what all guests together dirty [B/s]
PASSES = 10  # the last of them with the guest paused
PERIOD = 1100.0  # crowds set out so often [s]
ROUND_TRIP = 2e-4  # of a ping [s]
MEMORY = 262144  # of a VM [pages]


def used():
    """CPU time so far [s], and the most memory [KiB]: Linux's VmHWM, 0 where there is none."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    peak = 0
    try:
        with open("/proc/self/status") as lines:
            peak = next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))
    except (OSError, StopIteration):
        pass
    return usage.ru_utime + usage.ru_stime, peak


class Guest:
    def __init__(self):
        self.paused = False
        self.resumed = None
        self.echoes = []


class Link:
    """A link that transfers share evenly, by virtual time."""

    def __init__(self, env):
        self.env = env
        self.given = 0.0
        self.since = 0.0
        self.sharing = 0
        self.finishing = []
        self.number = 0
        self.alarm = 0

    def advance(self):
        if self.sharing:
            self.given += (self.env.now - self.since) * LINE / self.sharing
        self.since = self.env.now

    def open(self):
        """One more shares the link, until it closes."""
        self.advance()
        self.sharing += 1

    def close(self):
        self.advance()
        self.sharing -= 1
        self.arm()

    def send(self, size):
        """An event for when that has been moved; its owner then sends more, or closes."""
        self.advance()
        done = self.env.event()
        heapq.heappush(self.finishing, (self.given + size, self.number, done))
        self.number += 1
        self.arm()
        return done

    def arm(self):
        self.alarm += 1
        if self.finishing:
            tag = self.finishing[0][0]
            delay = max(tag - self.given, 0.0) * self.sharing / LINE
            due = self.env.timeout(delay, self.alarm)
            due.callbacks.append(self.ring)

    def ring(self, due):
        # An alarm that was set anew since is of no more use.
        if due.value != self.alarm:
            return
        self.advance()
        self.given, _, done = heapq.heappop(self.finishing)
        # What follows arms the link again.
        done.succeed()


def migrate(env, guest, outcomes, dirtied, send):
    began = env.now
    pages, sent, number = MEMORY, 0, 0
    while True:
        pass_began = env.now
        yield send(pages)
        sent += pages
        number += 1
        if guest.paused:
            break
        pages = dirtied(env.now - pass_began)
        if number == PASSES - 1 or pages == 0:
            guest.paused = True
            if guest.echoes and guest.echoes[-1][1] > env.now:
                guest.echoes[-1] = (guest.echoes[-1][0], None)
    guest.paused = False
    if guest.resumed is not None:
        guest.resumed.succeed()
        guest.resumed = None
    outcomes.append((env.now - began, env.now - pass_began, sent * PAGE, number))


def ping(env, guest):
    """One event a request: its reply is known to come, unless the guest is paused before."""
    timeout, echoes = env.timeout, guest.echoes
    while True:
        due = env.now
        if guest.paused:
            guest.resumed = env.event()
            yield guest.resumed
        echoes.append((env.now, env.now + ROUND_TRIP))
        yield timeout(due + 1 - env.now)


def swept(written, most):
    def dirtied(span):
        return min(math.floor(written * span + 0.5), most)

    return dirtied


def drawn():
    """Four classes: a half, a quarter and two eighths of the pages, 10 to 40 % of the writes."""
    from numpy.random import Generator, PCG64

    binomial = Generator(PCG64(1)).binomial
    classes = [
        (MEMORY // part, DIRTYING / PAGE * share / (MEMORY // part))
        for part, share in zip((2, 4, 8, 8), (0.1, 0.2, 0.3, 0.4))
    ]
    expm1 = math.expm1

    def dirtied(span):
        return sum([int(binomial(pages, -expm1(-load * span))) for pages, load in classes])

    return dirtied


def single(env, migrations, outcomes, dirtied, guest):
    timeout = env.timeout

    def send(pages):
        return timeout(pages * PAGE / LINE)

    for _ in range(migrations):
        yield from migrate(env, guest, outcomes, dirtied, send)


def member(env, link, guest, share, size, outcomes):
    pages = round(MEMORY * share)
    dirtied = swept(DIRTYING / PAGE / size, pages)
    first = [True]

    def send(count):
        if first[0]:
            first[0] = False
            count = pages
        return link.send(count * PAGE)

    link.open()
    yield from migrate(env, guest, outcomes, dirtied, send)
    link.close()
    total, downtime, sent, number = outcomes[-1]
    outcomes[-1] = (total, downtime, sent + (pages - MEMORY) * PAGE, number)


def crowd(env, migrations, guests, outcomes):
    link = Link(env)
    left, size = migrations, len(guests)
    while left > 0:
        under_way = []
        for vm in range(min(size, left)):
            share = 0.9 + 0.2 * vm / (size - 1) if size > 1 else 1
            under_way.append(env.process(member(env, link, guests[vm], share, size, outcomes)))
        left -= size
        if left > 0:
            yield env.timeout(PERIOD)
    yield env.all_of(under_way)


def main():
    words = [word for word in sys.argv[1:] if not word.startswith("--")]
    workload, migrations = words[0], int(words[1])
    begin, before = used()
    env = simpy.Environment()
    outcomes = []
    guests = [Guest() for _ in range(int(words[2]) if workload == "crowd" else 1)]
    if "--pings" in sys.argv:
        for guest in guests:
            env.process(ping(env, guest))
    if workload == "single":
        dirtied = drawn() if "--drawn" in sys.argv else swept(DIRTYING / PAGE, MEMORY)
        end = env.process(single(env, migrations, outcomes, dirtied, guests[0]))
    else:
        end = env.process(crowd(env, migrations, guests, outcomes))
    ready, memory = used()
    env.run(until=end)
    done, peak = used()
    digest = 0xCBF29CE484222325
    for outcome in outcomes:
        for value in outcome[:3]:
            (word,) = struct.unpack("<Q", struct.pack("<d", value))
            digest = ((digest ^ word) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
            digest ^= digest >> 29
    print(
        json.dumps(
            {
                "migrations": len(outcomes),
                "transfers": sum(outcome[3] for outcome in outcomes),
                "bytes": sum(outcome[2] for outcome in outcomes),
                "simulated_s": sum(outcome[0] for outcome in outcomes),
                "downtime_s": sum(outcome[1] for outcome in outcomes),
                "pings": sum(len(guest.echoes) for guest in guests),
                "cpu_s": done - ready,
                "setup_cpu_s": ready - begin,
                "setup_kib": memory - before,
                "peak_kib": peak,
                "hash": f"{digest:016x}",
            }
        )
    )


main()
