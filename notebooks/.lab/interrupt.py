"""Stops a batch in the real Java kernel and looks at what is left of it. Called by ../../lab test."""

import sys
import time

from ending import end_by_an_exception
from kernel import java

SET_UP = """%classpath ../lib/target/notebook/*.jar
import batchbook.*; import batchbook.gemini.*; import batchbook.sim.*;
import java.time.Duration; import java.util.stream.*;
var simulator = Simulator.start(Scenario.calm().latency(Duration.ofSeconds(2)));
var gemini  = Gemini.at(simulator);
var prompts = IntStream.range(0, 200).mapToObj(i -> "How much is " + i + " + 7?").toList();"""
BATCH = "var run = Batch.parallel(gemini, prompts, 8);"
ANSWERED = "Batch.last().answered().size()"
REQUESTS = "simulator.requests()"
FOUR = "Batch.parallel(gemini, prompts.subList(0, 4), 4).answered().size()"
BACKGROUND = """var watcher = Progress.automatic();
var plan = Batch.of(gemini).progress(watcher);
new Thread(() -> plan.run(prompts.subList(0, 4))).start();"""


def main():
    end_by_an_exception()
    try:
        with java("interrupt") as notebook:
            checks = stop_a_batch(notebook)
    except RuntimeError as error:
        checks = [(False, str(error))]

    for right, what in checks:
        print(f"{'ok' if right else 'FAILED'}: {what}")
    failed = sum(not right for right, _ in checks)
    print(f"interrupt in a real kernel: {f'{failed} FAILED' if failed else f'all {len(checks)} checks ok'}", flush=True)
    return 1 if failed else 0


def stop_a_batch(notebook):
    """What was checked: pairs of whether it is right, and what was seen."""
    notebook.run(SET_UP)
    stopped = notebook.ask(BATCH)
    queued = notebook.ask(BATCH)  # as "run all" does it: before the first is over
    notebook.wait_until(lambda: stopped.answers() >= 3)
    interrupted = time.monotonic()
    notebook.interrupt()
    notebook.wait_until(lambda: stopped.over and queued.over)

    kept = int(notebook.run(ANSWERED).result)
    shown = stopped.answers()
    sent = int(notebook.run(REQUESTS).result)
    time.sleep(3)  # longer than any answer takes
    later, waiting = int(notebook.run(REQUESTS).result), int(notebook.run("simulator.inFlight()").result)
    again = notebook.run(FOUR)
    background = notebook.run(BACKGROUND)
    at_its_end = background.answers()
    notebook.wait_until(lambda: background.answers() == 4)

    took = stopped.over - interrupted
    return [
        (stopped.error and took < 1, f"the cell ended {took * 1000:.0f} ms after the interrupt: {stopped.error}"),
        ("Batch.last().resume() goes on" in stopped.display, f"its display says so: {stopped.display}"),
        (kept == shown >= 3, f"the next cell has {kept} answers through Batch.last(), the display said {shown}"),
        ("nothing was sent" in queued.error, f"the cell that was queued was refused: {queued.error}"),
        (sent == later and sent <= shown + 2 * 8, f"{sent} requests were sent; 3 s later: {later}"),
        (waiting == 0, f"the simulator has {waiting} requests under way"),
        (again.result == "4", f"a batch asked for after that has {again.result or again.error} of 4 answers"),
        (at_its_end < 4, f"a display goes on when its cell is over: {at_its_end} answers then, 4 at last"),
    ]


if __name__ == "__main__":
    sys.exit(main())
