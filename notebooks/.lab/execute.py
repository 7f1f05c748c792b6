"""Runs notebooks in the Java kernel and writes each, with its outputs, as a web page. Called by ../../lab."""

import argparse
import os
import re
import sys
import time
from contextlib import contextmanager
from pathlib import Path

# The schema checker would spend over a second on building a parser for IRIs, which no notebook needs.
sys.modules["rfc3987_syntax"] = None

import nbformat
from ending import end_by_an_exception
from jinja2 import DictLoader
from jupyter_client import AsyncKernelManager
from jupyter_core.utils import run_sync
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from statements import Statements

ROOT = Path(__file__).resolve().parents[2]
CELL_SECONDS = 300

# A page must open without a network, so it asks no other site for scripts.
OFFLINE = """{% extends 'lab/index.html.j2' %}{% block html_head_js %}{% endblock %}
{% block html_head_js_mathjax %}{% endblock %}{% block html_head_js_mermaidjs %}{% endblock %}"""


def main():
    options = argparse.ArgumentParser(prog="lab run")
    options.add_argument("--totals", action="store_true", help="end with 'N passed, M failed'")
    options.add_argument("--statements", action="store_true", help="check what the texts of lessons say")
    options.add_argument("--note", help="a line to show above the totals")
    options.add_argument("notebooks", nargs="*", type=Path)
    options = options.parse_args()
    end_by_an_exception()
    for path in options.notebooks:
        if not path.is_file():
            sys.exit(f"lab: no such notebook: {path}")
    failed = sum(not run(path.resolve(), options.statements) for path in options.notebooks)
    if options.note:
        print(f"lab: {options.note}", file=sys.stderr, flush=True)
    if options.totals:
        print(f"{len(options.notebooks) - failed} passed, {failed} failed")
    return 1 if failed else 0


def run(path, checked=False):
    """Runs one notebook, writes its page and says how it went. True if all is well."""
    inside = path.is_relative_to(ROOT / "notebooks")
    name = path.relative_to(ROOT / "notebooks").with_suffix("").as_posix() if inside else path.stem
    page = ROOT / "target" / "notebooks" / f"{name}.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    log = page.with_suffix(".log")
    log.write_text("")

    notebook = nbformat.read(path, as_version=4)
    notebook.metadata.language_info = {"name": "java", "pygments_lexer": "java"}
    for cell in notebook.cells:
        if cell.cell_type == "code":  # what an author left saved is not a result of this run
            cell.outputs, cell.execution_count = [], None
    cells = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]

    problem, seconds, outcome = None, 0.0, "all ok"
    try:
        statements = Statements(path, notebook) if checked else None
        with java(notebook, path.parent, log) as client:
            for number, cell in enumerate(cells, 1):
                progress(f"{name}: cell {number} of {len(cells)}")
                begun = time.monotonic()
                problem = execute(client, cell, number) or slip(words(cell.outputs), path)
                seconds += time.monotonic() - begun
                if statements and not problem:
                    problem = statements.check(client, cell)
                if problem:
                    outcome = f"cell {number} FAILED"
                    problem = f"cell {number} failed\n{re.sub('(?m)^', '    ', cell.source)}\n{problem}"
                    break
        if statements:
            outcome += f", {statements.held} statements hold"
    except ValueError as error:
        outcome, problem = "FAILED", str(error)
    except (RuntimeError, OSError) as error:
        outcome, problem = "FAILED", f"the kernel did not start: {error}\n{log.read_text(errors='replace')[-2000:]}"
    progress("")

    if not problem and (tags := escaped(notebook)):
        outcome, problem = "FAILED", f"JupyterLab's export, which makes HTML safe, shows as text: {tags}"
    write_page(notebook, name, page, path.parent)
    nbformat.write(notebook, page.with_suffix(".ipynb"))  # with its outputs: ./lab site makes pages of them
    if problem:
        print(f"\nlab: {name}: {problem}\n", file=sys.stderr, flush=True)
    print(f"{name}: {len(cells)} cells in {seconds:.1f} s, {outcome} -> {os.path.relpath(page)}", flush=True)
    return not problem


@contextmanager
def java(notebook, folder, log):
    """A kernel of its own for a notebook. What the JVM itself says goes to the log, not between our lines."""
    kernel = AsyncKernelManager(kernel_name="java")
    try:
        with open(log, "wb") as out:
            run_sync(kernel.start_kernel)(cwd=str(folder), stdout=out, stderr=out)
        client = NotebookClient(
            notebook, km=kernel, timeout=CELL_SECONDS, startup_timeout=120, coalesce_streams=True
        )
        with client.setup_kernel():
            yield client
    finally:
        if run_sync(kernel.is_alive)():  # at once: asked politely, JJava stays for a minute
            run_sync(kernel.shutdown_kernel)(now=True)


def execute(client, cell, number):
    """Runs one cell. What went wrong, or None."""
    try:
        client.execute_cell(cell, client.nb.cells.index(cell), execution_count=number)
    except CellTimeoutError:
        return f"it did not end within {CELL_SECONDS} s"
    except DeadKernelError:
        return "the kernel died"
    except CellExecutionError as error:
        return words(cell.outputs) or f"{error.ename}: {error.evalue}"


def slip(said, path):
    """What is wrong with a cell that ran, or None."""
    if path.parent.name == "solutions" and "✘" in said:
        return f"a self-check of a solution says ✘:\n{said}"
    if re.search(r"org\.knowm\.xchart\.|^The chart .* cannot be drawn", said, re.MULTILINE):
        return f"a chart shows as text:\n{said}"


def escaped(notebook):
    """Tags of our own that JupyterLab's export, with its box for safe HTML ticked, does not know: a reader sees their names."""
    from nbconvert.filters import clean_html  # here, so that it does not delay the kernel

    found = set()
    for cell in notebook.cells:
        for out in cell.get("outputs", []):
            html = out.get("data", {}).get("text/html", "")
            # What a text says is escaped before.
            if "mathjax_ignore" in html and (safe := clean_html(html)).count("&lt;") != html.count("&lt;"):
                found |= set(re.findall(r"&lt;/?\w+", safe)) - set(re.findall(r"&lt;/?\w+", html)) or {safe[:200]}
    return sorted(found)


def words(outputs):
    """What the outputs say as plain text, without terminal colours."""
    text = ""
    for out in outputs:
        text += out.get("text") or "\n".join(out.get("traceback", [])) or out.get("data", {}).get("text/plain", "")
        text = text.rstrip() + "\n"
    return re.sub(r"\x1b\[[0-9;]*m", "", text).rstrip()


def progress(text):
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


def write_page(notebook, name, page, folder):
    from nbconvert import HTMLExporter  # here, so that it does not delay the kernel

    exporter = HTMLExporter(extra_loaders=[DictLoader({"offline.j2": OFFLINE})], template_file="offline.j2")
    exporter.embed_images = True  # the page stands elsewhere than the notebook
    html, _ = exporter.from_notebook_node(notebook, {"metadata": {"name": name, "path": str(folder)}})
    page.write_text(html, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
