"""A notebook in JupyterLab's own page, looked at and used as a reader does it."""

import contextlib
import io
import json
import time
from pathlib import Path

from PIL import Image
from playwright.sync_api import Error
from server import HOME, PATIENCE

SCRIPT = Path(__file__).with_name("page.js")
WIDTH, HEIGHT = 1280, 900
TALLEST = 15000  # Chromium paints up to 16384


class Browser:
    """Pages of one server, and what their consoles complain of."""

    def __init__(self, chromium, url, token):
        self.url, self.errors = url, []
        self.context = chromium.new_context(viewport={"width": WIDTH, "height": HEIGHT}, accept_downloads=True)
        self.context.set_default_timeout(1000 * PATIENCE)
        self.context.add_init_script(path=SCRIPT)
        # The token is sent to the server alone, by its own cookie.
        self.context.request.get(f"{url}/lab?token={token}")

    def open(self, name):
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.complain(name, str(error)))
        page.on("console", lambda message: message.type == "error" and self.complain(name, message.text))
        # What is unsaved when a page is left: the tests say themselves what is to be saved.
        page.on("dialog", lambda dialog: dialog.accept())
        # In a workspace of its own: of two pages in one, JupyterLab sends the second one elsewhere.
        page.goto(f"{self.url}/doc/workspaces/{name}/tree/notebooks/{name}.ipynb", wait_until="domcontentloaded")
        return Notebook(page, name)


    def complain(self, name, what):
        # JJava's first word, that it is starting, answers nobody, so it names no session, and a page that listens already
        # complains. What a cell shows has the session of its request.
        if "Missing property 'session'" not in what:
            self.errors.append(f"{name}: {what}")

    def abandon(self, name):
        """Pictures of the pages that are still open when something went wrong, and away with them."""
        for number, page in enumerate(self.context.pages):
            with contextlib.suppress(Error):
                page.screenshot(path=HOME / f"{name}-failed-{number}.png")
            page.close()


class Notebook:
    def __init__(self, page, name):
        self.page, self.name = page, name

    def ask(self, question, *values):
        """What a function of page.js says."""
        return self.page.evaluate(f"values => lab.{question}(...values)", values)

    def elements(self, question):
        found = self.page.evaluate_handle(f"lab.{question}()").get_properties()
        return [element.as_element() for element in found.values()]

    def start(self, command):
        self.ask("start", command)

    def start_cell(self, number):
        self.ask("ready")
        self.ask("select", number)
        self.start("notebook:run-cell")

    def wait(self, condition="lab.ended", seconds=PATIENCE):
        """Until this is true in the page; it is asked at each frame."""
        self.page.wait_for_function(condition, timeout=1000 * seconds)

    def wait_outside(self, condition):
        """Until this is true outside of the page."""
        end = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > end:
                raise RuntimeError(f"{self.name}: what is waited for does not come: {self.ask('cells')}")
            self.page.wait_for_timeout(50)

    def run_cell(self, number):
        """Runs a cell to its end. The text of its result."""
        self.start_cell(number)
        self.wait()
        return self.text(number)

    def text(self, number):
        outputs = self.ask("cells")[number]["outputs"]
        return "\n".join(plain(out) for out in outputs)

    def stop(self):
        self.page.locator('.jp-NotebookPanel-toolbar [data-command="notebook:interrupt-kernel"]').first.click()

    def restart(self):
        self.start("notebook:restart-kernel")
        self.page.locator(".jp-Dialog .jp-mod-accept").click()
        self.wait()

    def save(self):
        self.start("docmanager:save")
        self.wait()

    def reload(self):
        self.page.reload(wait_until="domcontentloaded")
        self.ask("ready")

    def theme(self, name):
        self.page.evaluate("theme => jupyterapp.commands.execute('apputils:change-theme', { theme })", name)
        self.page.wait_for_function("name => document.body.dataset.jpThemeName === name", arg=name)
        self.ask("frame")

    def resize(self, width):
        """As wide as this, and so high that all of it can be seen."""
        height = HEIGHT
        for _ in range(2):
            self.page.set_viewport_size({"width": width, "height": height})
            height = min(TALLEST, self.ask("height") + 120)

    def keep(self, name):
        """A picture of the whole for who wants to look."""
        self.page.screenshot(path=HOME / f"{self.name}-{name}.png")

    def export(self, sanitized):
        """JupyterLab's own Export as HTML: the file."""
        self.page.evaluate("""() => {
            jupyterapp.commands.execute('notebook:export-to-format', { format: 'html', label: 'HTML' });
        }""")
        box = self.page.locator('.jp-Dialog input[type="checkbox"]')
        ticked = box.is_checked()
        if ticked != sanitized:
            box.click()
        with self.page.expect_download() as download:
            self.page.locator(".jp-Dialog .jp-mod-accept").click()
        file = HOME / f"{self.name}-{'sanitized' if sanitized else 'whole'}.html"
        download.value.save_as(file)
        return file, ticked

    def close(self):
        self.page.evaluate("lab.panel().sessionContext.shutdown()")
        self.page.close()


def plain(output):
    text = output.get("data", {}).get("text/plain") or output.get("text") or output.get("evalue", "")
    return text if isinstance(text, str) else "".join(text)


def colours(png):
    """The colours of a picture, and those of them that are no grey, with how many pixels have them."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    counted = image.getcolors(image.width * image.height)
    return counted, [(count, colour) for count, colour in counted if max(colour) - min(colour) > 60]


def write(path, *cells):
    """A notebook of these cells; one that begins with # is of Markdown."""
    kinds = [("markdown" if source.startswith("#") else "code", source) for source in cells]
    notebook = {
        "cells": [
            {"cell_type": kind, "id": f"cell-{number}", "metadata": {}, "source": source}
            | ({"outputs": [], "execution_count": None} if kind == "code" else {})
            for number, (kind, source) in enumerate(kinds)
        ],
        "metadata": {"kernelspec": {"display_name": "Java", "language": "java", "name": "java"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    path.write_text(json.dumps(notebook))
