"""Stops batches of 100 ms answers in the real Java kernel at random moments, with the stop button and with
Running.stop(), and counts what was sent afterwards. Called by ../../lab test, and by ../../bench/run for the figures."""

import argparse
import json
import random
import sys
import time

from kernel import end_by_an_exception, java

SET_UP = ["%classpath ../lib/target/notebook/*.jar", """
import batchbook.*; import batchbook.gemini.*; import batchbook.sim.*;
import java.time.Duration; import java.util.*; import java.util.concurrent.*; import java.util.stream.*;
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
    final Watched model = new Watched();
    final CountDownLatch ended = new CountDownLatch(1);
    final long began = System.currentTimeMillis();
    volatile boolean heard;
    volatile String end = "";

    Batch plan() { return Batch.of(model).workers(8); }

    Run run() {
        try {
            Run run = plan().run(prompts);
            end = "all asked";
            return run;
        } catch (CancellationException e) {
            heard = true;
            throw e;
        } catch (Throwable e) {
            end = e.toString();
            throw e;
        } finally {
            ended.countDown();
        }
    }

    String stop(long after) throws Exception {
        Running running = plan().start(prompts);
        Thread.sleep(after);
        long stopping = System.currentTimeMillis();
        running.stop();
        long stopped = System.currentTimeMillis();
        heard = running.soFar().stopped().isPresent();
        ended.countDown();
        return report(stopping, stopped);
    }

    /** How it went. Sent anew: what was decided on after that and really asked. */
    String report(long pressed, long stopped) throws Exception {
        boolean over = ended.await(20, TimeUnit.SECONDS);
        Thread.sleep(150);
        long anew = model.asked.keySet().stream().filter(p -> model.decided.get(p) > stopped).count();
        long late = model.asked.values().stream().filter(at -> at > stopped).count();
        return String.format("{\\"over\\":%b,\\"heard\\":%b,\\"began\\":%d,\\"anew\\":%d,\\"late\\":%d,\\"took\\":%d,\\"end\\":\\"%s\\"}",
                over, heard, began - pressed, anew, late, stopped - pressed, end.replaceAll("[^a-zA-Z0-9 .:]", "'"));
    }
}
Round round = null; Round begin() { return round = new Round(); }
"""]


def rounds(notebook, buttons, calls, seed):
    """Plays so many rounds of both kinds in a kernel. Yields what came of each."""
    moments = random.Random(seed)
    for code in SET_UP:
        cell = notebook.run(code)
        if cell.error:
            raise RuntimeError(cell.error)
    for kind, count in ("button", buttons), ("stop()", calls):
        number = 0
        while number < count:
            number += 1
            moment = moments.uniform(0, 1 if number % 2 else 3)
            if kind == "button":
                outcome = press(notebook, moment)
            else:
                outcome = json.loads(notebook.run(f"begin().stop({moment * 1000:.0f})").result)
            yield {"kind": kind, "moment": round(moment, 3), **outcome}


def press(notebook, moment):
    """One batch in a cell, and the stop button after this many seconds."""
    notebook.run("round = null;")
    asked = time.monotonic()
    cell = notebook.ask("var run = begin().run();")
    while time.monotonic() < asked + moment:
        notebook.take(min(0.05, max(0.0, asked + moment - time.monotonic())))
    pressed, done = notebook.interrupt()
    begun = time.monotonic()
    notebook.wait_until(lambda: cell.over)
    report = notebook.run(f'round == null ? "{{}}" : round.report({pressed}L, {done}L)')
    outcome = json.loads(report.result) if report.result else {"broken": report.error}
    return {**outcome, "red": round(cell.over - begun, 3) if cell.error else None, "error": cell.error[:80], "shown": cell.display}


def main():
    options = argparse.ArgumentParser(prog="stops")
    options.add_argument("--stops", type=int, default=200, help="how many of each kind")
    options.add_argument("--seed", type=int, default=1)
    options = options.parse_args()
    end_by_an_exception()
    with java("stops") as notebook:
        for outcome in rounds(notebook, options.stops, options.stops, options.seed):
            print(outcome, flush=True)


if __name__ == "__main__":
    sys.exit(main())
