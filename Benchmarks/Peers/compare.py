#!/usr/bin/env python3
"""Runs XenMotion and programs in other simulators in turn, and writes how they compare.

    Benchmarks/Peers/compare.py            installs what is missing, builds, runs, and writes
                                           Benchmarks/RESULTS.md
    Benchmarks/Peers/compare.py --smoke    tiny sizes, one round, nothing written

Every program is told a workload and a number of migrations, and prints a line of JSON: what they
cost and what came of them. Where two programs did not simulate the same, no ratio is given.
"""

import argparse
import datetime
import json
import os
import pathlib
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tarfile
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
PACKAGE = HERE.parent
BUILD = PACKAGE / ".build-peers"
SIMGRID_4 = "4.1"
SMALL_STACKS = [
    "--cfg=contexts/stack-size:64",
    "--cfg=contexts/guard-size:0",
    "--log=root.thres:error",
]
# How far two programs may be apart and count as having simulated the same.
TOLERANCE = 0.001


def run(*command, **options):
    """Runs a command, with what it says on the error stream for whoever watches."""
    print("$ " + " ".join(str(word) for word in command), file=sys.stderr, flush=True)
    subprocess.run([str(word) for word in command], check=True, stdout=sys.stderr, **options)


def said(*command):
    try:
        done = subprocess.run(
            [str(word) for word in command], check=True, text=True, capture_output=True
        )
        return done.stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


# Installing and building


def install_packages(wants_simgrid_4):
    """Debian's packages that are missing, as root or through sudo."""
    wanted = {
        "libsimgrid-dev": pathlib.Path("/usr/include/simgrid/s4u.hpp").exists(),
        "libgsl-dev": pathlib.Path("/usr/include/gsl/gsl_version.h").exists(),
        "g++": shutil.which("g++"),
        "pkg-config": shutil.which("pkg-config"),
        "python3-venv": said(sys.executable, "-c", "import ensurepip; print('is there')"),
    }
    if wants_simgrid_4:
        wanted["cmake"] = shutil.which("cmake")
        wanted["libboost-dev"] = pathlib.Path("/usr/include/boost/version.hpp").exists()
    missing = [name for name, is_there in wanted.items() if not is_there]
    if not missing:
        return
    if not shutil.which("apt-get"):
        sys.exit(f"install these first: {', '.join(missing)}")
    root = [] if os.geteuid() == 0 else ["sudo"]
    run(*root, "apt-get", "update")
    environment = ["env", "DEBIAN_FRONTEND=noninteractive"]
    run(*root, *environment, "apt-get", "install", "--yes", "--no-install-recommends", *missing)


def install_simpy():
    python = BUILD / "venv" / "bin" / "python"
    if not python.exists():
        run(sys.executable, "-m", "venv", BUILD / "venv")
    if not said(python, "-c", "import simpy, numpy; print('there')"):
        run(python, "-m", "pip", "install", "--quiet", "simpy", "numpy")
    return python


def install_simgrid_4(python):
    """Builds SimGrid's C++ library from its source distribution: a quarter of an hour, once."""
    source = BUILD / f"simgrid-{SIMGRID_4}"
    library = source / "build" / "lib" / "libsimgrid.so"
    if not library.exists():
        if not source.exists():
            run(
                python, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:",
                "--dest", BUILD, f"simgrid=={SIMGRID_4}",
            )  # fmt: skip
            with tarfile.open(BUILD / f"simgrid-{SIMGRID_4}.tar.gz") as archive:
                archive.extractall(BUILD)
        options = ["smpi", "python", "java", "documentation", "lto"]
        run(
            "cmake", "-S", source, "-B", source / "build", "-DCMAKE_BUILD_TYPE=Release",
            "-Denable_compile_optimizations=ON", *(f"-Denable_{name}=OFF" for name in options),
            # It leaves what it tries out where it is called.
            cwd=source,
        )  # fmt: skip
        run("cmake", "--build", source / "build", "--target", "simgrid", "-j", "2")
    return source


def compile_cpp(name, output, *options):
    output = BUILD / output
    sources = [HERE / name, HERE / "Outcomes.hpp"]
    if not output.exists() or any(
        output.stat().st_mtime < file.stat().st_mtime for file in sources
    ):
        run("g++", "-O3", "-DNDEBUG", "-std=c++17", HERE / name, "-o", output, *options)
    return output


class Programs:
    """The command lines of all programs."""

    def __init__(self, wants_simgrid_4, may_install):
        BUILD.mkdir(exist_ok=True)
        if may_install:
            install_packages(wants_simgrid_4)
        self.python = install_simpy()
        self.bare = compile_cpp("bare.cpp", "bare", "-lgsl", "-lgslcblas", "-lm")
        self.simgrids = {
            "SimGrid " + said("pkg-config", "--modversion", "simgrid"): compile_cpp(
                "simgrid.cpp", "simgrid-3", "-lsimgrid"
            )
        }
        if wants_simgrid_4:
            source = install_simgrid_4(self.python)
            build = source / "build"
            self.simgrids[f"SimGrid {SIMGRID_4}"] = compile_cpp(
                "simgrid.cpp", "simgrid-4", f"-I{build}/include", f"-I{source}/include",
                f"-L{build}/lib", f"-Wl,-rpath,{build}/lib", "-lsimgrid",
            )  # fmt: skip
        swift = ["swift", "build", "-c", "release", "--package-path", PACKAGE]
        run(*swift, "--product", "migration-peers", "-j", "2")
        self.engine = pathlib.Path(said(*swift, "--show-bin-path")) / "migration-peers"

    def xenmotion(self, *words):
        return [self.engine, *words]

    def simpy(self, *words):
        return [self.python, HERE / "simpy_peer.py", *words]

    def simgrid(self, *words):
        """One command for each version of SimGrid that there is."""
        return {
            name: [program, *words, *SMALL_STACKS] for name, program in self.simgrids.items()
        }


# What is compared


class Case:
    """A workload and who simulates it; the first is who the others are compared with."""

    def __init__(self, title, rounds=None):
        self.title = title
        self.rounds = rounds
        self.contenders = []

    def add(self, name, command):
        self.contenders.append((name, [str(word) for word in command]))
        return self


class Sizes:
    """How many migrations a program is told to make."""

    def __init__(self, scale, is_counting=False, is_large=False):
        self.scale = scale
        # For counting instructions two sizes are run of each, and both are to be soon done.
        self.is_counting = is_counting
        self.is_large = is_large

    def some(self, count, multiple=1):
        return max(int(count * self.scale) // multiple, 1) * multiple

    def many(self, count, multiple=1):
        """The loops in C++ are over before a clock has seen them."""
        return self.some(count if self.is_counting else 10 * count, multiple)

    def enough(self, count):
        """Where pages are drawn, fewer would leave the means apart."""
        return self.some(count) if self.is_counting else max(self.some(count), count // 2)


def cases_alone(programs, sizes):
    found = []
    case = Case("One migration at a time")
    case.add("XenMotion", programs.xenmotion("single", sizes.some(1000)))
    for name, command in programs.simgrid("single", sizes.some(2000)).items():
        case.add(name, command)
    for name, command in programs.simgrid("actors", sizes.some(2000)).items():
        case.add(f"{name}, an actor for each migration", command)
    for name, command in programs.simgrid("plugin", sizes.some(1000)).items():
        case.add(f"{name}, its live-migration plugin", command)
    case.add("SimPy", programs.simpy("single", sizes.some(2000)))
    case.add("bare C++, events and a shared link", [programs.bare, "crowd", sizes.many(20000), 1])
    case.add("bare C++, rounds only", [programs.bare, "rounds", sizes.many(100000)])
    case.add("XenMotion, records kept", programs.xenmotion("single", sizes.some(1000), "--records"))
    case.add(
        "XenMotion, a run for each migration",
        programs.xenmotion("single", sizes.some(1000), "--apart"),
    )
    found.append(case)

    case = Case("One at a time, and a ping a second")
    case.add("XenMotion", programs.xenmotion("single", sizes.some(1000), "--pings"))
    case.add("SimPy", programs.simpy("single", sizes.some(1000), "--pings"))
    case.add("bare C++", [programs.bare, "crowd", sizes.many(10000), 1, "--pings"])
    found.append(case)

    case = Case("One at a time, dirty pages of four classes drawn, and a ping a second")
    case.add("XenMotion", programs.xenmotion("single", sizes.enough(1000), "--drawn", "--pings"))
    case.add(
        "SimPy, NumPy draws",
        programs.simpy("single", sizes.enough(1000), "--drawn", "--pings"),
    )
    case.add("bare C++, GSL draws", [programs.bare, "drawn", sizes.enough(4000)])
    case.add(
        "XenMotion, records kept",
        programs.xenmotion("single", sizes.enough(1000), "--drawn", "--pings", "--records"),
    )
    found.append(case)

    return found


def cases_together(programs, sizes):
    found = []
    case = Case("Eight at once on one link")
    case.add("XenMotion", programs.xenmotion("crowd", sizes.some(960, 8), "--size", 8))
    for name, command in programs.simgrid("crowd", sizes.some(960, 8), 8).items():
        case.add(name, command)
    case.add("bare C++", [programs.bare, "crowd", sizes.many(16000, 8), 8])
    found.append(case)

    case = Case("64 at once on one link")
    case.add("XenMotion", programs.xenmotion("crowd", sizes.some(960, 64), "--size", 64))
    for name, command in programs.simgrid("crowd", sizes.some(960, 64), 64).items():
        case.add(name, command)
    case.add("SimPy", programs.simpy("crowd", sizes.some(960, 64), 64))
    case.add("bare C++", [programs.bare, "crowd", sizes.many(9600, 64), 64])
    found.append(case)

    case = Case("64 at once, each guest pinging once a second")
    case.add("XenMotion", programs.xenmotion("crowd", sizes.some(640, 64), "--size", 64, "--pings"))
    case.add("SimPy", programs.simpy("crowd", sizes.some(640, 64), 64, "--pings"))
    case.add("bare C++", [programs.bare, "crowd", sizes.some(960, 64), 64, "--pings"])
    found.append(case)

    return found


def cases_of_fleets(programs, sizes):
    found = []
    for size in [100, 1000, 10000] + [100000] * sizes.is_large:
        if sizes.scale < 1 and size > (1000 if sizes.is_counting else 100):
            continue
        case = Case(f"One at a time of {size:,} live VMs", rounds=3 if size > 1000 else None)
        case.add("XenMotion", programs.xenmotion("fleet", sizes.some(1000), "--size", size))
        if size > 10000:
            found.append(case)
            continue
        few = sizes.some(max(20, 50000 // size))
        for name, command in programs.simgrid("fleet", few, size).items():
            case.add(f"{name}, its live-migration plugin", command)
        for name, command in programs.simgrid("live", few, size).items():
            case.add(f"{name}, an actor's passes", command)
        for name, command in programs.simgrid("idle", few, size).items():
            case.add(f"{name}, an actor's passes, VMs idle", command)
        found.append(case)

    for hosts in [10, 30, 100, 300, 1000] + [10000] * sizes.is_large:
        if sizes.is_counting or sizes.scale < 1 and hosts > 10:
            continue
        # Beside so many others a single one tells enough.
        count = 3 if hosts < 1000 else 1
        case = Case(f"{count} of {hosts:,} hosts emptied, with {hosts * 10:,} VMs", rounds=3)
        case.add("XenMotion", programs.xenmotion("evacuation", count, "--size", hosts))
        found.append(case)
    return found


def cases(programs, sizes):
    return [
        case
        for list_of in (cases_alone, cases_together, cases_of_fleets)
        for case in list_of(programs, sizes)
    ]


# Measuring


def measure(case, rounds):
    """What each contender printed in each round; who goes first changes from round to round."""
    found = {name: [] for name, _ in case.contenders}
    for number in range(rounds):
        turn = number % len(case.contenders)
        for name, command in case.contenders[turn:] + case.contenders[:turn]:
            done = subprocess.run(command, text=True, capture_output=True)
            if done.returncode != 0:
                sys.exit(f"{' '.join(command)}: {done.stderr or done.returncode}")
            found[name].append(json.loads(done.stdout))
    for name, results in found.items():
        hashes = {result["hash"] for result in results}
        if len(hashes) != 1:
            sys.exit(f"{case.title}: {name} gave {len(hashes)} results: {sorted(hashes)}")
    return found


def instructions(command):
    """Instructions that a whole program executes, and how many migrations it made of them."""
    valgrind = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"]
    with tempfile.TemporaryDirectory() as folder:
        program = pathlib.Path(command[0])
        if program.name == "migration-peers":
            # Valgrind does not read all that Swift's compiler writes for debuggers.
            stripped = pathlib.Path(folder) / program.name
            subprocess.run(["strip", "--strip-debug", "-o", stripped, program], check=True)
            command = [str(stripped), *command[1:]]
        done = subprocess.run([*valgrind, *command], text=True, capture_output=True)
    counted = re.search(r"refs: +([\d,]+)", done.stderr)
    if done.returncode != 0 or not counted:
        return None
    return int(counted[1].replace(",", "")), json.loads(done.stdout)["migrations"]


def count_instructions(smaller, larger):
    """Instructions a migration, from two sizes of one workload, so that the set-up drops out."""
    found = {}
    for (name, one), (_, two) in zip(smaller.contenders, larger.contenders):
        counts = instructions(one), instructions(two)
        if None in counts or counts[0][1] == counts[1][1]:
            continue
        more = (counts[1][0] - counts[0][0]) / (counts[1][1] - counts[0][1])
        # The engine's program runs all of it twice: to measure, and for what came of it.
        is_twice = name.startswith("XenMotion") and "--apart" not in two
        found[name] = more / 2 if is_twice else more
    return found


def each(result, key):
    return result[key] / result["migrations"]


def difference(one, other):
    """How two programs' simulations differ, in words; empty where they are the same."""
    apart = []
    for key, tolerance in [
        ("simulated_s", TOLERANCE),
        ("bytes", TOLERANCE),
        ("transfers", 10 * TOLERANCE),
        ("downtime_s", 10 * TOLERANCE),
    ]:
        (a, b) = (each(one, key), each(other, key))
        if abs(a - b) > tolerance * max(abs(a), abs(b)):
            apart.append(f"{key} {a:.6g} and {b:.6g}")
    if bool(one["pings"]) != bool(other["pings"]):
        apart.append(f"{one['pings']} pings and {other['pings']}")
    elif one["pings"]:
        rates = [result["pings"] / result["simulated_s"] for result in (one, other)]
        if abs(rates[0] - rates[1]) > 10 * TOLERANCE * max(rates):
            apart.append(f"{rates[0]:.6g} and {rates[1]:.6g} pings a second")
    return "; ".join(apart)


def microseconds(results):
    return [each(result, "cpu_s") * 1e6 for result in results]


def rows(case, found, counted):
    """A row for each contender; and whether one did not simulate the same."""
    (first, _), *_ = case.contenders
    lines, is_apart = [], False
    for name, _ in case.contenders:
        costs = microseconds(found[name])
        result = found[name][0]
        if name == first:
            ratio = "1"
        else:
            apart = difference(found[first][0], result)
            if apart:
                is_apart = True
                ratio = f"not compared: {apart}"
            else:
                ratios = [a / b for a, b in zip(costs, microseconds(found[first]))]
                spread = f"({told(min(ratios))} to {told(max(ratios))})"
                ratio = f"{told(statistics.median(ratios))} {spread}"
        cells = ["", ""]
        if name in counted:
            cells[0] = f"{counted[name]:,.0f}"
            if first in counted and not ratio.startswith("not"):
                cells[1] = told(counted[name] / counted[first])
        lines.append(
            f"| {name} | {told(min(costs))} | {ratio} | {' | '.join(cells)} "
            f"| {each(result, 'transfers'):.2f} "
            f"| {each(result, 'simulated_s'):.3f} | {each(result, 'bytes') / 2**30:.4f} "
            f"| {min(one['peak_kib'] for one in found[name]) / 1024:.0f} |"
        )
    return lines, is_apart


def told(value):
    """Three digits, without an exponent."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}" if value >= 0.01 else f"{value:.4f}"


# Writing


def versions(programs):
    def first(text):
        return text.splitlines()[0] if text else "?"

    numbers = said(
        programs.python, "-c", "import simpy, numpy; print(simpy.__version__, numpy.__version__)"
    ).split() or ["?", "?"]
    cpu = platform.processor()
    try:
        with open("/proc/cpuinfo") as lines:
            cpu = next(line.split(":", 1)[1].strip() for line in lines if "model name" in line)
    except (OSError, StopIteration):
        pass
    return [
        ("CPU", f"{cpu}, {os.cpu_count()} cores"),
        ("system", f"{platform.system()} {platform.machine()}"),
        ("Swift", first(said("swift", "--version")).removeprefix("Swift version ")),
        ("C++", first(said("g++", "--version")) + ", -O3"),
        ("SimGrid", " and ".join(name.split()[1] for name in programs.simgrids)),
        ("SimPy", f"{numbers[0]} on Python {platform.python_version()}, NumPy {numbers[1]}"),
        ("GSL", said("pkg-config", "--modversion", "gsl")),
    ]


def document(programs, measured, counted, rounds):
    words = (HERE / "RESULTS.in.md").read_text()
    table = "\n".join(f"| {name} | {value} |" for name, value in versions(programs))
    parts, growth, is_apart = [], [], False
    for case, found in measured:
        (name, _), *others = case.contenders
        result = min(found[name], key=lambda one: one["cpu_s"])
        if "fleet" in case.contenders[0][1] or "evacuation" in case.contenders[0][1]:
            growth.append(
                f"| {case.title} | {told(min(microseconds(found[name])))} "
                f"| {result['setup_cpu_s']:.3g} | {result['peak_kib'] / 1024:.0f} |"
            )
        if others:
            lines, apart = rows(case, found, counted.get(case.title, {}))
            is_apart = is_apart or apart
            parts.append(
                f"### {case.title}\n\n"
                "| program | CPU µs a migration | times XenMotion's | instructions | times "
                "| transfers | simulated s | GiB | peak MiB |\n"
                "|---|---:|---:|---:|---:|---:|---:|---:|---:|\n" + "\n".join(lines) + "\n"
            )
    for mark, value in [
        ("{date}", datetime.date.today().isoformat()),
        ("{rounds}", str(rounds)),
        ("{versions}", table),
        ("{comparisons}", "\n".join(parts)),
        ("{growth}", "\n".join(growth)),
    ]:
        words = words.replace(mark, value)
    return words, is_apart


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--smoke", action="store_true", help="tiny sizes, one round")
    parser.add_argument(
        "--large", action="store_true", help="100,000 VMs too, if there are hours for it"
    )
    parser.add_argument("--rounds", type=int, default=9, help="rounds that all go through")
    parser.add_argument("--only", default="", help="cases whose title has these words")
    parser.add_argument(
        "--without-simgrid-4", action="store_true", help="do not build SimGrid 4 from source"
    )
    parser.add_argument(
        "--no-instructions", action="store_true", help="do not count them under valgrind"
    )
    parser.add_argument("--no-install", action="store_true", help="leave Debian's packages alone")
    parser.add_argument(
        "--output", type=pathlib.Path, help="where to write; RESULTS.md if not told"
    )
    options = parser.parse_args()

    is_built = (BUILD / f"simgrid-{SIMGRID_4}" / "build" / "lib" / "libsimgrid.so").exists()
    wants_simgrid_4 = is_built if options.smoke else not options.without_simgrid_4
    programs = Programs(wants_simgrid_4, not options.no_install)
    rounds = 1 if options.smoke else options.rounds
    measured = []
    for case in cases(programs, Sizes(0.05 if options.smoke else 1, is_large=options.large)):
        if options.only.lower() in case.title.lower():
            print(case.title, file=sys.stderr, flush=True)
            measured.append((case, measure(case, min(rounds, case.rounds or rounds))))
    counted = {}
    if shutil.which("valgrind") and not options.smoke and not options.no_instructions:
        pair = [cases(programs, Sizes(scale, is_counting=True)) for scale in (0.1, 0.2)]
        for smaller, larger in zip(*pair):
            if options.only.lower() in smaller.title.lower():
                print(f"{smaller.title}: counting", file=sys.stderr, flush=True)
                counted[smaller.title] = count_instructions(smaller, larger)
    text, is_apart = document(programs, measured, counted, rounds)
    output = options.output
    if output is None and not options.smoke and not options.only:
        output = PACKAGE / "RESULTS.md"
    if output:
        output.write_text(text)
    else:
        print(text)
    if is_apart:
        sys.exit("two programs did not simulate the same: see 'not compared'")


main()
