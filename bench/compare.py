"""Batchbook against the tutorial in Python: whole programs, one fresh process for each measurement.

Both ask the same simulator, in turn. A figure is the median of the rounds. Python is judged by the better of its two
connection pools, figure by figure.
"""
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

REQUESTS = 1000
LATENCY_MS = 200
ROUNDS = {5: 3, 50: 5, 500: 5}  # a round with 5 workers takes 40 s for each program

JAVA = str(Path(os.environ["JAVA_HOME"], "bin", "java"))
CLASSPATH = os.environ["BENCH_CLASSPATH"]
# For a program that runs for seconds: no second compiler, no collector threads, a heap that fits the batch.
FLAGS = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx30m"]

FIGURES = ["wall", "CPU", "memory"]
DIGITS = {"wall": 2, "CPU": 2, "memory": 0}


def archive_flags():
    """What to add to make an archive of loaded classes, and to use it: from JDK 25 on the AOT cache knows more."""
    release = Path(os.environ["JAVA_HOME"], "release").read_text()
    if int(re.search(r'^JAVA_VERSION="(\d+)', release, re.M).group(1)) >= 25:
        file = "bench/target/tutorial.aot"
        return [f"-XX:AOTCacheOutput={file}"], [f"-XX:AOTCache={file}", "-XX:AOTMode=on"]
    file = "bench/target/tutorial.jsa"
    return [f"-XX:ArchiveClassesAtExit={file}"], [f"-XX:SharedArchiveFile={file}", "-Xshare:on"]


def java(flags, *arguments):
    return [JAVA, *flags, "-cp", CLASSPATH, *arguments]


def batchbook(flags, server, requests, workers):
    return java(flags, "batchbook.bench.Tutorial", server, str(requests), str(workers))


def tutorial(pool, server, requests, workers):
    return [sys.executable, "bench/tutorial.py", server, str(requests), str(workers), pool]


def measure(command, requests):
    """Wall time, CPU time and peak memory of a program from its start to its end."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0 or f"{requests} of {requests} answered" not in said:
        sys.exit(f"{command} ended with {process.returncode}: {said}")
    peak = usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    return {"wall": wall, "CPU": usage.ru_utime + usage.ru_stime, "memory": peak}


def programs(use_archive, workers):
    """In the order in which they take turns. At 5 workers the two Python pools are the same."""
    chosen = {
        "Batchbook": lambda *batch: batchbook(FLAGS + use_archive, *batch),
        "Python": lambda *batch: tutorial("default", *batch),
    }
    if workers > 5:
        chosen["Batchbook, JVM as it comes"] = lambda *batch: batchbook([], *batch)
        chosen["Python, larger pool"] = lambda *batch: tutorial("sized", *batch)
    return chosen


def rounds(chosen, server, workers):
    measured = {name: [] for name in chosen}
    for number in range(ROUNDS[workers]):
        for name, command in chosen.items():
            print(f"bench: {workers} workers, round {number + 1}: {name}", file=sys.stderr)
            measured[name].append(measure(command(server, REQUESTS, workers), REQUESTS))
    return {name: {f: [one[f] for one in ours] for f in FIGURES} for name, ours in measured.items()}


def value(figure, number):
    return f"{number:.0f} MB" if figure == "memory" else f"{number:.2f} s"


def spread(figure, numbers):
    return f"{value(figure, median(numbers))} ({min(numbers):.{DIGITS[figure]}f} to {max(numbers):.{DIGITS[figure]}f})"


def report(results):
    head = f"Batchbook / Python, {REQUESTS:,} requests of {LATENCY_MS} ms"
    print(f"\n| {head} | measured | target | met |\n|---|---|---|---|")
    for workers, measured in results.items():
        for figure in FIGURES:
            ours = median(measured["Batchbook"][figure])
            theirs = min(median(of[figure]) for name, of in measured.items() if name.startswith("Python"))
            ratio = ours / theirs
            print(
                f"| {workers} workers: {figure} | {ratio:.3f} ({value(figure, ours)} / {value(figure, theirs)})"
                f" | < 1 | {'yes' if ratio < 1 else '**no**'} |"
            )
    print("\n| median (lowest to highest) | workers | wall | CPU | memory |\n|---|---|---|---|---|")
    for workers, measured in results.items():
        for name, figures in measured.items():
            print(f"| {name} | {workers} | " + " | ".join(spread(f, figures[f]) for f in FIGURES) + " |")


def main():
    make_archive, use_archive = archive_flags()
    command = java(["-Xmx256m"], "batchbook.bench.Server", str(LATENCY_MS))
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as simulator:
        server = simulator.stdout.readline().strip()
        # Makes the archive; and both languages' files are in the page cache, the simulator compiled, before it counts.
        print("bench: warming up", file=sys.stderr)
        training = batchbook(FLAGS + make_archive, server, 300, 50)
        subprocess.run(training, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(2):
            measure(tutorial("default", server, 1000, 100), 1000)
        results = {workers: rounds(programs(use_archive, workers), server, workers) for workers in ROUNDS}
    # Leaving the block has closed the simulator's input, which ends it.
    print("\nBatchbook's JVM: " + " ".join(f"`{flag}`" for flag in FLAGS + use_archive))
    report(results)


main()
