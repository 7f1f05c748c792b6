"""What a reader does while a batch runs: watches it, stops it, restarts the kernel, reloads the page."""

import random
import re
import time

from lessons import dark, narrow
from page import WIDTH, write
from server import HOME

NOTEBOOKS = HOME / "work" / "notebooks"
JARS = "%classpath ../lib/target/notebook/*.jar"
SIMULATOR = """
import batchbook.*; import batchbook.gemini.*; import batchbook.sim.*; import batchbook.view.*;
import java.nio.file.*; import java.time.Duration; import java.util.stream.*;
var simulator = Simulator.start(Scenario.calm().latency(Duration.ofMillis(%d)));
var gemini = Gemini.at(simulator);
var prompts = IntStream.range(0, %d).mapToObj(i -> "How much is " + i + " + 7?").toList();"""
DOLLARS = "costs $5 today and $6 tomorrow"

# The words of the library that these tests must know.
DONE = r"\b(\d+) of {all} prompts"
LAST = "Batch.last().answered().size()"


def moves(browser, check, seed):
    """The display of a running batch."""
    everything = 60
    notebook = begin(browser, "moves", 400, everything, "var run = Batch.parallel(gemini, prompts, 5);")
    notebook.ask("watch", 2)
    notebook.start_cell(2)
    notebook.wait("lab.seen.length > 0")
    # What stays: each update takes the place of the block before it, and may come while its picture is taken.
    block = notebook.page.locator(".jp-CodeCell").nth(2).locator(".jp-Cell-outputArea")
    first = block.screenshot(path=HOME / "moves-first.png")
    said = notebook.page.evaluate("lab.seen.at(-1).text")  # after it, or the picture may have this update already
    notebook.page.wait_for_function("said => lab.seen.at(-1).text !== said", arg=said)
    then = block.screenshot(path=HOME / "moves-then.png")
    notebook.wait()
    block.screenshot(path=HOME / "moves-last.png")
    seen = notebook.page.evaluate("lab.seen")
    counts = [int(match[1]) for state in seen if (match := re.search(DONE.format(all=everything), state["text"]))]
    heights = {state["height"] for state in seen}
    check(first != then, "two pictures of a running batch differ")
    check(
        len(set(counts)) >= 5 and counts == sorted(counts) and counts[-1] == everything,
        f"its count grows: {' '.join(map(str, dict.fromkeys(counts)))}",
    )
    check(len(heights) == 1, f"it keeps its height, to its end: {sorted(heights)} px over {len(seen)} states")
    notebook.close()


def stops(browser, check, seed):
    """The stop button, at random moments from the first display on."""
    moments = random.Random(seed)
    notebook = begin(
        browser, "stops", 100, 400, "var run = Batch.parallel(gemini, prompts, 8);", LAST,
        "simulator.requests()", "simulator.inFlight()",
    )  # fmt: skip
    for number in range(4):
        before = int(notebook.run_cell(4))
        notebook.page.evaluate("lab.panel().content.widgets[2].model.clearExecution()")
        notebook.start_cell(2)
        notebook.wait("lab.panel().content.widgets[2].outputArea.node.querySelector('.mathjax_ignore')")
        seconds = moments.uniform(0, 2.5)
        notebook.page.wait_for_timeout(1000 * seconds)
        notebook.stop()
        notebook.wait()
        red = [out["ename"] for out in notebook.ask("cells")[2]["outputs"] if out["output_type"] == "error"]
        kept = int(notebook.run_cell(3))
        sent = int(notebook.run_cell(4)) - before
        time.sleep(1)  # longer than any answer takes
        later, open_ones = int(notebook.run_cell(4)) - before, notebook.run_cell(5)
        check(
            red and 0 <= kept < 400 and kept <= sent <= kept + 2 * 8 and sent == later and open_ones == "0",
            f"stopped {seconds:.2f} s after its display came, {red}: the next cell has {kept} rows;"
            f" {sent} requests were sent, a second later {later}, under way {open_ones}",
        )
    narrow(notebook, check)
    notebook.close()


def restarts(browser, check, seed):
    """The kernel restarted in the middle of a run with a journal, and the same cells again."""
    everything = 60
    notebook = begin(
        browser, "restarts", 400, everything,
        'var run = Batch.of(gemini).workers(4).journal("rows.jsonl").run(prompts);',
        'run.results().stream().filter(Result::resumed).count() + " " + simulator.requests() + " " + run.answered().size()',
    )  # fmt: skip
    notebook.start_cell(2)
    rows = NOTEBOOKS / "rows.jsonl"
    notebook.wait_outside(lambda: rows.exists() and rows.read_bytes().count(b"\n") >= 12)
    notebook.restart()
    for cell in 0, 1, 2:
        notebook.run_cell(cell)
    said = notebook.run_cell(3)
    if not re.fullmatch(r"\d+ \d+ \d+", said):
        raise RuntimeError(f"after a restart: {said}")
    kept, asked, answered = map(int, said.split())
    check(
        kept >= 8 and kept + asked == answered == everything,
        f"after a restart of the kernel the same cell goes on: {kept} rows kept, {asked} asked, {answered} answered",
    )
    notebook.keep("end")
    notebook.close()


def reloads(browser, check, seed):
    """The page reloaded while a batch runs, and when it is over; and made narrow meanwhile."""
    everything = 100
    notebook = begin(
        browser, "reloads", 400, everything, "var run = Batch.parallel(gemini, prompts, 4);", "run", LAST,
        "Charts.latency(run)",
    )  # fmt: skip
    notebook.start_cell(2)
    notebook.page.wait_for_function(
        "wanted => RegExp(wanted).test(document.querySelector('.mathjax_ignore')?.innerText)", arg=rf"\b1\d of {everything} "
    )
    narrow(notebook, check, "running-")
    notebook.resize(WIDTH)
    notebook.save()
    notebook.reload()
    there = notebook.page.locator(".mathjax_ignore").inner_text()
    check(re.search(DONE.format(all=everything), there), f"reloaded during a batch: {' '.join(there.split())[:70]}")
    rows = notebook.run_cell(4)
    check(rows == str(everything), f"the batch went on: the next cell has {rows} of {everything} rows")
    for cell in 3, 5:
        notebook.run_cell(cell)
    notebook.save()
    before = [out for cell in notebook.ask("cells") for out in cell["outputs"]]
    words, size = notebook.ask("words"), picture(notebook)
    notebook.reload()
    after = [out for cell in notebook.ask("cells") for out in cell["outputs"]]
    again = notebook.ask("words"), picture(notebook)
    check(
        len(before) == 4 and before == after and (words, size) == again and size > 100,
        f"reloaded after it: {len(after)} of {len(before)} outputs, {len(again[0])} of {len(words)} words,"
        f" a chart of {again[1]} of {size} px",
    )
    notebook.keep("end")
    notebook.close()


def picture(notebook):
    """How wide the chart is, when it is loaded."""
    notebook.wait("document.querySelector('.jp-OutputArea-output img')?.complete")
    return notebook.page.evaluate("document.querySelector('.jp-OutputArea-output img').naturalWidth")


def dollars(browser, check, seed):
    """Prompts and answers with two dollar signs, which a page takes for mathematics."""
    notebook = begin(
        browser, "dollars", 10, 1,
        f'var model = Model.named("echo", prompt -> Reply.of("{DOLLARS}: " + prompt.text()));',
        f'var run = Batch.sequential(model, List.of("{DOLLARS}", "\\\\(x\\\\) and $y$"));',
        "run", "Tables.of(run)", "run.results()", "run.get(0)", "model.ask(Prompt.of(\"$a$\"))", "run.failed()",
        "# $a+b$ is mathematics",
    )  # fmt: skip
    for cell in range(2, 10):
        notebook.run_cell(cell)
    notebook.wait("document.querySelector('.jp-MarkdownCell mjx-container')")
    notebook.ask("frame")
    typeset = notebook.page.locator(".jp-OutputArea-output mjx-container").count()
    shown = notebook.page.evaluate("lab.blocks().filter(block => block.innerText.includes('$5 today and $6')).length")
    errors = [out["evalue"] for cell in notebook.ask("cells") for out in cell["outputs"] if out["output_type"] == "error"]
    check(
        typeset == 0 and shown >= 4 and not errors,
        f"dollar signs stay: {shown} outputs show them, {typeset} are typeset, errors {errors}",
    )
    notebook.resize(WIDTH)
    notebook.keep("end")
    dark(notebook, check)
    narrow(notebook, check)
    notebook.close()


def begin(browser, name, millis, prompts, *cells):
    """A notebook of these cells behind two that start a simulator; the first of them is number 2."""
    write(NOTEBOOKS / f"{name}.ipynb", JARS, SIMULATOR % (millis, prompts), *cells)
    notebook = browser.open(name)
    for cell in 0, 1:
        notebook.run_cell(cell)
    return notebook


SCENES = {scene.__name__: scene for scene in (moves, stops, restarts, reloads, dollars)}
