"""Stops a batch in the real Java kernel and looks at what is left of it. Called by ../../lab test."""

import re
import signal
import sys
import time
from pathlib import Path

from jupyter_client import KernelManager

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60  # seconds for what is not measured

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
    for number in signal.SIGINT, signal.SIGTERM:  # end by an exception, so that no kernel outlives us
        signal.signal(number, lambda number, _: sys.exit(128 + number))
    log = ROOT / "target" / "interrupt.log"
    log.parent.mkdir(exist_ok=True)
    kernel = KernelManager(kernel_name="java")
    try:
        with open(log, "wb") as out:  # what the JVM itself says
            kernel.start_kernel(cwd=str(ROOT / "notebooks"), stdout=out, stderr=out)
        checks = stop_a_batch(Notebook(kernel))
    except (RuntimeError, OSError) as error:
        checks = [(False, f"{error}\n{log.read_text(errors='replace')[-2000:]}")]
    finally:
        if kernel.is_alive():  # at once: asked politely, JJava stays for a minute
            kernel.shutdown_kernel(now=True)

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
    notebook.kernel.interrupt_kernel()
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
        ("STOPPED" in stopped.display, f"its display says so: {stopped.display}"),
        (kept == shown >= 3, f"the next cell has {kept} answers through Batch.last(), the display said {shown}"),
        ("nothing was sent" in queued.error, f"the cell that was queued was refused: {queued.error}"),
        (sent == later and sent <= shown + 2 * 8, f"{sent} requests were sent; 3 s later: {later}"),
        (waiting == 0, f"the simulator has {waiting} requests under way"),
        (again.result == "4", f"a batch asked for after that has {again.result or again.error} of 4 answers"),
        (at_its_end < 4, f"a display goes on when its cell is over: {at_its_end} answers then, 4 at last"),
    ]


class Cell:
    """What came of a cell, and what it shows."""

    def __init__(self):
        self.over, self.result, self.display, self.error = None, "", "", ""

    def answers(self):
        return int((re.search(r"ok (\d+)", self.display) or [0, 0])[1])

    def take(self, kind, content):
        text = content.get("data", {}).get("text/plain", "")
        if kind == "execute_result":
            self.result = text
        elif kind in ("display_data", "update_display_data"):
            self.display = text
        elif kind == "error":
            self.error = re.sub(r"\s+", " ", content["evalue"])
        elif kind == "status" and content["execution_state"] == "idle":
            self.over = time.monotonic()


class Notebook:
    """A client of the kernel that sends cells without waiting, as JupyterLab does."""

    def __init__(self, kernel):
        self.kernel, self.cells = kernel, {}
        self.client = kernel.blocking_client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=PATIENCE)

    def ask(self, code):
        cell = self.cells[self.client.execute(code)] = Cell()
        return cell

    def run(self, code):
        cell = self.ask(code)
        self.wait_until(lambda: cell.over)
        return cell

    def wait_until(self, done):
        end = time.monotonic() + PATIENCE
        while not done():
            if time.monotonic() > end or not self.kernel.is_alive():
                raise RuntimeError(f"nothing more came of: {[cell.__dict__ for cell in self.cells.values()]}")
            if self.client.iopub_channel.socket.poll(100):
                message = self.client.get_iopub_msg(timeout=1)
                cell = self.cells.get(message["parent_header"].get("msg_id"))
                if cell:
                    cell.take(message["msg_type"], message["content"])


if __name__ == "__main__":
    sys.exit(main())
