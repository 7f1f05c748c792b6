"""From the start of the kernel to the first chart of the tour, over the Jupyter protocol: JJava as it comes, and as ./lab
starts it. Called by bench/run.

Rounds in turn, medians. What the batches wait for answers is no part of a start: their two cells run once more in the warm
kernel, and that time is subtracted.
"""

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "notebooks" / ".lab"))

import psutil
from jupyter_client.kernelspec import get_kernel_spec
from ending import end_by_an_exception
from kernel import ROOT, java

ROUNDS = 3
TARGETS = {"first cell": 1.5, "to the first chart, batches not counted": 4.5}


def main():
    end_by_an_exception()
    subprocess.run([sys.executable, ROOT / "notebooks" / ".lab" / "archive.py"], check=True, stderr=subprocess.DEVNULL)
    ours = get_kernel_spec("java").argv
    jjava = ours[ours.index("-cp") + 1].split(os.pathsep)[0]
    plain = [ours[0], "-Djava.awt.headless=true", "--add-opens", "jdk.jshell/jdk.jshell=ALL-UNNAMED"]
    commands = {"before": [*plain, "-jar", jjava, "{connection_file}"], "after": ours}
    cells = tour()
    rounds = {name: [] for name in commands}
    for _ in range(ROUNDS):
        for name, argv in commands.items():
            rounds[name].append(once(argv, cells))
    before, after = ({step: median(one[step] for one in rounds[name]) for step in rounds[name][0]} for name in commands)
    for step, seconds in after.items():
        target = TARGETS.get(step)
        met = "" if target is None else "yes" if seconds < target else "**no**"
        aim = "" if target is None else f"< {target} s"
        print(f"| {step} | {before[step]:.2f} s | {seconds:.2f} s | {before[step] / seconds:.2f} | {aim} | {met} |")


def tour():
    """The code cells up to the first chart."""
    notebook = json.loads((ROOT / "notebooks" / "00-tour.ipynb").read_text(encoding="utf-8"))
    cells = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    return cells[: next(number for number, cell in enumerate(cells) if "Charts." in cell) + 1]


def once(argv, cells):
    steps, begun = {}, time.monotonic()
    with java("start", list(argv)) as notebook:
        steps["kernel ready"] = time.monotonic() - begun
        for number, cell in enumerate(cells):
            steps["first cell" if number == 0 else f"`{cell.splitlines()[0][:48]}`"] = timed(notebook, cell)
        total = sum(steps.values())
        cpu = sum(psutil.Process(notebook.kernel.provisioner.process.pid).cpu_times()[:2])
        again = re.search(r"^var gemini .*;$", cells[0], re.MULTILINE)[0]
        timed(notebook, again + "\ngemini.ask(prompts.get(0))")
        waits = sum(timed(notebook, cell) for cell in cells[1:] if "Batch." in cell)
    steps["to the first chart"] = total
    steps["to the first chart, batches not counted"] = total - waits
    steps["the same: CPU time of the kernel"] = cpu
    return steps


def timed(notebook, code):
    begun = time.monotonic()
    cell = notebook.run(code)
    if cell.error:
        sys.exit(f"{code}\n{cell.error}")
    return cell.over - begun


main()
