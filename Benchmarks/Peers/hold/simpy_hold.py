"""SimPy's Environment in the HOLD model: simpy_hold.py FORM MIX PENDING DELAYS.

FORM `timeout` is the least that SimPy can do, a Timeout with a callback; `process` is what its
users write, a generator that yields timeouts.
"""
import array
import sys
import time

import simpy

form, mix, pending, path = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
with open(path, "rb") as file:
    delays = array.array("q", file.read()).tolist()
env = simpy.Environment()
drawn = 0
code = 0
count = 0


def draw():
    global drawn
    drawn = drawn + 1 & 0xFFFF
    return delays[drawn]


def note(time, item):
    global code, count
    count += 1
    code = (code ^ time + (item << 40)) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF


def happen(event):
    note(env.now, event._value)
    env.timeout(draw(), event._value).callbacks.append(happen)


def process(item, first):
    yield env.timeout(first)
    while True:
        note(env.now, item)
        yield env.timeout(draw())


for item in range(pending):
    if form == "timeout":
        env.timeout(draw(), item).callbacks.append(happen)
    else:
        env.process(process(item, draw()))
env.run(until=1)
print("ready", flush=True)
for line in sys.stdin:
    begin = time.process_time_ns()
    env.run(until=int(line))
    print(time.process_time_ns() - begin, count, f"{code:x}", flush=True)
