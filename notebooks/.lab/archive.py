"""Keeps an archive of the classes that a first notebook loads, so that the next kernels start sooner. Called by ../../lab.

It is only a cache: a kernel starts without it too. It is made anew when the JDK, a jar or the kernel's command changes. A
JVM need not notice that a jar has (seen with JDK 25: old classes beside new ones), so an old one goes before that.
"""

import fcntl
import hashlib
import os
import sys
import time
from pathlib import Path

from ending import end_by_an_exception
from kernel import java

# What first cells do, on a simulator: only what was used is in the archive. No key is looked for here.
CELLS = [
    "%classpath ../lib/target/notebook/*.jar",
    """import batchbook.*; import batchbook.gemini.*; import batchbook.sim.*; import batchbook.view.*;
    import java.time.Duration; import java.util.stream.*; import tech.tablesaw.api.*;
    import batchbook.course.*;
    var gemini  = Gemini.at(Simulator.start(Scenario.busy().seed(192).latency(Duration.ofMillis(20)).virtualTime()));
    var reviews = Tables.read("data/feedback.csv").first(24);
    var prompts = Tables.prompts(reviews, "Positive or negative?\\n\\n{text}");
    gemini.ask(prompts.get(0))""",
    "var slow = Batch.sequential(gemini, prompts);",
    "var fast = Batch.parallel(gemini, prompts, 5);\nfast",
    "var table = Tables.of(fast);\ntable.selectColumns(\"prompt\", \"answer\")",
    "Charts.compare(slow, fast)",
    "Notebook.show(Charts.latency(fast), Charts.distribution(fast), Charts.timeline(fast));",
    "Lesson00.question3(fast, \"F001\")",
    "fast.get(0)",
]
FLAGS = {"-XX:AOTCache=": "-XX:AOTCacheOutput=", "-XX:SharedArchiveFile=": "-XX:ArchiveClassesAtExit="}
DUMP_SECONDS = 300

# Loaded classes only. With profiles of methods in it too (JDK 25), a kernel compiled by them at once, for as much CPU time
# as the archive saves; and with those of the first compiler, the second one never took these methods up.
TRAINING = ["-XX:+IgnoreUnrecognizedVMOptions", "-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTRecordTraining"]
TRAINING += ["-XX:TieredStopAtLevel=1"]  # sooner done


def main():
    end_by_an_exception()
    os.nice(10)  # whoever waits for a cell comes first
    from jupyter_client.kernelspec import get_kernel_spec

    argv = get_kernel_spec("java").argv
    flag = next((flag for flag in FLAGS for argument in argv if argument.startswith(flag)))
    archive = Path(next(argument for argument in argv if argument.startswith(flag)).removeprefix(flag))
    stamp = archive.with_suffix(".stamp")
    with open(archive.with_suffix(".lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # by another ./lab, which makes the same
        state = state_of(argv)
        if stamp.exists() and stamp.read_text() == state:
            return
        stamp.unlink(missing_ok=True)
        archive.unlink(missing_ok=True)
        new = archive.with_suffix(".new")
        for left in archive.parent.glob(new.name + "*"):  # by one that was ended
            left.unlink()
        make([changed(argument, flag, new) for argument in argv])
        if new.exists() and state_of(argv) != state:
            # The JVM notes the jars as it ends: it would take classes of the old ones for those of the new.
            new.unlink()
            return
        if new.exists():
            new.replace(archive)
        stamp.write_text(state)  # of a JVM that makes no archive too: it is not asked again and again


def state_of(argv):
    """All that the archive depends on: the command with its class path, each of its jars, and the JDK."""
    jdk = Path(argv[0]).parents[1]
    files = [Path(name) for argument in argv for name in argument.split(os.pathsep) if name.endswith(".jar")]
    seen = [(file.name, file.stat().st_size, file.stat().st_mtime_ns) for file in [*files, jdk / "lib" / "modules"]]
    return hashlib.sha256(repr((argv, TRAINING, CELLS, seen)).encode()).hexdigest()


def changed(argument, flag, new):
    return FLAGS[flag] + str(new) if argument.startswith(flag) else argument


def make(argv):
    argv[1:1] = TRAINING
    with java("archive", argv) as notebook:
        for code in CELLS:
            cell = notebook.run(code)
            if cell.error:
                sys.exit(f"{code}\n{cell.error}")
        notebook.complete("Batch.par", 9)
        notebook.ask("System.exit(0);")  # asked politely, JJava stays for a minute
        end = time.monotonic() + DUMP_SECONDS
        while notebook.kernel.is_alive() and time.monotonic() < end:
            time.sleep(0.1)


if __name__ == "__main__":
    main()
