"""Stops batches of 100 ms answers in the real Java kernel at random moments, with the stop button and with
Running.stop(), and counts what was sent afterwards. Called by ../../lab test, and by ../../bench/run for the figures."""

import argparse
import json
import random
import sys
import time

from ending import end_by_an_exception
from kernel import java

SET_UP = ["%classpath ../lib/target/notebook/*.jar", """
import batchbook.*; import batchbook.gemini.*; import batchbook.sim.*;
import java.time.Duration; import java.util.*; import java.util.concurrent.*; import java.util.stream.*;
import java.util.concurrent.locks.LockSupport; import org.dflib.jjava.jupyter.kernel.BaseKernel;
var simulator = Simulator.start(Scenario.calm().latency(Duration.ofMillis(100)));
var gemini  = Gemini.at(simulator);
var prompts = IntStream.range(0, 400).mapToObj(i -> "How much is " + i + " + 7?").toList();""", """
class Watched implements Model {
    final Map<String, Long> decided = new ConcurrentHashMap<>();
    final Map<String, Long> asked = new ConcurrentHashMap<>();
    public Reply ask(Prompt prompt) {
        asked.put(prompt.text(), System.currentTimeMillis());
        return gemini.ask(prompt);
    }
    public void prepare() { gemini.prepare(); }
    public Usage mostTokens(Prompt prompt) {
        decided.put(prompt.text(), System.currentTimeMillis());
        return gemini.mostTokens(prompt);
    }
}
class Round {
    final long began = System.currentTimeMillis();
    final Watched model = new Watched();
    final CountDownLatch ended = new CountDownLatch(1);
    final Progress display = Progress.automatic();
    final CountDownLatch aim;
    volatile boolean heard;
    volatile long stopping, stopped;

    Round(int update) { aim = new CountDownLatch(update); }

    Batch plan() {
        return Batch.of(model).workers(8).progress(state -> { aim.countDown(); display.update(state); });
    }

    Run run() {
        try {
            return plan().run(prompts);
        } catch (CancellationException e) {
            heard = true;
            throw e;
        } finally {
            ended.countDown();
        }
    }

    /** In a while, or as soon as this update of the display has begun. */
    void await(long micros, boolean aimed) throws InterruptedException {
        if (aimed) aim.await();
        LockSupport.parkNanos(micros * 1000);
        stopping = System.currentTimeMillis();
    }

    Run runAndInterrupt(long micros) {
        new Thread(() -> {
            try {
                await(micros, true);
                BaseKernel.notebookKernel().interrupt();
                stopped = System.currentTimeMillis();
            } catch (InterruptedException e) { }
        }).start();
        return run();
    }

    String stop(long micros, boolean aimed) throws Exception {
        Running running = plan().start(prompts);
        await(micros, aimed);
        running.stop();
        stopped = System.currentTimeMillis();
        heard = running.soFar().stopped().isPresent();
        ended.countDown();
        return report(stopping, stopped);
    }

    /** How it went. Sent anew: decided on after the stop, and really asked. */
    String report(long pressed, long done) throws Exception {
        boolean over = ended.await(20, TimeUnit.SECONDS);
        Thread.sleep(150);
        long anew = model.asked.keySet().stream().filter(p -> model.decided.get(p) > done).count();
        long late = model.asked.values().stream().filter(at -> at > done).count();
        return String.format("{\\"heard\\":%b,\\"began\\":%d,\\"anew\\":%d,\\"late\\":%d,\\"took\\":%d}",
                over && heard, began - pressed, anew, late, done - pressed);
    }
}
Round round = null; Round begin(int update) { return round = new Round(update); }
"""]


def rounds(notebook, buttons, calls, seed=None):
    """So many stops by the button and by stop(), every second one at the moment in which the display is updated."""
    moments = random.Random(seed)
    for code in SET_UP:
        cell = notebook.run(code)
        if cell.error:
            raise RuntimeError(cell.error)
    for number in range(buttons + calls):
        aimed, first = number % 2 == 1, number % 4 == 0
        update = moments.randrange(1, 9)
        micros = int(1e6 * (moments.uniform(0, 0.0015) if aimed else moments.uniform(0, 1 if first else 3)))
        if number >= buttons:
            kind = "stop()"
            outcome = answer(notebook.run(f"begin({update}).stop({micros}, {str(aimed).lower()})"))
        else:
            kind = "button"
            outcome = aim(notebook, update, micros) if aimed else press(notebook, micros / 1e6)
        yield {"kind": kind, "aimed": update if aimed else 0, "after": micros / 1e6, **outcome}


def press(notebook, moment):
    """One batch in a cell, and the stop button after this many seconds; once more if the first had no effect."""
    notebook.run("round = null;")
    asked = time.monotonic()
    cell = notebook.ask("var run = begin(1).run();")
    while time.monotonic() < asked + moment:
        notebook.take(min(0.05, max(0.0, asked + moment - time.monotonic())))
    first, done = notebook.interrupt()
    begun = time.monotonic()
    while not cell.over and time.monotonic() < begun + 2:
        notebook.take(0.1)
    again = not cell.over
    if again:
        _, done = notebook.interrupt()
        begun = time.monotonic()
    notebook.wait_until(lambda: cell.over)
    outcome = answer(notebook.run(f'round == null ? "" : round.report({first}L, {done}L)'))
    if not outcome:
        outcome = {"heard": bool(cell.error), "began": 0, "anew": 0}
    # Until the code of a cell runs, a kernel has nothing to interrupt; what we do about that works from the second batch.
    early = outcome["began"] >= 0
    return {
        **outcome,
        "heard": outcome["heard"] and (early or not again),
        "early": early,
        "again": again,
        "red": 0 if early else cell.over - begun,
    }


def aim(notebook, update, micros):
    """The same, stopped by the kernel's own method while the display shows this update."""
    notebook.run(f"var run = begin({update}).runAndInterrupt({micros});")
    return answer(notebook.run("round.report(round.stopping, round.stopped)"))


def answer(cell):
    if cell.error:
        raise RuntimeError(cell.error)
    return json.loads(cell.result) if cell.result else {}


def figures(outcomes):
    """What is counted, with its value, and the most that is right; None if anything is."""
    for kind, name in ("button", "stop button"), ("stop()", "Running.stop()"):
        these = [outcome for outcome in outcomes if outcome["kind"] == kind]
        if these:
            yield f"{name}: ignored, of {len(these)}", sum(not outcome["heard"] for outcome in these), 0
            yield f"{name}: requests sent anew after it, most", max(outcome["anew"] for outcome in these), 0
        if kind == "button":
            early = [outcome for outcome in these if outcome.get("early")]
            yield f"{name}: pressed before the code of the cell ran, of these", len(early), None
            yield f"{name}: pressed again, as such a first press had no effect", sum(o["again"] for o in early), None
            red = max(1000 * outcome.get("red", 0) for outcome in these)
            yield f"{name}: until the cell is red, most, in ms", round(red), 1000
        elif these:
            yield f"{name}: until it returns, most, in ms", max(outcome["took"] for outcome in these), 1000


def main():
    options = argparse.ArgumentParser(prog="stops")
    options.add_argument("--stops", type=int, default=200, help="how many of each kind")
    options.add_argument("--seed", type=int, help="for the same moments again")
    options.add_argument("--table", action="store_true", help="print rows of a Markdown table")
    options = options.parse_args()
    end_by_an_exception()
    try:
        with java("stops") as notebook:
            outcomes = list(rounds(notebook, options.stops, options.stops, options.seed))
    except RuntimeError as error:
        print(f"FAILED: {error}", flush=True)
        return 1
    failed = 0
    for what, value, most in figures(outcomes):
        right = most is None or value <= most
        failed += not right
        if options.table:
            met = "" if most is None else "yes" if right else "**no**"
            print(f"| {what} | {value} | {'-' if most is None else most} | {met} |", flush=True)
        else:
            print(f"{'ok' if right else 'FAILED'}: {what}: {value}", flush=True)
    if failed:
        print(*(outcome for outcome in outcomes if not outcome["heard"] or outcome["anew"]), sep="\n", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
